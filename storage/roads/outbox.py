"""Messages on their way out. A row is written in the transaction of its cause and stays.

queued → sent; or undelivered with the cause that the clerk reads; or dropped when it is not needed
any more. `put_off` leaves a row queued for a later try. A template message is `handed` to the
platform first, whose event decides (`notice_sends`). `road` stands while a try is under way or its
outcome is unknown: such a row may never go by another road. `refused` are the roads that certainly
did not take it.
"""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import Connection, case, literal, update

from storage.delivery_keys import keys_of_messages
from storage.dialects import insert_into
from storage.once import insert_once
from storage.tables.work import outbox
from storage.work.claims import Claim, claim_rows, hold, is_due, let_go, settle

QUEUED, HANDED = "queued", "handed"
_LONGEST_CAUSE = 200  # characters


@dataclass(frozen=True, slots=True)
class Notice:
    """A message as fields: the name of its form (catalogue/data/notices.toml) and its values."""

    form: str
    values: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class OutMessage:
    """A message to post. `once_key` (at most 120 characters) names its cause; times are UTC.

    `notice`: what of it can leave as a template message when plain text cannot. `observer_id`:
    whose it is, wherever they are to be found by then; None for an account's own.
    """

    once_key: str
    channel: str
    recipient: str
    purpose: str
    text: str
    report_id: int | None
    not_after: datetime
    created_at: datetime
    notice: Notice | None = None
    observer_id: int | None = None


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
    notice: Notice | None = None
    road: str = ""
    refused: tuple[str, ...] = ()
    observer_id: int | None = None


def post(connection: Connection, message: OutMessage) -> bool:
    """Queue a message; False when its `once_key` was posted before."""
    return insert_once(connection, outbox, "once_key", _queued(message))


def post_all(connection: Connection, messages: Sequence[OutMessage]) -> None:
    """Queue many messages, each of them once."""
    if messages:
        statement = insert_into(connection, outbox).on_conflict_do_nothing(
            index_elements=["once_key"]
        )
        connection.execute(statement, [_queued(message) for message in messages])


def _queued(message: OutMessage) -> dict[str, Any]:
    return {
        "once_key": message.once_key,
        "channel": message.channel,
        "recipient": message.recipient,
        "purpose": message.purpose,
        "text": message.text,
        "report_id": message.report_id,
        "observer_id": message.observer_id,
        "state": QUEUED,
        "created_at": message.created_at,
        "not_after": message.not_after,
        "next_at": message.created_at,
        "claims": 0,
        "cause": "",
        "notice": written(message.notice),
    }


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
            notice=_read(row["notice"]),
            road=row["road"],
            refused=tuple(filter(None, row["refused"].split(","))),
            observer_id=row["observer_id"],
        )
        for taken, row in rows
    ]


def set_out(connection: Connection, message: ClaimedMessage, road: str) -> bool:
    """Note, before the call, on which road a message is tried; False when the claim is lost."""
    return hold(connection, outbox, QUEUED, message.claim, {"road": road})


def mark_sent(
    connection: Connection, message: ClaimedMessage, road: str, now: datetime, state: str = "sent"
) -> bool:
    """Record errcode 0. It is a fact, so it counts even when the lease has run out meanwhile.

    `state` is `handed` where the platform still has to tell what becomes of it.
    """
    changed = connection.execute(
        update(outbox)
        .where(outbox.c.id == message.claim.row_id, outbox.c.state == QUEUED)
        .values(state=state, road=road, sent_at=now, errcode=0)
        .values(cause="", lease_until=None, claims=0)
    )
    return changed.rowcount == 1


def turn_back(connection: Connection, message: ClaimedMessage, refused: Sequence[str]) -> bool:
    """Note that the road which a message was on has certainly refused it; it stays ours."""
    values = {"road": "", "refused": ",".join(refused)}
    return hold(connection, outbox, QUEUED, message.claim, values)


