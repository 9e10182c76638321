"""What became of the messages of one purpose."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection, select

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
    columns = (outbox.c.channel, outbox.c.recipient, outbox.c.created_at)
    rows = connection.execute(
        select(*columns, outbox.c.state, outbox.c.road, outbox.c.cause)
        .where(outbox.c.purpose == purpose)
        .order_by(outbox.c.created_at, outbox.c.id)
    )
    return [Posted(*row) for row in rows]
