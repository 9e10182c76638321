"""What a clerk does with an inspection: plan, change, tell, put people on its list, cancel."""

from collections.abc import Sequence
from datetime import UTC, datetime, timedelta

from flask import abort, flash, redirect, request, url_for
from flask.typing import ResponseReturnValue

from casework.activities import inviting
from catalogue.wording import staff_activities as wording
from office.access.sessions import current_staff
from office.activities.inspection_form import read_inspection, typed_inspection
from office.activities.inspection_pages import inspection_page, inspections_page
from office.parts import ConsoleParts, Page
from storage.activities import inspections, sign_ups
from storage.activities.inspections import Activity, Inspection, Stop
from storage.database import Connection
from storage.desk.acts import record_act
from storage.people import people

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)


class InspectionActs:
    """Every change of an inspection; each is recorded with who did it."""

    def __init__(self, parts: ConsoleParts) -> None:
        self._parts = parts

    def table(self) -> tuple[Page, ...]:
        """Return these pages with their addresses."""
        one = "/inspections/<int:inspection_id>"
        return (
            ("POST", "/inspections", "inspection_add", self.add),
            ("POST", one, "inspection_change", self.change),
            ("POST", f"{one}/invite", "inspection_invite", self.invite),
            ("POST", f"{one}/people", "inspection_list", self.put_on_list),
            ("POST", f"{one}/attendance", "inspection_attendance", self.mark),
            ("POST", f"{one}/cancel", "inspection_cancel", self.cancel),
        )

    def add(self) -> ResponseReturnValue:
        """Plan an inspection; nobody is told before a clerk has looked at it once more."""
        form = typed_inspection(request.form)
        try:
            activity, stops = read_inspection(form, self._parts.projects)
        except ValueError as error:
            flash(str(error), "bad")
            return inspections_page(self._parts, form), 422
        with self._parts.database.write() as connection:
            added = inspections.plan_inspection(connection, activity, *self._by())
            inspections.set_stops(connection, added, stops)
            self._record(connection, "inspection.planned", added)
        return _back(added, wording.INSPECTION_SAVED)

    def change(self, inspection_id: int) -> ResponseReturnValue:
        """Write an inspection anew; those who signed up are told how it is now."""
        form = typed_inspection(request.form)
        try:
            activity, stops = read_inspection(form, self._parts.projects)
        except ValueError as error:
            flash(str(error), "bad")
            return inspection_page(self._parts, inspection_id, form), 422
        seen = request.form.get("version", -1, type=int)
        with self._parts.database.write() as connection:
            before = self._inspection(connection, inspection_id)
            known = inspections.stops_of(connection, inspection_id)
            if not inspections.change_inspection(connection, inspection_id, seen, activity):
                return _back(inspection_id, bad=wording.INSPECTION_CHANGED_BEFORE)
            inspections.set_stops(connection, inspection_id, stops)
            self._record(connection, "inspection.changed", inspection_id)
            is_news = _tells_otherwise(before, activity, known, stops)
            people_told = self._tell_of_change(connection, inspection_id) if is_news else 0
        self._parts.worker_hint("outbox", 0)
        return _back(inspection_id, wording.told(wording.INSPECTION_CHANGED, people_told))

    def invite(self, inspection_id: int) -> ResponseReturnValue:
        """Tell everybody it is meant for, once."""
        with self._parts.database.write() as connection:
            shown = self._inspection(connection, inspection_id)
            stops = inspections.stops_of(connection, inspection_id)
            told = inviting.invite(connection, shown, stops, self._parts.clock())
            if told is not None:
                self._record(connection, "inspection.invited", inspection_id)
        if told is None:
            return _back(inspection_id, bad=wording.INVITED_BEFORE)
        self._parts.worker_hint("outbox", 0)
        return _back(inspection_id, wording.invited(told.people, told.unreached))

    def put_on_list(self, inspection_id: int) -> ResponseReturnValue:
        """Put the chosen observers on the list."""
        chosen = request.form.getlist("observer", type=int)
        with self._parts.database.write() as connection:
            self._inspection(connection, inspection_id)
            known = people.observer_cards(connection, self._parts.vault, chosen)
            for each in known:
                sign_ups.put_on_list(connection, inspection_id, each, "listed", self._by())
            self._record(connection, "inspection.listed", inspection_id)
        return _back(inspection_id, wording.LISTED)

    def mark(self, inspection_id: int) -> ResponseReturnValue:
        """Record who of the list was there; that makes the inspection a held one."""
        there = request.form.getlist("observer", type=int)
        seen_at = _EPOCH + timedelta(milliseconds=request.form.get("seen_at", 0, type=int))
        with self._parts.database.write() as connection:
            if self._inspection(connection, inspection_id).state == "cancelled":
                return _back(inspection_id, bad=wording.GONE)
            sign_ups.mark_attendance(connection, inspection_id, there, self._by(), seen_at)
            inspections.set_inspection_state(connection, inspection_id, "held")
            self._record(connection, "inspection.attendance", inspection_id)
        return _back(inspection_id, wording.ATTENDANCE_SAVED)

    def cancel(self, inspection_id: int) -> ResponseReturnValue:
        """Cancel an inspection; attendance at it counts no more, who signed up is told."""
        with self._parts.database.write() as connection:
            shown = self._inspection(connection, inspection_id)
            if not inspections.set_inspection_state(connection, inspection_id, "cancelled"):
                return _back(inspection_id, bad=wording.GONE)
            self._record(connection, "inspection.cancelled", inspection_id)
            listed = sign_ups.participants(connection, self._parts.vault, inspection_id)
            told = 0
            if shown.state == "planned":
                told = inviting.tell_of_cancelling(connection, shown, listed, self._parts.clock())
        self._parts.worker_hint("outbox", 0)
        return _back(inspection_id, wording.told(wording.CANCELLED, told))

    def _tell_of_change(self, connection: Connection, inspection_id: int) -> int:
        after = self._inspection(connection, inspection_id)
        stops = inspections.stops_of(connection, inspection_id)
        listed = sign_ups.participants(connection, self._parts.vault, inspection_id)
        return inviting.tell_of_change(connection, after, stops, listed, self._parts.clock())

    def _inspection(self, connection: Connection, inspection_id: int) -> Inspection:
        found = inspections.inspection(connection, inspection_id)
        if found is None:
            abort(404)
        return found

    def _by(self) -> tuple[int, datetime]:
        return current_staff().id, self._parts.clock()

    def _record(self, connection: Connection, act: str, inspection_id: int) -> None:
        staff_id, now = self._by()
        record_act(connection, staff_id, act, f"inspection:{inspection_id}", "", now)


def _tells_otherwise(
    before: Inspection, after: Activity, stops: Sequence[Stop], now: Sequence[Stop]
) -> bool:
    """Whether somebody on the list has to know: it is ahead, and not where and when it was."""
    told = ("title", "day", "meeting_time", "meeting_place", "units", "route")
    same = all(getattr(before, name) == getattr(after, name) for name in told)
    return before.state == "planned" and not (
        same and [stop.name for stop in stops] == [stop.name for stop in now]
    )


def _back(inspection_id: int, good: str = "", bad: str = "") -> ResponseReturnValue:
    flash(good or bad, "good" if good else "bad")
    return redirect(url_for("office.inspection", inspection_id=inspection_id), 303)
