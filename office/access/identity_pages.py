"""Covered identities: an officer opens one for a reason; the director sees every opening."""

from typing import Final

from flask import abort, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from casework.people.identity import open_identity, read_reason
from catalogue.wording import staff_identity as words
from office.access.sessions import current_staff
from office.parts import ConsoleParts, Page
from storage.desk.acts import record_act
from storage.people.identities import newest_openings, take_note
from storage.report_pages import observer_of

_PAGE: Final = 50
_LARGEST_ID: Final = 2**63 - 1


class IdentityPages:
    """Opening on a report's page, and the list of what was opened."""

    def __init__(self, parts: ConsoleParts) -> None:
        self._parts = parts

    def table(self) -> tuple[Page, ...]:
        """Return these pages with their addresses."""
        return (
            ("POST", "/reports/<int:report_id>/identity", "identity_open", self.open),
            ("GET", "/identities", "identities", self.show),
            ("POST", "/identities/noted", "identities_noted", self.note),
        )

    def open(self, report_id: int) -> ResponseReturnValue:
        """Open the identity of a report's observer to whoever asks, for a reason."""
        reason, now = read_reason(request.form.get("reason", "")), self._parts.clock()
        back = redirect(url_for("office.report", report_id=report_id) + "#who", 303)
        with self._parts.database.write() as connection:
            observer_id = observer_of(connection, report_id) or abort(404)
            if reason:
                by = current_staff().id
                open_identity(connection, by, observer_id, report_id, reason, now)
        flash(*((words.OPENED, "good") if reason else (words.REASON_MISSING, "bad")))
        return back

    def show(self) -> ResponseReturnValue:
        """List the openings, newest first."""
        before = request.args.get("before", type=int)
        bound = None if before is None else max(1, min(before, _LARGEST_ID))
        with self._parts.database.read() as connection:
            openings = newest_openings(connection, _PAGE + 1, bound)
        older = openings[_PAGE - 1].id if len(openings) > _PAGE else None
        shown, now = openings[:_PAGE], self._parts.clock()
        return render_template("office/identities.html", openings=shown, older=older, now=now)

    def note(self) -> ResponseReturnValue:
        """Take note of every opening that the page showed."""
        up_to = max(0, min(request.form.get("up_to", 0, type=int), _LARGEST_ID))
        by, now = current_staff().id, self._parts.clock()
        with self._parts.database.write() as connection:
            if take_note(connection, up_to, by, now):
                record_act(connection, by, "identity.noted", "identities", "", now)
        flash(words.NOTED, "good")
        return redirect(url_for("office.identities"), 303)
