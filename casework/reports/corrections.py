"""A clerk's corrections of what a report is about."""

from dataclasses import fields
from datetime import datetime
from enum import Enum, auto

from storage.database import Connection
from storage.desk.corrections import add_correction, lock_tags, write_tags
from storage.report_pages import Tags


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
