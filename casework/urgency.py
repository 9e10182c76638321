"""The office's first look at an urgent report: its observer hears, once, that somebody acts."""

from datetime import datetime, timedelta
from typing import Final

from casework.notices import notice
from catalogue.wording import notices, observer_desk
from storage.database import Connection
from storage.desk.acts import record_act
from storage.desk.corrections import take_urgent
from storage.report_pages import latest_account, observer_of
from storage.roads.outbox import OutMessage, post

_SEEN_LASTS: Final = timedelta(hours=12)  # after that the line would only puzzle


def take_note_of_urgent(
    connection: Connection, report: tuple[int, str], staff_id: int, now: datetime
) -> bool:
    """Record that the office acts on an urgent report (id, number) and tell its observer once."""
    report_id, number = report
    if not take_urgent(connection, report_id, now):
        return False
    record_act(connection, staff_id, "urgent.seen", f"report:{report_id}", "", now)
    account = latest_account(connection, report_id)
    if account:
        channel, sender = account
        message = OutMessage(
            once_key=f"urgent-seen:{report_id}",
            channel=channel,
            recipient=sender,
            purpose="urgent-seen",
            text=observer_desk.urgent_seen(number),
            report_id=report_id,
            not_after=now + _SEEN_LASTS,
            created_at=now,
            notice=notice("outcome", notices.URGENT_SEEN, now, number=number),
            observer_id=observer_of(connection, report_id),
        )
        post(connection, message)
    return True
