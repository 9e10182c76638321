"""Inspections (专项检查, 集中调研) with their lists."""

from datetime import date, datetime, timedelta
from typing import Final

from flask import abort, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from casework.observer_form import read_day
from casework.rules import local_day
from catalogue.wording import staff_quota as wording
from office.parts import ConsoleParts, Page
from office.sessions import current_staff
from storage import people
from storage.activities import inspections, sign_ups
from storage.activities.inspections import Activity
from storage.acts import record_act
from storage.database import Connection

_LONGEST_TITLE: Final = 120
_LONGEST_TEXT: Final = 400
_LATEST: Final = 50
_A_YEAR: Final = timedelta(days=400)


class InspectionPages:
    """Inspections: planned, their lists, who was there."""

    def __init__(self, parts: ConsoleParts) -> None:
        self._parts = parts

    def table(self) -> tuple[Page, ...]:
        """Return these pages with their addresses."""
        one = "/inspections/<int:inspection_id>"
        return (
            ("GET", "/inspections", "inspections", self.show),
            ("POST", "/inspections", "inspection_add", self.add),
            ("GET", one, "inspection", self.inspection),
            ("POST", f"{one}/people", "inspection_list", self.put_on_list),
            ("POST", f"{one}/attendance", "inspection_attendance", self.mark),
            ("POST", f"{one}/cancel", "inspection_cancel", self.cancel),
        )

    def show(self) -> ResponseReturnValue:
        """Show this year's inspections."""
        today = local_day(self._parts.clock())
        with self._parts.database.read() as connection:
            found = inspections.inspections_since(connection, today - _A_YEAR, _LATEST)
        return render_template(
            "office/activities/inspections.html", inspections=found, today=today, words=wording
        )

    def add(self) -> ResponseReturnValue:
        """Plan an inspection."""
        form, day = request.form, _day("day")
        title = form.get("title", "").strip()[:_LONGEST_TITLE]
        if day is None or not title:
            return _back(bad=wording.BAD_DAYS if title else wording.TITLE_MISSING)
        kind = "survey" if form.get("kind") == "survey" else "special"
        route, units = (form.get(name, "").strip()[:_LONGEST_TEXT] for name in ("route", "units"))
        with self._parts.database.write() as connection:
            activity = Activity(kind, title, day, route, units)
            added = inspections.plan_inspection(connection, activity, *self._by())
            self._record(connection, "inspection.planned", f"inspection:{added}")
        return _back(wording.INSPECTION_SAVED, inspection_id=added)

    def inspection(self, inspection_id: int) -> ResponseReturnValue:
        """Show one inspection, who is on its list and who may still be put there."""
        with self._parts.database.read() as connection:
            shown = inspections.inspection(connection, inspection_id)
            if shown is None:
                abort(404)
            listed = sign_ups.participants(connection, self._parts.vault, inspection_id)
            cards = people.list_observers(connection, self._parts.vault)
        known = {each.observer_id for each in listed}
        return render_template(
            "office/activities/inspection.html",
            inspection=shown,
            listed=listed,
            others=[card for card in cards if card.id not in known],
            words=wording,
        )

    def put_on_list(self, inspection_id: int) -> ResponseReturnValue:
        """Put the chosen observers on the list."""
        chosen = request.form.getlist("observer", type=int)
        with self._parts.database.write() as connection:
            if inspections.inspection(connection, inspection_id) is None:
                abort(404)
            known = people.observer_cards(connection, self._parts.vault, chosen)
            for each in known:
                sign_ups.put_on_list(connection, inspection_id, each, "listed", self._by())
            self._record(connection, "inspection.listed", f"inspection:{inspection_id}")
        return _back(wording.LISTED, inspection_id=inspection_id)

    def mark(self, inspection_id: int) -> ResponseReturnValue:
        """Record who of the list was there; that makes the inspection a held one."""
        there = request.form.getlist("observer", type=int)
        with self._parts.database.write() as connection:
            if inspections.inspection(connection, inspection_id) is None:
                abort(404)
            sign_ups.mark_attendance(connection, inspection_id, there, self._by())
            inspections.set_inspection_state(connection, inspection_id, "held")
            self._record(connection, "inspection.attendance", f"inspection:{inspection_id}")
        return _back(wording.ATTENDANCE_SAVED, inspection_id=inspection_id)

    def cancel(self, inspection_id: int) -> ResponseReturnValue:
        """Cancel an inspection; attendance at it counts no more."""
        with self._parts.database.write() as connection:
            done = inspections.set_inspection_state(connection, inspection_id, "cancelled")
            if done:
                self._record(connection, "inspection.cancelled", f"inspection:{inspection_id}")
        return _back(wording.CANCELLED if done else "", wording.GONE)

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


def _back(good: str = "", bad: str = "", inspection_id: int = 0) -> ResponseReturnValue:
    flash(good or bad, "good" if good else "bad")
    if inspection_id:
        return redirect(url_for("office.inspection", inspection_id=inspection_id), 303)
    return redirect(url_for("office.inspections"), 303)
