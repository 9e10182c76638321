"""A clerk's corrections of what a report is about, and the clerk's "I have seen it"."""

from dataclasses import fields
from datetime import datetime, timedelta
from enum import Enum, auto

from casework.notices import notice
from catalogue.wording import notices, observer_desk
from storage.database import Connection
from storage.desk.acts import record_act
from storage.desk.corrections import add_correction, lock_tags, take_urgent, write_tags
from storage.report_pages import Tags, latest_account, observer_of
from storage.roads.outbox import OutMessage, post

_SEEN_LASTS = timedelta(hours=12)  # after that the line would only puzzle


class Correction(Enum):
    """What came of a correction."""

    DONE = auto()
    NOTHING_CHANGED = auto()
    CHANGED_ELSEWHERE = auto()  # somebody was faster; nothing was written
    UNKNOWN_REPORT = auto()


def correct_tags(  # what was seen, what is wanted, who and when
    connection: Connection, report_id: int, seen: Tags, wanted: Tags, staff_id: int, now: datetime
) -> Correction:
    """Write a clerk's tags over the ones the clerk saw; each changed field is recorded."""
    current = lock_tags(connection, report_id)
    if current is None:
        return Correction.UNKNOWN_REPORT
    if current != seen:
        return Correction.CHANGED_ELSEWHERE
    if current == wanted:
        return Correction.NOTHING_CHANGED
    write_tags(connection, report_id, wanted)
    for name, change in _changes(current, wanted).items():
        add_correction(connection, report_id, name, change, staff_id, now)
    return Correction.DONE


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


def _changes(before: Tags, after: Tags) -> dict[str, tuple[str, str]]:
    return {
        field.name: (_plain(getattr(before, field.name)), _plain(getattr(after, field.name)))
        for field in fields(Tags)
        if getattr(before, field.name) != getattr(after, field.name)
    }


def _plain(value: str | bool | tuple[str, ...] | None) -> str:  # noqa: FBT001  # a field's value
    if isinstance(value, tuple):
        return ",".join(value)
    if isinstance(value, bool):
        return "1" if value else ""
    return value or ""
