"""Drafts whose time has come: quiet ones to close, silent bursts to sum up.

Each is taken in a transaction of its own that first locks the observer's row, as the intake does:
a message and the clock never pass each other, and one lock at a time cannot deadlock.
"""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Column, Connection, select, update

from storage.ledger_rows import report_number
from storage.report_pages import latest_account
from storage.tables.people import observers
from storage.tables.reports import reports


@dataclass(frozen=True, slots=True)
class DueDraft:
    """A draft to look at, and whose row to lock first."""

    report_id: int
    observer_id: int


@dataclass(frozen=True, slots=True)
class DueSummary:
    """The counts to tell, and the channel the observer wrote on last."""

    report_id: int
    number: str
    photos: int
    videos: int
    places: int
    has_words: bool
    due: datetime
    channel: str
    sender: str


def quiet_drafts(connection: Connection, now: datetime, most: int) -> list[DueDraft]:
    """Return drafts that have been quiet for long enough."""
    return _due(connection, reports.c.quiet_until, now, most)


def silent_bursts(connection: Connection, now: datetime, most: int) -> list[DueDraft]:
    """Return drafts whose photos nobody has been told about yet."""
    return _due(connection, reports.c.summary_due, now, most)


def close_if_quiet(connection: Connection, due: DueDraft, now: datetime) -> bool:
    """Close the draft unless a message came meanwhile."""
    _lock(connection, due.observer_id)
    closed = connection.execute(
        update(reports)
        .where(
            reports.c.id == due.report_id,
            reports.c.state == "collecting",
            reports.c.quiet_until <= now,
        )
        .values(state="received", closed_at=now, summary_due=None)
    )
    return closed.rowcount == 1


def take_summary(connection: Connection, due: DueDraft, now: datetime) -> DueSummary | None:
    """Clear the summary's due time and return what to tell; None when a reply told it already."""
    _lock(connection, due.observer_id)
    row = connection.execute(
        select(reports).where(reports.c.id == due.report_id, reports.c.summary_due <= now)
    ).one_or_none()
    if row is None:
        return None
    cleared = update(reports).where(reports.c.id == due.report_id).values(summary_due=None)
    connection.execute(cleared)
    account = latest_account(connection, due.report_id)
    if account is None:
        return None
    channel, sender = account
    return DueSummary(
        report_id=row.id,
        number=report_number(row.day, row.seq),
        photos=row.photos,
        videos=row.videos,
        places=row.places,
        has_words=bool(row.notes or row.voices),
        due=row.summary_due,
        channel=channel,
        sender=sender,
    )


def _due(
    connection: Connection, time: Column[datetime], now: datetime, most: int
) -> list[DueDraft]:
    rows = connection.execute(
        select(reports.c.id, reports.c.observer_id)
        .where(reports.c.state == "collecting", time <= now)
        .order_by(time)
        .limit(most)
    )
    return [DueDraft(*row) for row in rows]


def _lock(connection: Connection, observer_id: int) -> None:
    connection.execute(
        select(observers.c.id).where(observers.c.id == observer_id).with_for_update()
    )