def confirm(connection: Connection, outbox_id: int) -> tuple[str, int | None] | None:
    """Record that a handed message arrived; returns its purpose and report, None if not handed."""
    row = connection.execute(
        update(outbox)
        .where(outbox.c.id == outbox_id, outbox.c.state == HANDED)
        .values(state="sent")
        .returning(outbox.c.purpose, outbox.c.report_id)
    ).one_or_none()
    return None if row is None else (row.purpose, row.report_id)


def send_on(connection: Connection, outbox_id: int, cause: str, now: datetime) -> bool:
    """Queue a handed message again, for another road: the platform says it did not arrive."""
    changed = connection.execute(
        update(outbox)
        .where(outbox.c.id == outbox_id, outbox.c.state == HANDED)
        .values(
            state=QUEUED,
            next_at=now,
            sent_at=None,
            errcode=None,
            cause=cause[:_LONGEST_CAUSE],
            refused=case(
                (outbox.c.refused == "", outbox.c.road),
                else_=outbox.c.refused + "," + outbox.c.road,
            ),
            road="",
        )
    )
    return changed.rowcount == 1


def queue_again(connection: Connection, outbox_id: int, now: datetime, until: datetime) -> bool:
    """Queue an undelivered message once more, at least `until` then, every road open to it again.

    False when it is not undelivered any more, or may have arrived by the road it was on.
    """
    named = outbox.c.not_after
    changed = connection.execute(
        update(outbox)
        .where(outbox.c.id == outbox_id, outbox.c.state == "undelivered", outbox.c.road == "")
        .values(state=QUEUED, next_at=now, errcode=None, cause="", tries=0, claims=0, refused="")
        .values(not_after=case((named < until, literal(until, named.type)), else_=named))
    )
    return changed.rowcount == 1


def put_off(
    connection: Connection,
    message: ClaimedMessage,
    next_at: datetime,
    errcode: int | None,
    cause: str,
    *,
    road: str = "",
) -> bool:
    """Try again at `next_at`; counts how often in a row this same answer came.

    `road` binds it to the road on which it may have arrived.
    """
    same = outbox.c.errcode.is_not_distinct_from(errcode)
    values: dict[str, Any] = {
        "road": road,
        "next_at": next_at,
        "errcode": errcode,
        "cause": cause[:_LONGEST_CAUSE],
        "tries": case((same, outbox.c.tries + 1), else_=1),
    }
    return settle(connection, outbox, QUEUED, message.claim, values)


def give_up(
    connection: Connection,
    message: ClaimedMessage,
    errcode: int | None,
    cause: str,
    now: datetime,
) -> bool:
    """Record that the message did not and will not reach its recipient, why, and since when."""
    given = {"errcode": errcode, "cause": cause[:_LONGEST_CAUSE], "next_at": now}
    values = {"state": "undelivered", **given}
    return settle(connection, outbox, QUEUED, message.claim, values)


def drop(connection: Connection, message: ClaimedMessage, cause: str) -> bool:
    """Record that a message is not needed any more; nobody has to do anything about it."""
    return settle(connection, outbox, QUEUED, message.claim, {"state": "dropped", "cause": cause})


def change(connection: Connection, message: ClaimedMessage) -> bool:
    """Keep the words in which a message leaves and where to, where they are not as posted."""
    told = {"text": message.text, "notice": written(message.notice)}
    to = {"channel": message.channel, "recipient": message.recipient}
    refused = {"refused": ",".join(message.refused)}
    return hold(connection, outbox, QUEUED, message.claim, told | to | refused)


def release(connection: Connection, message: ClaimedMessage, next_at: datetime) -> bool:
    """Free a message whose sending failed by our own fault; the claim stays counted."""
    return let_go(connection, outbox, QUEUED, message.claim, next_at)


def written(notice: Notice | None) -> str:
    """Return a notice as its column holds it; empty for none."""
    if notice is None:
        return ""
    return json.dumps({"form": notice.form, "values": dict(notice.values)}, ensure_ascii=False)


def _read(text: str) -> Notice | None:
    if not text:
        return None
    held = json.loads(text)
    return Notice(held["form"], held["values"])
