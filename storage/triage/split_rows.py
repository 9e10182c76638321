"""The messages of a report, moved into another when a clerk splits it."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, insert, select, update

from storage.ledger_rows import report_number
from storage.search.search_index import CHANGED_WORDS
from storage.tables.reports import items, reports
from storage.tables.triage import report_splits
from storage.tables.work import media


@dataclass(frozen=True, slots=True)
class Message:
    """One message of a report."""

    delivery_id: int
    kind: str
    text: str
    sent_at: datetime


def messages_of(connection: Connection, report_id: int) -> list[Message]:
    """Return a report's messages in the order they were sent."""
    rows = connection.execute(
        select(items.c.delivery_id, items.c.kind, items.c.text, items.c.sent_at)
        .where(items.c.report_id == report_id)
        .order_by(items.c.sent_at, items.c.id)
    )
    return [Message(*row) for row in rows]


def move_messages(connection: Connection, delivery_ids: Collection[int], into_id: int) -> None:
    """Bring messages and their files into another report."""
    for table in (items, media):
        these = table.c.delivery_id.in_(list(delivery_ids))
        connection.execute(update(table).where(these).values(report_id=into_id))


def write_counts(counts: Mapping[str, int | str]) -> dict[str, Any]:
    """Return the columns of a report that has lost messages; the search index hears of it."""
    return {**counts, **CHANGED_WORDS}


def add_split(
    connection: Connection, report_id: int, part_id: int, by: tuple[int, datetime]
) -> None:
    """Keep which report a part came from."""
    row = {"new_report_id": part_id, "report_id": report_id, "staff_id": by[0], "at": by[1]}
    connection.execute(insert(report_splits).values(row))


def split_from(connection: Connection, report_id: int) -> tuple[int, str] | None:
    """Return (id, number) of the report this one was split from, None for any other."""
    row = connection.execute(
        select(reports.c.id, reports.c.day, reports.c.seq)
        .join_from(report_splits, reports, reports.c.id == report_splits.c.report_id)
        .where(report_splits.c.new_report_id == report_id)
    ).one_or_none()
    return None if row is None else (row.id, report_number(row.day, row.seq))
