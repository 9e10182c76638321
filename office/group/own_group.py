"""Which observers a group leader may see: asked anew for each page, never taken from an address."""

from flask import abort

from office.access.sessions import current_staff
from storage.database import Connection
from storage.people.observer_filter import ids_by_group
from storage.report_pages import ReportDetail, observer_of_photo, report_detail


def own_people(connection: Connection) -> tuple[int, ...]:
    """Return the ids of the observers of the leader's group; nobody's for an account without."""
    group = current_staff().group
    return ids_by_group(connection, group) if group else ()


def must_be_own(connection: Connection, observer_id: int) -> None:
    """Answer 404 for an observer of another group, as for one that does not exist."""
    if observer_id not in own_people(connection):
        abort(404)


def own_report(connection: Connection, report_id: int) -> ReportDetail:
    """Return a report of the leader's own group; 404 for any other."""
    report = report_detail(connection, report_id) or abort(404)
    must_be_own(connection, report.observer_id)
    return report


def own_photo(connection: Connection, media_id: int) -> int:
    """Return the id of a stored photo, if it is of the leader's own group; 404 for any other."""
    whose = observer_of_photo(connection, media_id) or abort(404)
    must_be_own(connection, whose)
    return media_id
