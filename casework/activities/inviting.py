"""Telling observers of an inspection: the invitation, a change of it, that it will not be.

Who is on leave or suspended, today or on its day, is not invited; whoever signed up is told of
changes all the same. (Source: issue 4 item 4.)
"""

from collections.abc import Iterable
from datetime import datetime, time, timedelta

from casework.activities.telling import News, Told, in_service, tell
from casework.notices import notice
from casework.quota.quota_book import start_of
from casework.rules import SHANGHAI, local_day
from catalogue.wording import notices
from catalogue.wording import observer_activities as wording
from storage.activities.inspections import Inspection, Stop, mark_invited
from storage.activities.sign_ups import Participant
from storage.database import Connection

_A_DAY = timedelta(days=1)
_COMING = {"signed_up", "listed", "attended"}


def invite(
    connection: Connection, inspection: Inspection, stops: Iterable[Stop], now: datetime
) -> Told | None:
    """Invite an inspection's audience; None when they were, or it is not planned any more."""
    if not mark_invited(connection, inspection.id, now):
        return None
    text = wording.invitation(inspection.title, said(inspection, stops))
    news = _news(inspection, "invited", text, notices.invited(inspection.day))
    told = Told(0, 0)
    days = {local_day(now), inspection.day}
    for page in in_service(connection, inspection.audience, days):
        reached = len(tell(connection, page, news, now))
        told = Told(told.people + reached, told.unreached + len(page) - reached)
    return told


def tell_of_change(
    connection: Connection,
    inspection: Inspection,
    stops: Iterable[Stop],
    listed: Iterable[Participant],
    now: datetime,
) -> int:
    """Tell those who mean to come how it is now; returns how many."""
    text = wording.changed(inspection.title, said(inspection, stops))
    news = _news(inspection, f"changed:{inspection.version}", text, notices.INSPECTION_CHANGED)
    return len(tell(connection, coming(listed), news, now))


def tell_of_cancelling(
    connection: Connection, inspection: Inspection, listed: Iterable[Participant], now: datetime
) -> int:
    """Tell those who mean to come that it will not be; returns how many."""
    text = wording.cancelled(inspection.title, inspection.day)
    news = _news(inspection, "cancelled", text, notices.INSPECTION_CANCELLED)
    return len(tell(connection, coming(listed), news, now))


def coming(listed: Iterable[Participant]) -> list[int]:
    """Return who of a list means to come, or has come."""
    return [each.observer_id for each in listed if each.state in _COMING]


def said(inspection: Inspection, stops: Iterable[Stop]) -> list[str]:
    """Return when, where and with whom an inspection is, a line each."""
    route = [stop.name for stop in stops] or [inspection.route]
    return wording.schedule(
        inspection.day,
        (inspection.meeting_time, inspection.meeting_place),
        [name for name in route if name],
        inspection.units,
    )


def _news(inspection: Inspection, what: str, text: str, field: str) -> News:
    hour, minute = map(int, (inspection.meeting_time or "0:00").split(":"))
    at = datetime.combine(inspection.day, time(hour, minute), SHANGHAI)
    form = notice("reminder", field, at)
    return News(f"inspection:{inspection.id}:{what}", text, form, start_of(inspection.day + _A_DAY))
