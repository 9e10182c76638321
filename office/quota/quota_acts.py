"""What a clerk decides about 四个一 on the pages of a report and of an observer."""

import re
from datetime import date, datetime
from typing import Final

from flask import abort, flash, redirect, request, url_for
from flask.typing import ResponseReturnValue

from casework.people.observer_form import read_day
from casework.people.roster_cells import ROLES
from casework.quota.quota_desk import Reviewed, Verdict, review
from casework.rules import local_day
from catalogue.quota.quota_policy import policy_for
from catalogue.wording import staff_quota as wording
from catalogue.wording.staff_triage import unkind
from office.access.sessions import current_staff
from office.parts import ConsoleParts, Page
from storage.database import Connection
from storage.desk.acts import record_act
from storage.people import people, service_rows
from storage.people.service_rows import LEADER

_LONGEST_REASON: Final = 200
_MONTH: Final = re.compile(r"(20\d\d)-(\d{1,2})")
_MOST: Final = 99  # a person's own number
_REVIEWS: Final = {
    Reviewed.SAME_BEFORE: wording.REVIEWED_BEFORE,
    Reviewed.NOT_COUNTED: wording.NOT_COUNTED,
    Reviewed.REASON_MISSING: wording.REASON_MISSING,
}
EXTRA_ROLES: Final = (*ROLES, LEADER)


