"""Who has a report open on the board: taken, prolonged by the open page, given up on leaving."""

from datetime import datetime

from flask import abort, flash, jsonify, redirect, request, url_for
from flask.typing import ResponseReturnValue

from casework.triage.holding import hold
from catalogue.wording import staff_triage as wording
from office.access.sessions import current_staff
from office.board.place import place_in
from office.parts import ConsoleParts, Page
from storage.triage.locks import ReportLock, drop_lock
from storage.triage.rows import desk_report


class HoldPages:
    """What the board's script asks for by itself, and 接手 by hand."""

    def __init__(self, parts: ConsoleParts) -> None:
        self._parts = parts

    def table(self) -> tuple[Page, ...]:
        """Return these pages with their addresses."""
        return (
            ("POST", "/board/<int:report_id>/hold", "board_hold", self.hold),
            ("POST", "/board/<int:report_id>/release", "board_release", self.release),
        )

    def hold(self, report_id: int) -> ResponseReturnValue:
        """Say that this clerk works on the report, or who does."""
        staff_id, now = current_staff().id, self._parts.clock()
        over = request.form.get("over") == "1"
        with self._parts.database.write() as connection:
            if desk_report(connection, report_id) is None:
                abort(404)
            other = hold(connection, report_id, staff_id, now, over=over)
        told = "" if other is None else told_of(other, now)
        if request.accept_mimetypes.best == "application/json":
            return jsonify(told=told)
        if told:
            flash(told, "bad")
        place = place_in(request.form, self._parts.projects)
        return redirect(url_for("office.board", **place.parameters(), report=report_id), 303)

    def release(self, report_id: int) -> ResponseReturnValue:
        """Let go of the report when its page is left."""
        with self._parts.database.write() as connection:
            drop_lock(connection, report_id, current_staff().id)
        return "", 204


def told_of(lock: ReportLock, now: datetime) -> str:
    """Say who is at work on a report, and since when."""
    minutes = int((now - lock.taken_at).total_seconds() // 60)
    return wording.held(lock.who, minutes)
