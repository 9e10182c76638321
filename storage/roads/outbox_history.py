"""What became of messages: of all of one purpose, or of these."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Column, ColumnElement, Connection, func, select

from storage.tables.work import outbox


@dataclass(frozen=True, slots=True)
class Posted:
    """A message and how it stands: queued, handed, sent, undelivered or dropped, and why."""

    channel: str
    recipient: str
    created_at: datetime
    state: str
    road: str
    cause: str


def posted_for(connection: Connection, purpose: str) -> list[Posted]:
    """Return the messages of a purpose in the order in which they were posted."""
    return _posted(connection, outbox.c.purpose == purpose)


def posted_under(connection: Connection, once_keys: Collection[str]) -> list[Posted]:
    """Return the messages of these keys in the order in which they were posted."""
    return _posted(connection, outbox.c.once_key.in_(once_keys))


def last_about(
    connection: Connection, purpose: str, report_ids: Collection[int]
) -> dict[int, Posted]:
    """Return {report: the last message of a purpose about it}."""
    mine = (outbox.c.purpose == purpose, outbox.c.report_id.in_(report_ids))
    newest = select(func.max(outbox.c.id)).where(*mine).group_by(outbox.c.report_id)
    rows = connection.execute(
        select(outbox.c.report_id, *_columns()).where(outbox.c.id.in_(newest))
    )
    return {row.report_id: Posted(*row[1:]) for row in rows}


def _posted(connection: Connection, wanted: ColumnElement[bool]) -> list[Posted]:
    found = select(*_columns()).where(wanted).order_by(outbox.c.created_at, outbox.c.id)
    return [Posted(*row) for row in connection.execute(found)]


def _columns() -> tuple[Column[Any], ...]:
    return tuple(outbox.c[name] for name in Posted.__slots__)