class QuotaActs:
    """Accept or reject a report; leave, further roles and own numbers of an observer."""

    def __init__(self, parts: ConsoleParts) -> None:
        self._parts = parts

    def table(self) -> tuple[Page, ...]:
        """Return these pages with their addresses."""
        at = "/roster/<int:observer_id>"
        return (
            ("POST", "/reports/<int:report_id>/review", "review", self.review),
            ("POST", f"{at}/leave", "leave_add", self.add_leave),
            ("POST", f"{at}/leave/<int:leave_id>", "leave_end", self.end_leave),
            ("POST", f"{at}/roles", "role_add", self.add_role),
            ("POST", f"{at}/roles/<int:role_id>", "role_end", self.end_role),
            ("POST", f"{at}/numbers", "own_number_add", self.add_own_number),
        )

    def review(self, report_id: int) -> ResponseReturnValue:
        """Accept a report, or reject it for a reason that its observer is told."""
        rejects = request.form.get("verdict") == "rejected"
        verdict: Verdict = "rejected" if rejects else "accepted"
        word = (verdict, _reason() if rejects else "")
        now, region = self._parts.clock(), self._parts.region
        with self._parts.database.write() as connection:
            outcome = review(connection, region, report_id, word, current_staff().id, now)
        if outcome is Reviewed.UNKNOWN:
            abort(404)
        if outcome is Reviewed.DONE:
            self._parts.worker_hint("outbox", 0)
            flash(wording.REVIEWED[verdict], "good")
        else:
            unkind_words = outcome is Reviewed.UNKIND
            flash(unkind(word[1]) if unkind_words else _REVIEWS[outcome], "bad")
        return redirect(url_for("office.report", report_id=report_id), 303)

    def add_leave(self, observer_id: int) -> ResponseReturnValue:
        """Write down a leave for a reason; its end may be open."""
        first, last = _day("first"), request.form.get("last", "").strip()
        until = _day("last")
        if first is None or (last and until is None) or (until is not None and until < first):
            return _back(observer_id, wording.BAD_DAYS)
        reason = _reason()
        if not reason:
            return _back(observer_id, wording.REASON_MISSING)
        with self._parts.database.write() as connection:
            self._must_exist(connection, observer_id)
            days = (first, until)
            vault = self._parts.vault
            service_rows.add_leave(connection, vault, observer_id, days, reason, self._by())
            self._record(connection, observer_id, "leave")
        return _back(observer_id, "", wording.LEAVE_SAVED)

    def end_leave(self, observer_id: int, leave_id: int) -> ResponseReturnValue:
        """Give a leave its last day."""
        last = _day("last")
        if last is None:
            return _back(observer_id, wording.BAD_DAYS)
        with self._parts.database.write() as connection:
            done = service_rows.set_leave_end(connection, observer_id, leave_id, last)
            if done:
                self._record(connection, observer_id, "leave-end")
        return _back(observer_id, wording.BAD_DAYS, wording.LEAVE_ENDED if done else "")

    def add_role(self, observer_id: int) -> ResponseReturnValue:
        """Give an observer a further role from a day on, today without one."""
        typed = request.form.get("first", "").strip()
        first = _day("first") if typed else local_day(self._parts.clock())
        role = request.form.get("role", "")
        if first is None or role not in EXTRA_ROLES:
            return _back(observer_id, wording.BAD_DAYS)
        with self._parts.database.write() as connection:
            self._must_exist(connection, observer_id)
            service_rows.add_role(connection, observer_id, role, first, self._by())
            self._record(connection, observer_id, "role")
        return _back(observer_id, "", wording.ROLE_SAVED)

    def end_role(self, observer_id: int, role_id: int) -> ResponseReturnValue:
        """End a further role with today."""
        today = local_day(self._parts.clock())
        with self._parts.database.write() as connection:
            done = service_rows.end_role(connection, observer_id, role_id, today)
            if done:
                self._record(connection, observer_id, "role-end")
        return _back(observer_id, wording.GONE, wording.ROLE_ENDED if done else "")

    def add_own_number(self, observer_id: int) -> ResponseReturnValue:
        """Give an observer a number of their own for some months, for a reason."""
        try:
            own, reason = self._own_number(), _reason()
        except ValueError as error:
            return _back(observer_id, str(error))
        if not reason:
            return _back(observer_id, wording.REASON_MISSING)
        with self._parts.database.write() as connection:
            self._must_exist(connection, observer_id)
            vault = self._parts.vault
            service_rows.add_override(connection, vault, observer_id, own, reason, self._by())
            self._record(connection, observer_id, "own-number")
        return _back(observer_id, "", wording.OWN_NUMBER_SAVED)

    def _own_number(self) -> tuple[str, date, date | None, int]:
        """Read the form. Raises ValueError with the sentence to show."""
        form = request.form
        policy = policy_for(self._parts.region, self._parts.clock().year)
        codes = {item.code for item in policy.items} if policy else set()
        first = _month(form.get("first", ""))
        last = _month(form["last"]) if form.get("last", "").strip() else None
        if last is not None and last < first:
            raise ValueError(wording.BAD_MONTH)
        least = form.get("least", "").strip()
        is_number = least.isascii() and least.isdecimal() and int(least) <= _MOST
        if form.get("code") not in codes or not is_number:
            raise ValueError(wording.BAD_NUMBER)
        return form["code"], first, last, int(least)

    def _must_exist(self, connection: Connection, observer_id: int) -> None:
        if people.lock_observer(connection, self._parts.vault, observer_id) is None:
            abort(404)

    def _by(self) -> tuple[int, datetime]:
        return current_staff().id, self._parts.clock()

    def _record(self, connection: Connection, observer_id: int, act: str) -> None:
        staff_id, now = self._by()
        record_act(connection, staff_id, f"observer.{act}", f"observer:{observer_id}", "", now)


def _reason() -> str:
    return request.form.get("reason", "").strip()[:_LONGEST_REASON]


def _day(field: str) -> date | None:
    """Return a day of the form, None where there is none or it cannot be read."""
    try:
        return read_day(request.form.get(field, ""))
    except ValueError:
        return None


def _month(text: str) -> date:
    found = _MONTH.fullmatch(text.strip())
    try:
        if found is not None:
            return date(int(found[1]), int(found[2]), 1)
    except ValueError:
        pass
    raise ValueError(wording.BAD_MONTH)


def _back(observer_id: int, trouble: str, done: str = "") -> ResponseReturnValue:
    flash(done or trouble, "good" if done else "bad")
    return redirect(url_for("office.observer", observer_id=observer_id) + "#quota", 303)
