"""换人: the form that passes an observer's place to somebody else."""

from datetime import date, timedelta

from flask import abort, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from casework.people.handover import HandoverRefused, Succession, hand_over
from casework.people.observer_form import TypedPerson, read_day, read_person
from casework.people.observer_history import FIELDS, said
from casework.people.roster_cells import ROLES
from casework.rules import local_day
from catalogue.geography.places import load_gazetteer
from catalogue.wording import staff_people as wording
from office.access.sessions import current_staff
from office.parts import ConsoleParts, Page
from office.people.observer_pages import PersonForm
from storage.people import people
from storage.people.observer_changes import Cause
from storage.people.people import ObserverCard, PhoneTaken

_INHERITED = ("unit", "county", "group", "role", "appointed_to")
_CHECKS = ("takes_known", "frees_accounts")


class HandoverPages:
    """The form and what it does."""

    def __init__(self, parts: ConsoleParts) -> None:
        self._parts = parts
        self._counties = load_gazetteer().counties

    def table(self) -> tuple[Page, ...]:
        """Return these pages with their addresses."""
        at = "/roster/<int:observer_id>/handover"
        return (
            ("GET", at, "handover", self.show),
            ("POST", at, "hand_over", self.hand_over),
        )

    def show(self, observer_id: int) -> ResponseReturnValue:
        """Show the form with what the successor inherits."""
        old, today = self._old(observer_id), local_day(self._parts.clock())
        inherited = {name: said(getattr(old, name)) for name in _INHERITED}
        tomorrow = {"appointed_from": said(today + timedelta(days=1)), "last_day": said(today)}
        return self._page(old, dict.fromkeys(FIELDS, "") | inherited | tomorrow, {})

    def hand_over(self, observer_id: int) -> ResponseReturnValue:
        """Pass the place on, or name each mistake beside what was typed."""
        old = self._old(observer_id)
        read = read_person(request.form, self._counties)
        mistakes = dict(read.mistakes)
        last_day = _last_day(mistakes)
        if last_day is not None and not mistakes:
            mistakes = self._try(old, read, last_day)
        if not mistakes:
            flash(wording.handed_over(old.name, read.person.name), "good")
            return redirect(url_for("office.observer", observer_id=observer_id), 303)
        flash(wording.NOT_HANDED_OVER, "bad")
        typed = dict(read.typed) | {"last_day": request.form.get("last_day", "")}
        return self._page(old, typed, mistakes), 422

    def _try(self, old: ObserverCard, read: TypedPerson, last_day: date) -> dict[str, str]:
        cause = Cause("handover", current_staff().id, self._parts.clock())
        takes_known, frees_accounts = (bool(request.form.get(name)) for name in _CHECKS)
        wanted = Succession(read.person, last_day, takes_known, frees_accounts)
        try:
            with self._parts.database.write() as connection:
                hand_over(connection, self._parts.vault, old.id, wanted, cause)
        except HandoverRefused as refused:
            return {refused.field: refused.sentence}
        except PhoneTaken:
            return {"phone": wording.CHANGED_ELSEWHERE}
        return {}

    def _old(self, observer_id: int) -> ObserverCard:
        with self._parts.database.read() as connection:
            card = people.observer_card(connection, self._parts.vault, observer_id)
        if card is None:
            abort(404)
        return card

    def _page(self, old: ObserverCard, typed: dict[str, str], mistakes: dict[str, str]) -> str:
        return render_template(
            "office/handover.html",
            old=old,
            form=PersonForm(typed, mistakes, {}),
            checked={name for name in _CHECKS if request.form.get(name)},
            counties=self._counties,
            roles=ROLES,
        )


def _last_day(mistakes: dict[str, str]) -> date | None:
    try:
        last_day = read_day(request.form.get("last_day", ""))
    except ValueError as error:
        mistakes["last_day"] = str(error)
        return None
    if last_day is None:
        mistakes["last_day"] = wording.END_MISSING
    return last_day
