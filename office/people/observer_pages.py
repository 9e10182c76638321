"""One observer's page: who they are, their accounts, what they sent, what was changed and why."""

from dataclasses import dataclass
from datetime import date

from flask import abort, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from casework.people import observer_desk as desk
from casework.people.observer_desk import Edit
from casework.people.observer_form import TypedPerson, read_person
from casework.people.observer_history import FIELDS, said
from casework.people.roster_cells import ROLES
from casework.people.standing import standing_of
from casework.rules import local_day
from catalogue.geography.places import load_gazetteer
from catalogue.quota.quota_policy import policy_for
from catalogue.wording import staff_people as wording
from office.access.sessions import current_staff
from office.parts import ConsoleParts, Page
from office.people.observer_history import history_lines, people_spoken_of
from office.quota.quota_acts import EXTRA_ROLES
from storage.database import Connection
from storage.people import observer_activity as activity
from storage.people import observer_states as states
from storage.people import people, service_rows
from storage.people.observer_changes import Cause, changes_of
from storage.people.people import ObserverCard, PhoneTaken

_LATEST = 10


@dataclass(frozen=True, slots=True)
class PersonForm:
    """The form as it is shown: what stands in it, what is wrong, and what is stored by now."""

    typed: dict[str, str]
    mistakes: dict[str, str]
    stored: dict[str, str]
    seen: str = ""


class ObserverPages:
    """The page of an observer, the edit form on it, and the same form for a new one."""

    def __init__(self, parts: ConsoleParts) -> None:
        self._parts = parts
        self._counties = load_gazetteer().counties

    def table(self) -> tuple[Page, ...]:
        """Return these pages with their addresses."""
        return (
            ("GET", "/roster/<int:observer_id>", "observer", self.show),
            ("POST", "/roster/<int:observer_id>", "observer_edit", self.edit),
            ("GET", "/roster/new", "observer_new", self.new),
            ("POST", "/roster/new", "observer_add", self.add),
        )

    def show(self, observer_id: int) -> ResponseReturnValue:
        """Show everything about one observer."""
        return self._page(observer_id)

    def new(self) -> ResponseReturnValue:
        """Show the empty form."""
        return self._new_page(PersonForm(dict.fromkeys(FIELDS, ""), {}, {}))

    def add(self) -> ResponseReturnValue:
        """Add an observer, or name each mistake beside what was typed."""
        read = read_person(request.form, self._counties)
        mistakes = dict(read.mistakes)
        if not mistakes:
            now, staff = self._parts.clock(), current_staff()
            try:
                with self._parts.database.write() as connection:
                    observer_id = desk.add_person(
                        connection, self._parts.vault, read.person, staff.id, now
                    )
            except PhoneTaken:
                mistakes["phone"] = self._who_has(read)
            else:
                flash(wording.ADDED, "good")
                return redirect(url_for("office.observer", observer_id=observer_id), 303)
        flash(wording.NOT_SAVED, "bad")
        return self._new_page(PersonForm(dict(read.typed), mistakes, {})), 422

    def edit(self, observer_id: int) -> ResponseReturnValue:
        """Save the form unless something is wrong with it or somebody else was quicker."""
        read = read_person(request.form, self._counties)
        if read.mistakes:
            return self._again(observer_id, read, dict(read.mistakes))
        cause = Cause("edit", current_staff().id, self._parts.clock())
        seen, vault = request.form.get("seen", ""), self._parts.vault
        try:
            with self._parts.database.write() as connection:
                outcome = desk.edit_person(connection, vault, observer_id, seen, read.person, cause)
        except PhoneTaken:
            return self._again(observer_id, read, {"phone": self._who_has(read)})
        if outcome is Edit.GONE:
            abort(404)
        if outcome is Edit.CHANGED_ELSEWHERE:
            flash(wording.CHANGED_ELSEWHERE, "bad")
            return self._page(observer_id, dict(read.typed)), 409
        flash(*((wording.SAVED, "good") if outcome is Edit.DONE else (wording.SAME, "quiet")))
        return redirect(url_for("office.observer", observer_id=observer_id), 303)

    def _again(
        self, observer_id: int, read: TypedPerson, mistakes: dict[str, str]
    ) -> ResponseReturnValue:
        flash(wording.NOT_SAVED, "bad")
        page = self._page(observer_id, dict(read.typed), mistakes, request.form.get("seen", ""))
        return page, 422

    def _who_has(self, read: TypedPerson) -> str:
        with self._parts.database.read() as connection:
            card = people.observer_by_phone(connection, self._parts.vault, read.person.phone)
        return wording.phone_taken(card.name, card.group) if card else wording.CHANGED_ELSEWHERE

    def _new_page(self, form: PersonForm) -> str:
        return render_template(
            "office/observer_new.html", form=form, counties=self._counties, roles=ROLES
        )

    def _page(
        self,
        observer_id: int,
        typed: dict[str, str] | None = None,
        mistakes: dict[str, str] | None = None,
        seen: str = "",
    ) -> str:
        """Show the page; what was typed stays in the form, beside what is stored where it differs.

        `seen` is handed back after a mistake: correcting it must not hide another clerk's change.
        """
        vault, now = self._parts.vault, self._parts.clock()
        with self._parts.database.read() as connection:
            card = people.observer_card(connection, vault, observer_id)
            if card is None:
                abort(404)
            shown = self._shown(connection, card, local_day(now))
            invited_until = activity.open_invitation_until(connection, observer_id, now)
        form = _form(card, typed, mistakes or {}, seen or desk.seen_mark(vault, card))
        return render_template(
            "office/observer.html",
            card=card,
            form=form,
            counties=self._counties,
            roles=ROLES,
            invited_until=invited_until,
            **shown,
        )

    def _shown(self, connection: Connection, card: ObserverCard, today: date) -> dict[str, object]:
        vault = self._parts.vault
        changes = changes_of(connection, vault, card.id)
        successors = states.successors_of(connection, card.id)
        others = {*people_spoken_of(changes), *successors, *filter(None, [card.successor_of])}
        known = people.observer_cards(connection, vault, others)
        counts = activity.count_by_kind(
            connection, card.id, today.replace(day=1), today.replace(month=1, day=1)
        )
        return {
            "standing": standing_of(card, today),
            "today": today,
            "accounts": people.senders_of(connection, [card.id]),
            "counts": counts,
            "latest": activity.latest_reports(connection, card.id, _LATEST),
            "history": history_lines(changes, {each: known[each].name for each in known}),
            "successors": [known[each] for each in successors if each in known],
            "predecessor": known.get(card.successor_of or 0),
            "away": service_rows.absences_of(connection, vault, card.id),
            "extra_roles": service_rows.roles_of(connection, card.id),
            "own_numbers": service_rows.overrides_of(connection, vault, card.id),
            "policy": policy_for(self._parts.region, today.year),
            "role_names": EXTRA_ROLES,
        }


def _form(
    card: ObserverCard, typed: dict[str, str] | None, mistakes: dict[str, str], seen: str
) -> PersonForm:
    stored = {name: said(getattr(card, name)) for name in FIELDS}
    if typed is None:
        return PersonForm(stored, {}, {}, seen)
    differing = {name: text for name, text in stored.items() if typed[name].strip() != text}
    return PersonForm(typed, mistakes, {} if mistakes else differing, seen)
