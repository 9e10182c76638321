"""联系不上: whom nothing reaches this month, why, what to say on the telephone, what came of it.

Numbers are shown and printed only by a POST, since it is recorded who looked at them.
"""

from collections.abc import Collection, Mapping
from typing import Final

from flask import abort, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from casework.people.observer_form import read_day
from casework.reach import phone_list
from casework.reach.calling import LONGEST_NOTE, OUTCOMES, CallMade, Noted, write_down
from casework.reach.phone_list import CallDesk, ToCall
from casework.rules import local_day
from catalogue.wording import staff_reach as wording
from office.access.sessions import current_staff
from office.parts import ConsoleParts, Page
from storage.database import Connection
from storage.desk.acts import record_act
from storage.people import staff
from storage.people.people import ObserverCard
from storage.reach import reach

_MOST: Final = 100  # people on a page
_DONE_SHOWN: Final = 100
_TEXTS_SHOWN: Final = 50
CALL_MISTAKES: Final[Mapping[Noted, str]] = {
    Noted.NOTE_MISSING: wording.NOTE_MISSING,
    Noted.BAD_DAY: wording.BAD_DAY,
}


class ReachPages:
    """The list, its printed form, and the word on each call."""

    def __init__(self, parts: ConsoleParts) -> None:
        self._parts = parts
        self._desk = CallDesk(parts.vault, parts.region, parts.roads, parts.office_name)

    def table(self) -> tuple[Page, ...]:
        """Return these pages with their addresses."""
        return (
            ("GET", "/reach", "reach", self.show),
            ("POST", "/reach/phones", "reach_phones", self.show_phones),
            ("POST", "/reach/sheet", "reach_sheet", self.sheet),
            ("POST", "/reach/<int:observer_id>/call", "reach_call", self.call),
        )

    def show(self) -> ResponseReturnValue:
        """Show the list, at most 100 people a page, telephone numbers hidden."""
        return self._page()

    def show_phones(self) -> ResponseReturnValue:
        """Show the same page with the numbers; it is recorded who saw how many."""
        return self._page(phones=True)

    def sheet(self) -> ResponseReturnValue:
        """Show the list for paper (A4), numbers and all; it is recorded."""
        now = self._parts.clock()
        with self._parts.database.write() as connection:
            people = phone_list.page_to_call(connection, self._desk, now, _after(), _MOST)
            self._record(connection, "reach.sheet", people)
        today = local_day(now)
        return render_template("office/reach_sheet.html", people=people, today=today, words=wording)

    def call(self, observer_id: int) -> ResponseReturnValue:
        """Note what came of a call, or say what is missing and keep what was typed."""
        made = call_made()
        if made is None:
            return self._page({"id": observer_id, "mistake": wording.BAD_OUTCOME}), 422
        now = self._parts.clock()
        with self._parts.database.write() as connection:
            by = (current_staff().id, now, local_day(now))
            noted = write_down(connection, self._parts.vault, observer_id, made, by)
        if noted is Noted.UNKNOWN:
            abort(404)
        if noted is not Noted.DONE:
            return self._page({"id": observer_id, "mistake": CALL_MISTAKES[noted]}), 422
        flash(wording.NOTED[made.outcome], "good")
        return redirect(url_for("office.reach"), 303)

    def _page(self, failed: Mapping[str, object] | None = None, *, phones: bool = False) -> str:
        now, after = self._parts.clock(), _after()
        with self._parts.database.read() as connection:
            people = phone_list.page_to_call(connection, self._desk, now, after, _MOST)
            done = phone_list.called_already(connection, self._desk, now, _DONE_SHOWN)
            context = {
                "count": phone_list.count_to_call(connection, self._parts.roads, now),
                "paused": self._paused(connection, {one.card.id for one in people}),
                "texted": self._texted(connection),
                "names": staff.names_of(
                    connection, {call.staff_id for one in (*people, *done) for call in one.calls}
                ),
            }
        if phones:
            with self._parts.database.write() as connection:
                self._record(connection, "reach.phones", people)
        return render_template(
            "office/reach.html",
            people=people,
            done=done,
            phones=phones,
            failed=failed or {},
            today=local_day(now),
            following=people[-1].card.id if len(people) == _MOST else 0,
            longest=LONGEST_NOTE,
            words=wording,
            **context,
        )

    def _paused(
        self, connection: Connection, listed: Collection[int]
    ) -> list[tuple[ObserverCard, str]]:
        now = self._parts.clock()
        found = phone_list.paused_and_lacking(connection, self._desk, now)
        return [(card, lacking) for card, lacking in found if card.id not in listed]

    def _texted(self, connection: Connection) -> list[tuple[str, reach.Untold]]:
        since = phone_list.since_of(self._parts.clock())
        sent = reach.texted(connection, since, _TEXTS_SHOWN)
        names = phone_list.names(connection, self._parts.vault, [one.observer_id for one in sent])
        return [(names[one.observer_id], one) for one in sent]

    def _record(self, connection: Connection, act: str, people: list[ToCall]) -> None:
        told = ",".join(str(one.card.id) for one in people)
        now = self._parts.clock()
        record_act(connection, current_staff().id, act, "reach", told, now)


def _after() -> int:
    return request.values.get("after", 0, type=int)


def call_made() -> CallMade | None:
    """Read the form of a call; None without an outcome."""
    given = request.form.get("outcome", "")
    outcome = next((each for each in OUTCOMES if each == given), None)
    if outcome is None:
        return None
    try:
        day = read_day(request.form.get("day", ""))
    except ValueError:
        day = None
    note = request.form.get("note", "").strip()[:LONGEST_NOTE]
    return CallMade(outcome, day, note)
