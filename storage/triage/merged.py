"""Reports that a clerk merged into another: they keep their messages and their observers' credit.

A report that an observer put together with another of their own is no such report: its messages
moved.
"""

from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, null, select, update

from storage.ledger_rows import report_number
from storage.search.search_index import CHANGED_WORDS
from storage.tables.reports import reports

_MERGED = reports.c.desk_state == "merged"


@dataclass(frozen=True, slots=True)
class MergedReport:
    """A report under its main report."""

    id: int
    number: str
    observer_id: int
    excerpt: str


def merged_under(connection: Connection, report_id: int) -> list[MergedReport]:
    """Return the reports that were merged into this one, the oldest first."""
    rows = connection.execute(
        select(reports.c.id, reports.c.day, reports.c.seq, reports.c.observer_id, reports.c.excerpt)
        .where(reports.c.merged_into == report_id, _MERGED)
        .order_by(reports.c.id)
    )
    return [
        MergedReport(row.id, report_number(row.day, row.seq), row.observer_id, row.excerpt)
        for row in rows
    ]


def move_merged(connection: Connection, from_id: int, into_id: int) -> None:
    """Bring what was merged into one report under another, so that no chain arises."""
    connection.execute(
        update(reports).where(reports.c.merged_into == from_id, _MERGED).values(merged_into=into_id)
    )


def merging(into_id: int) -> dict[str, Any]:
    """Return the columns of a report that is merged into this one."""
    return {"state": "merged", "merged_into": into_id, "summary_due": null(), **CHANGED_WORDS}


def unmerging() -> dict[str, Any]:
    """Return the columns of a report that stands alone again."""
    return {"state": "received", "merged_into": null(), **CHANGED_WORDS}
