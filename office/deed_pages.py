"""Inspections (专项检查, 集中调研) with their lists, and essays with the office's word on them."""

from datetime import date, datetime, timedelta
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
from storage.deeds import Activity

_LONGEST_TITLE: Final = 120
_LONGEST_TEXT: Final = 400
_LATEST: Final = 50
_A_YEAR: Final = timedelta(days=400)


class DeedPages:
    """The two of 四个一 that come from the office's own lists."""

    def __init__(self, parts: ConsoleParts) -> None:
        self._parts = parts

    def table(self) -> tuple[Page, ...]:
        """Return these pages with their addresses."""
        one = "/deeds/inspections/<int:inspection_id>"
        return (
            ("GET", "/deeds", "deeds", self.show),
            ("POST", "/deeds/inspections", "inspection_add", self.add),
            ("GET", one, "inspection", self.inspection),
            ("POST", f"{one}/people", "inspection_list", self.put_on_list),
            ("POST", f"{one}/attendance", "inspection_attendance", self.mark),
            ("POST", f"{one}/cancel", "inspection_cancel", self.cancel),
            ("POST", "/deeds/essays", "essay_add", self.add_essay),
            ("POST", "/deeds/essays/<int:essay_id>", "essay_decide", self.decide),
        )

    def show(self) -> ResponseReturnValue:
        """Show this year's inspections and the newest essays."""
        today = local_day(self._parts.clock())
        with self._parts.database.read() as connection:
            inspections = deeds.inspections_since(connection, today - _A_YEAR, _LATEST)
            essays = deeds.latest_essays(connection, self._parts.vault, _LATEST)
            cards = people.list_observers(connection, self._parts.vault)
        return render_template(
            "office/deeds.html",
            inspections=inspections,
            essays=essays,
            cards=cards,
            today=today,
            words=wording,
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
            added = deeds.plan_inspection(connection, activity, *self._by())
            self._record(connection, "inspection.planned", f"inspection:{added}")
        return _back(wording.INSPECTION_SAVED, inspection_id=added)

    def inspection(self, inspection_id: int) -> ResponseReturnValue:
        """Show one inspection, who is on its list and who may still be put there."""
        with self._parts.database.read() as connection:
            shown = deeds.inspection(connection, inspection_id)
            if shown is None:
                abort(404)
            listed = deeds.participants(connection, self._parts.vault, inspection_id)
            cards = people.list_observers(connection, self._parts.vault)
        known = {each.observer_id for each in listed}
        return render_template(
            "office/inspection.html",
            inspection=shown,
            listed=listed,
            others=[card for card in cards if card.id not in known],
            words=wording,
        )

    def put_on_list(self, inspection_id: int) -> ResponseReturnValue:
        """Put the chosen observers on the list."""
        chosen = request.form.getlist("observer", type=int)
        with self._parts.database.write() as connection:
            if deeds.inspection(connection, inspection_id) is None:
                abort(404)
            known = people.observer_cards(connection, self._parts.vault, chosen)
            for each in known:
                deeds.put_on_list(connection, inspection_id, each, "listed", self._by())
            self._record(connection, "inspection.listed", f"inspection:{inspection_id}")
        return _back(wording.LISTED, inspection_id=inspection_id)

    def mark(self, inspection_id: int) -> ResponseReturnValue:
        """Record who of the list was there; that makes the inspection a held one."""
        there = request.form.getlist("observer", type=int)
        with self._parts.database.write() as connection:
            if deeds.inspection(connection, inspection_id) is None:
                abort(404)
            deeds.mark_attendance(connection, inspection_id, there, self._by())
            deeds.set_inspection_state(connection, inspection_id, "held")
            self._record(connection, "inspection.attendance", f"inspection:{inspection_id}")
        return _back(wording.ATTENDANCE_SAVED, inspection_id=inspection_id)

    def cancel(self, inspection_id: int) -> ResponseReturnValue:
        """Cancel an inspection; attendance at it counts no more."""
        with self._parts.database.write() as connection:
            done = deeds.set_inspection_state(connection, inspection_id, "cancelled")
            if done:
                self._record(connection, "inspection.cancelled", f"inspection:{inspection_id}")
        return _back(wording.CANCELLED if done else "", wording.GONE)

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


def _back(good: str = "", bad: str = "", inspection_id: int = 0) -> ResponseReturnValue:
    flash(good or bad, "good" if good else "bad")
    if inspection_id:
        return redirect(url_for("office.inspection", inspection_id=inspection_id), 303)
    return redirect(url_for("office.deeds"), 303)
