"""Reports without an outcome, the oldest first: what a partial index of the open ones answers.

A merged one has its main report's outcome, so it is not counted beside it.
"""

from datetime import date
from typing import Final, NamedTuple

from sqlalchemy import Connection, select, tuple_

from storage.capped import count_capped
from storage.ledger_rows import report_number
from storage.tables.reports import ON_THE_DESK, reports

_WAITING: Final = (ON_THE_DESK, reports.c.desk_state != "merged")


class Unanswered(NamedTuple):
    """One such report."""

    id: int
    day: date
    number: str
    excerpt: str
    project: str | None
    county: str
    desk_state: str


def count_unanswered(connection: Connection, until: date) -> int:
    """Count the reports of this day and of before without an outcome; beyond the cap one more."""
    return count_capped(connection, select(reports.c.id).where(*_WAITING, reports.c.day <= until))


def unanswered_page(
    connection: Connection, days: tuple[date, date], after: tuple[date, int] | None, limit: int
) -> list[Unanswered]:
    """Return a page of those of these days, both included, that follows (day, id)."""
    named = reports.c
    wanted = select(
        named.id, named.day, named.seq, named.excerpt, named.project, named.county, named.desk_state
    ).where(*_WAITING, named.day.between(*days))
    if after is not None:
        wanted = wanted.where(tuple_(named.day, named.id) > after)
    rows = connection.execute(wanted.order_by(named.day, named.id).limit(limit))
    return [Unanswered(row.id, row.day, report_number(row.day, row.seq), *row[3:]) for row in rows]
