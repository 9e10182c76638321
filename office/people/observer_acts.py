"""What a clerk does on an observer's page: suspend, reinstate, free an account."""

from datetime import date

from flask import flash, redirect, request, url_for
from flask.typing import ResponseReturnValue

from casework.people import observer_desk as desk
from casework.people.observer_form import read_day
from casework.rules import local_day
from catalogue.wording import staff_people as wording
from office.access.sessions import current_staff
from office.parts import ConsoleParts, Page
from storage.people.observer_changes import Cause, Way

_LONGEST_REASON = 200


class ObserverActs:
    """The buttons of an observer's page."""

    def __init__(self, parts: ConsoleParts) -> None:
        self._parts = parts

    def table(self) -> tuple[Page, ...]:
        """Return these pages with their addresses."""
        at = "/roster/<int:observer_id>"
        return (
            ("POST", f"{at}/suspend", "observer_suspend", self.suspend),
            ("POST", f"{at}/reinstate", "observer_reinstate", self.reinstate),
            ("POST", f"{at}/accounts/<int:sender_id>/unbind", "observer_unbind", self.unbind),
        )

    def suspend(self, observer_id: int) -> ResponseReturnValue:
        """Suspend an observer from a day that is not in the future, for a reason."""
        today = local_day(self._parts.clock())
        try:
            since = _since(today)
        except ValueError as error:
            return _back(observer_id, str(error))
        cause = self._cause("suspend")
        if not cause.reason:
            return _back(observer_id, wording.REASON_MISSING)
        with self._parts.database.write() as connection:
            done = desk.suspend(connection, self._parts.vault, observer_id, since, cause)
        return _back(observer_id, wording.STATE_GONE, wording.SUSPENDED if done else "")

    def reinstate(self, observer_id: int) -> ResponseReturnValue:
        """Let an observer report again, for a reason."""
        cause = self._cause("reinstate")
        if not cause.reason:
            return _back(observer_id, wording.REASON_MISSING)
        with self._parts.database.write() as connection:
            done = desk.reinstate(connection, self._parts.vault, observer_id, cause)
        return _back(observer_id, wording.STATE_GONE, wording.REINSTATED if done else "")

    def unbind(self, observer_id: int, sender_id: int) -> ResponseReturnValue:
        """Free an account, for example of a lost phone."""
        cause = self._cause("unbind")
        with self._parts.database.write() as connection:
            done = desk.free_account(connection, self._parts.vault, observer_id, sender_id, cause)
        return _back(observer_id, wording.UNBIND_GONE, wording.UNBOUND if done else "")

    def _cause(self, way: Way) -> Cause:
        reason = request.form.get("reason", "").strip()[:_LONGEST_REASON]
        return Cause(way, current_staff().id, self._parts.clock(), reason)


def _since(today: date) -> date:
    since = read_day(request.form.get("since", "")) or today
    if since > today:
        raise ValueError(wording.SINCE_LATER)
    return since


def _back(observer_id: int, trouble: str, done: str = "") -> ResponseReturnValue:
    flash(done or trouble, "good" if done else "bad")
    return redirect(url_for("office.observer", observer_id=observer_id), 303)
