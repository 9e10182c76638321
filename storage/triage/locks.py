"""Who has a report open: a row that runs out by itself, so a closed browser blocks nobody long."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection, delete, select

from storage.dialects import insert_into
from storage.tables.staff import staff
from storage.tables.triage import report_locks


@dataclass(frozen=True, slots=True)
class ReportLock:
    """A colleague at work on a report since `taken_at`."""

    staff_id: int
    who: str
    taken_at: datetime
    until: datetime


def lock_on(connection: Connection, report_id: int, now: datetime) -> ReportLock | None:
    """Return the lock on a report that has not run out."""
    columns = (report_locks.c.staff_id, staff.c.display_name)
    row = connection.execute(
        select(*columns, report_locks.c.taken_at, report_locks.c.until)
        .join_from(report_locks, staff)
        .where(report_locks.c.report_id == report_id, report_locks.c.until > now)
    ).one_or_none()
    return None if row is None else ReportLock(*row)


def locks_on(connection: Connection, report_ids: list[int], now: datetime) -> dict[int, ReportLock]:
    """Return the locks on these reports that have not run out."""
    columns = (report_locks.c.staff_id, staff.c.display_name)
    rows = connection.execute(
        select(*columns, report_locks.c.taken_at, report_locks.c.until, report_locks.c.report_id)
        .join_from(report_locks, staff)
        .where(report_locks.c.report_id.in_(report_ids), report_locks.c.until > now)
    )
    return {row.report_id: ReportLock(*row[:4]) for row in rows}


def write_lock(
    connection: Connection, report_id: int, lock: tuple[int, datetime, datetime], *, over: bool
) -> bool:
    """Take or prolong a lock (whose, from when, until when); False while another's stands.

    `over` takes another's. A lock of one's own keeps the moment it was taken.
    """
    staff_id, now, until = lock
    row = {"report_id": report_id, "staff_id": staff_id, "taken_at": now, "until": until}
    added = insert_into(connection, report_locks).values(row)
    held = report_locks.c
    anybodys = added.on_conflict_do_update(index_elements=[held.report_id], set_=row)
    mine = added.on_conflict_do_update(
        index_elements=[held.report_id],
        set_={"until": until},
        where=(held.staff_id == staff_id) & (held.until > now),
    )
    free = added.on_conflict_do_update(
        index_elements=[held.report_id], set_=row, where=held.until <= now
    )
    steps = (anybodys,) if over else (mine, free)
    return any(
        connection.execute(step.returning(held.report_id)).first() is not None for step in steps
    )


def drop_lock(connection: Connection, report_id: int, staff_id: int) -> None:
    """Let go of one's own lock; another's stays."""
    mine = (report_locks.c.report_id == report_id, report_locks.c.staff_id == staff_id)
    connection.execute(delete(report_locks).where(*mine))
