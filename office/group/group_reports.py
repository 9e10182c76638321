"""The reports and the inspections of a leader's own group, to read.

What the office does with a report is not shown here: tags are corrected, letters drafted and
matters closed by the office alone.
"""

from datetime import timedelta
from typing import Final

from flask import render_template, request
from flask.typing import ResponseReturnValue

from casework.rules import local_day
from catalogue.wording import staff_activities
from office.access.sessions import current_staff
from office.group.own_group import own_people, own_photo, own_report
from office.parts import ConsoleParts, Page
from office.reports.photos import photo_copy
from storage.activities.inspections import Inspection, inspections_since
from storage.activities.sign_ups import Participant, participants
from storage.blobs.files import shown_key, thumb_key
from storage.database import Connection
from storage.people import people
from storage.report_pages import files_of, said_in
from storage.search.inbox import inbox_page
from storage.search.inbox_filter import InboxFilter

_LARGEST_ID: Final = 2**63 - 1
_LATEST: Final = 30
_A_YEAR: Final = timedelta(days=400)


class GroupReportPages:
    """The lists, one report, its photos."""

    def __init__(self, parts: ConsoleParts) -> None:
        self._parts = parts

    def table(self) -> tuple[Page, ...]:
        """Return these pages with their addresses."""
        photo = "/group/photos/<int:media_id>"
        return (
            ("GET", "/group/reports", "group_reports", self.reports),
            ("GET", "/group/reports/<int:report_id>", "group_report", self.report),
            ("GET", f"{photo}/thumb.jpg", "group_thumb", self.thumb),
            ("GET", f"{photo}/shown.jpg", "group_shown", self.shown),
            ("GET", "/group/inspections", "group_inspections", self.inspections),
        )

    def reports(self) -> ResponseReturnValue:
        """List what the group sent, newest first."""
        before = request.args.get("before", type=int)
        bound = None if before is None else max(0, min(before, _LARGEST_ID))
        with self._parts.database.read() as connection:
            wanted = InboxFilter(observers=own_people(connection))
            page = inbox_page(connection, self._parts.vault, wanted, bound)
        return render_template("office/group/reports.html", page=page)

    def report(self, report_id: int) -> ResponseReturnValue:
        """Show what one of the group sent."""
        with self._parts.database.read() as connection:
            report = own_report(connection, report_id)
            observer = people.observer_card(connection, self._parts.vault, report.observer_id)
            files, said = files_of(connection, report_id), said_in(connection, report_id)
        photos = [file for file in files if (file.kind, file.state) == ("photo", "stored")]
        return render_template(
            "office/group/report.html", report=report, observer=observer, photos=photos, said=said
        )

    def thumb(self, media_id: int) -> ResponseReturnValue:
        """Give a photo's small copy."""
        with self._parts.database.read() as connection:
            own = own_photo(connection, media_id)
        return photo_copy(self._parts, own, thumb_key)

    def shown(self, media_id: int) -> ResponseReturnValue:
        """Give a photo's larger copy."""
        with self._parts.database.read() as connection:
            own = own_photo(connection, media_id)
        return photo_copy(self._parts, own, shown_key)

    def inspections(self) -> ResponseReturnValue:
        """List the inspections that the group is asked to or was at, with its own people alone."""
        since = local_day(self._parts.clock()) - _A_YEAR
        with self._parts.database.read() as connection:
            mine = set(own_people(connection))
            found = inspections_since(connection, since, _LATEST)
            listed = [(each, self._own_on_list(connection, each, mine)) for each in found]
        group = current_staff().group
        shown = [(each, ours) for each, ours in listed if ours or each.audience.has(group, "")]
        return render_template(
            "office/group/inspections.html", inspections=shown, words=staff_activities
        )

    def _own_on_list(
        self, connection: Connection, inspection: Inspection, mine: set[int]
    ) -> list[Participant]:
        listed = participants(connection, self._parts.vault, inspection.id)
        return [each for each in listed if each.observer_id in mine and each.state != "withdrew"]
