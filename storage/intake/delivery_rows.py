"""Kept deliveries outside the hot path: late answers for the outbox, failed ones for replay."""

from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from sqlalchemy import Connection, select, update

from storage.ledger_rows import NewDelivery
from storage.tables.intake import deliveries


@dataclass(frozen=True, slots=True)
class LateAnswer:
    """An answer that the platform stopped waiting for."""

    delivery_id: int
    channel: str
    sender: str
    text: str


def late_answers(connection: Connection, before: datetime, most: int) -> list[int]:
    """Return the deliveries whose late answers nobody has asked for since `before`."""
    due = (
        select(deliveries.c.id)
        .where(deliveries.c.answer_state == "late", deliveries.c.last_seen_at <= before)
        .order_by(deliveries.c.last_seen_at)
        .limit(most)
    )
    return [row.id for row in connection.execute(due)]


def take_late_answers(connection: Connection, delivery_ids: list[int]) -> list[LateAnswer]:
    """Mark late answers as posted and return them; each is taken only once."""
    taken = connection.execute(
        update(deliveries)
        .where(deliveries.c.id.in_(delivery_ids), deliveries.c.answer_state == "late")
        .values(answer_state="posted")
        .returning(deliveries.c.id, deliveries.c.channel, deliveries.c.sender, deliveries.c.answer)
    )
    return [LateAnswer(*row) for row in taken if row.answer]


@dataclass(frozen=True, slots=True)
class KeptDelivery:
    """A delivery that is to be handled again, with its sealed raw copy."""

    id: int
    delivery: NewDelivery


def kept_delivery(
    connection: Connection, delivery_id: int, state: Literal["failed", "held"]
) -> KeptDelivery | None:
    """Return a failed or held delivery, None when there is no such one (any more)."""
    row = connection.execute(
        select(deliveries).where(deliveries.c.id == delivery_id, deliveries.c.state == state)
    ).one_or_none()
    if row is None or row.raw is None:
        return None
    kept = NewDelivery(
        key=row.delivery_key,
        channel=row.channel,
        kind=row.kind,
        msg_id=row.msg_id,
        sender=row.sender,
        receiver=row.receiver,
        sent_at=row.sent_at,
        received_at=row.received_at,
        raw=row.raw,
    )
    return KeptDelivery(row.id, kept)
