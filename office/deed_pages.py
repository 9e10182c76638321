"""Essays with the office's word on them."""

from datetime import date, datetime
from typing import Final, Literal

from flask import abort, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from casework.observer_form import read_day
from casework.quota_book import start_of
from casework.quota_desk import decide_essay
from casework.rules import local_day
from catalogue.wording import staff_quota as wording
from office.parts import ConsoleParts, Page
from office.sessions import current_staff
from storage import deeds, people
from storage.acts import record_act
from storage.database import Connection

_LONGEST_TITLE: Final = 120
_LONGEST_TEXT: Final = 400
_LATEST: Final = 50


class DeedPages:
    """Essays as the office has them."""

    def __init__(self, parts: ConsoleParts) -> None:
        self._parts = parts

    def table(self) -> tuple[Page, ...]:
        """Return these pages with their addresses."""
        return (
            ("GET", "/deeds", "deeds", self.show),
            ("POST", "/deeds/essays", "essay_add", self.add_essay),
            ("POST", "/deeds/essays/<int:essay_id>", "essay_decide", self.decide),
        )

    def show(self) -> ResponseReturnValue:
        """Show the newest essays."""
        today = local_day(self._parts.clock())
        with self._parts.database.read() as connection:
            essays = deeds.latest_essays(connection, self._parts.vault, _LATEST)
            cards = people.list_observers(connection, self._parts.vault)
        return render_template(
            "office/deeds.html",
            essays=essays,
            cards=cards,
            today=today,
            words=wording,
        )

    def add_essay(self) -> ResponseReturnValue:
        """Register an essay that reached the office on a day, today without one."""
        title = request.form.get("title", "").strip()[:_LONGEST_TITLE]
        now = self._parts.clock()
        typed, day = request.form.get("day", "").strip(), _day("day")
        if not title:
            return _back(bad=wording.TITLE_MISSING)
        if (typed and day is None) or (day is not None and day > local_day(now)):
            return _back(bad=wording.BAD_DAYS)
        at = now if day is None else min(start_of(day), now)
        observer_id = request.form.get("observer", 0, type=int)
        with self._parts.database.write() as connection:
            if people.observer_card(connection, self._parts.vault, observer_id) is None:
                abort(404)
            added = deeds.hand_in_essay(connection, observer_id, title, at, current_staff().id)
            self._record(connection, "essay.entered", f"essay:{added}")
        return _back(wording.ESSAY_SAVED)

    def decide(self, essay_id: int) -> ResponseReturnValue:
        """Accept an essay, or return it for a reason that its observer is told."""
        verdict: Literal["accepted", "returned"] = (
            "returned" if request.form.get("verdict") == "returned" else "accepted"
        )
        reason = request.form.get("reason", "").strip()[:_LONGEST_TEXT]
        if verdict == "returned" and not reason:
            return _back(bad=wording.REASON_MISSING)
        word = (verdict, reason if verdict == "returned" else "")
        with self._parts.database.write() as connection:
            done = decide_essay(connection, self._parts.vault, essay_id, word, self._by())
        if done:
            self._parts.worker_hint("outbox", 0)
        return _back(wording.ESSAY_DECIDED[verdict] if done else "", wording.GONE)

    def _by(self) -> tuple[int, datetime]:
        return current_staff().id, self._parts.clock()

    def _record(self, connection: Connection, act: str, target: str) -> None:
        staff_id, now = self._by()
        record_act(connection, staff_id, act, target, "", now)


def _day(field: str) -> date | None:
    """Return a day of the form, None where there is none or it cannot be read."""
    try:
        return read_day(request.form.get(field, ""))
    except ValueError:
        return None


def _back(good: str = "", bad: str = "") -> ResponseReturnValue:
    flash(good or bad, "good" if good else "bad")
    return redirect(url_for("office.deeds"), 303)
