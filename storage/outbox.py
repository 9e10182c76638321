"""Messages on their way out. A row is written in the transaction of its cause and stays.

queued → sent, or queued → undelivered with the cause that the clerk reads. `put_off` leaves a row
queued for a later try.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import Connection, case, update

from storage.claims import Claim, claim_rows, is_due, let_go, settle
from storage.delivery_keys import keys_of_messages
from storage.once import insert_once
from storage.tables.work import outbox

QUEUED = "queued"


@dataclass(frozen=True, slots=True)
class OutMessage:
    """A message to post. `once_key` (at most 120 characters) names its cause; times are UTC."""

    once_key: str
    channel: str
    recipient: str
    purpose: str
    text: str
    report_id: int | None
    not_after: datetime
    created_at: datetime


@dataclass(frozen=True, slots=True)
class ClaimedMessage:
    """A message in a worker's hands.

    `delivery_key` is the key of what it answers (b"" for none);
    `errcode` and `cause` are the last answer to it and `tries` how often in a row that came.
    """

    claim: Claim
    channel: str
    recipient: str
    purpose: str
    text: str
    report_id: int | None
    created_at: datetime
    not_after: datetime
    errcode: int | None
    cause: str
    tries: int
    delivery_key: bytes = b""


def post(connection: Connection, message: OutMessage) -> bool:
    """Queue a message; False when its `once_key` was posted before."""
    values = {
        "once_key": message.once_key,
        "channel": message.channel,
        "recipient": message.recipient,
        "purpose": message.purpose,
        "text": message.text,
        "report_id": message.report_id,
        "state": QUEUED,
        "created_at": message.created_at,
        "not_after": message.not_after,
        "next_at": message.created_at,
        "claims": 0,
        "cause": "",
    }
    return insert_once(connection, outbox, "once_key", values)


def some_due(connection: Connection, now: datetime) -> bool:
    """Whether a claim would find anything; asked without writing."""
    return is_due(connection, outbox, QUEUED, now)


def claim(
    connection: Connection, now: datetime, limit: int, lease: timedelta
) -> list[ClaimedMessage]:
    """Take up to `limit` messages that are due."""
    rows = claim_rows(connection, outbox, QUEUED, now, limit, lease)
    keys = keys_of_messages(connection, (row for _, row in rows)) if rows else {}
    return [
        ClaimedMessage(
            claim=taken,
            channel=row["channel"],
            recipient=row["recipient"],
            purpose=row["purpose"],
            text=row["text"],
            report_id=row["report_id"],
            created_at=row["created_at"],
            not_after=row["not_after"],
            errcode=row["errcode"],
            cause=row["cause"],
            tries=row["tries"],
            delivery_key=keys.get(row["id"], b""),
        )
        for taken, row in rows
    ]


def mark_sent(connection: Connection, message: ClaimedMessage, now: datetime) -> bool:
    """Record errcode 0. It is a fact, so it counts even when the lease has run out meanwhile."""
    changed = connection.execute(
        update(outbox)
        .where(outbox.c.id == message.claim.row_id, outbox.c.state == QUEUED)
        .values(state="sent", sent_at=now, errcode=0, cause="", lease_until=None, claims=0)
    )
    return changed.rowcount == 1


def put_off(
    connection: Connection,
    message: ClaimedMessage,
    next_at: datetime,
    errcode: int | None,
    cause: str,
) -> bool:
    """Try again at `next_at`; counts how often in a row this same answer came."""
    same = outbox.c.errcode.is_not_distinct_from(errcode)
    values: dict[str, Any] = {
        "next_at": next_at,
        "errcode": errcode,
        "cause": cause,
        "tries": case((same, outbox.c.tries + 1), else_=1),
    }
    return settle(connection, outbox, QUEUED, message.claim, values)


def give_up(
    connection: Connection, message: ClaimedMessage, errcode: int | None, cause: str
) -> bool:
    """Record that the message did not and will not reach its recipient, and why."""
    values = {"state": "undelivered", "errcode": errcode, "cause": cause}
    return settle(connection, outbox, QUEUED, message.claim, values)


def release(connection: Connection, message: ClaimedMessage, next_at: datetime) -> bool:
    """Free a message whose sending failed by our own fault; the claim stays counted."""
    return let_go(connection, outbox, QUEUED, message.claim, next_at)
