"""What became of messages: of all of one purpose, or of these."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import ColumnElement, Connection, select

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


def _posted(connection: Connection, wanted: ColumnElement[bool]) -> list[Posted]:
    columns = (outbox.c.channel, outbox.c.recipient, outbox.c.created_at)
    rows = connection.execute(
        select(*columns, outbox.c.state, outbox.c.road, outbox.c.cause)
        .where(wanted)
        .order_by(outbox.c.created_at, outbox.c.id)
    )
    return [Posted(*row) for row in rows]
