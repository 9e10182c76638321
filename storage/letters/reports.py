"""Reports as letters ask for them: by the number that people say, and whether they exist."""

from collections.abc import Sequence
from datetime import date

from sqlalchemy import Connection, select

from storage.tables.reports import reports


def newest_numbered(connection: Connection, days: Sequence[date], seq: int) -> int | None:
    """Return the newest report with this number on one of these days."""
    found = select(reports.c.id).where(reports.c.day.in_(days), reports.c.seq == seq)
    return connection.execute(found.order_by(reports.c.day.desc()).limit(1)).scalar()


def known_reports(connection: Connection, report_ids: Sequence[int]) -> tuple[int, ...]:
    """Return those of these ids that are reports, in their order."""
    there = set(connection.scalars(select(reports.c.id).where(reports.c.id.in_(report_ids))))
    return tuple(each for each in report_ids if each in there)
