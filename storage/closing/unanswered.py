"""Reports without an outcome, the oldest first: what a partial index of the open ones answers."""

from datetime import date
from typing import NamedTuple

from sqlalchemy import Connection, select, tuple_

from storage.capped import count_capped
from storage.ledger_rows import report_number
from storage.tables.reports import ON_THE_DESK, reports


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
    return count_capped(connection, select(reports.c.id).where(ON_THE_DESK, reports.c.day <= until))


def unanswered_page(
    connection: Connection, until: date, after: tuple[date, int] | None, limit: int
) -> list[Unanswered]:
    """Return a page of them that follows (day, id)."""
    named = reports.c
    wanted = select(
        named.id, named.day, named.seq, named.excerpt, named.project, named.county, named.desk_state
    ).where(ON_THE_DESK, named.day <= until)
    if after is not None:
        wanted = wanted.where(tuple_(named.day, named.id) > after)
    rows = connection.execute(wanted.order_by(named.day, named.id).limit(limit))
    return [Unanswered(row.id, row.day, report_number(row.day, row.seq), *row[3:]) for row in rows]
