"""The mark on a report whose words changed: a job brings them into the search index.

Indexing inside the intake's transaction had a p99 of 42 ms, so a change of words only leaves this
mark, in the statement that changes the report anyway. (Source: mechanics §Search and lists.)
"""

from typing import Any, Final

from sqlalchemy import ColumnElement, Connection, case, update

from storage.dbtime import DATABASE_MS
from storage.tables.reports import reports

# Grows with every change while it stands: the index takes it off only as it was read.
CHANGED_WORDS: Final[dict[str, ColumnElement[Any]]] = {
    "unindexed_at": case(
        (reports.c.unindexed_at >= DATABASE_MS, reports.c.unindexed_at + 1), else_=DATABASE_MS
    )
}


def touch(connection: Connection, report_id: int) -> None:
    """Have a report's words indexed again: whoever adds, corrects or removes some calls this."""
    connection.execute(update(reports).where(reports.c.id == report_id).values(CHANGED_WORDS))
