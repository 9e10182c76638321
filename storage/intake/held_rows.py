"""Held deliveries outside the hot path: those to take over, to tell of, to erase and to show."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import TypeAlias

from sqlalchemy import ColumnElement, Connection, Row, delete, func, literal, select, update

from storage.ledger_rows import report_number
from storage.tables.inquiries import inquiries
from storage.tables.intake import deliveries, senders
from storage.tables.reports import items, reports
from storage.tables.strangers import strangers, urgent_letters
from storage.tables.work import media

HELD = "held"
_BATCH = 200
_LIVING = ("collecting", "received")
_Said: TypeAlias = Row[str, date, int]  # kind, and the number's day and seq


@dataclass(frozen=True, slots=True)
class TakenOver:
    """What became of a person's held messages.

    `kinds` counts them as in `items.kind`, and as `question` those on the clerks' tray. `lost`
    files are not to be had any more, `left_out` ones were sent outside the appointment. `answers`
    are (number, words, answer) of questions that the handbook answered and nobody has heard.
    """

    channel: str
    sender: str
    last_delivery: int
    numbers: tuple[str, ...]
    kinds: dict[str, int]
    lost: int
    left_out: int
    answers: tuple[tuple[str, str, str], ...]


def bound_strangers(connection: Connection) -> list[int]:
    """Return the senders (by id) who have bound and whose held deliveries wait."""
    return list(
        connection.scalars(
            select(strangers.c.sender_id)
            .join(senders, senders.c.id == strangers.c.sender_id)
            .where(senders.c.observer_id.is_not(None))
            .order_by(strangers.c.sender_id)
        )
    )


def held_of(connection: Connection, sender_id: int, most: int) -> list[int]:
    """Return up to `most` of a sender's held deliveries in the order in which they were sent."""
    return list(
        connection.scalars(
            select(deliveries.c.id)
            .where(deliveries.c.held_for == sender_id, deliveries.c.state == HELD)
            .order_by(deliveries.c.sent_at, deliveries.c.id)
            .limit(most)
        )
    )


def fail_held(connection: Connection, delivery_id: int, failure: str) -> None:
    """Hand a held delivery that cannot be taken over to the office's replay."""
    connection.execute(
        update(deliveries)
        .where(deliveries.c.id == delivery_id, deliveries.c.state == HELD)
        .values(state="failed", failure=failure)
    )


def close_stranger(connection: Connection, sender_id: int) -> TakenOver | None:
    """End the holding for a bound sender and return what was taken over.

    None when something is still held, or another transaction ended it. Files that no report took
    in belong to nobody from now on (`unclaimed_files`).
    """
    locked = select(strangers).where(strangers.c.sender_id == sender_id).with_for_update()
    if connection.execute(locked).first() is None or held_of(connection, sender_id, 1):
        return None
    taken = _taken_over(connection, sender_id)
    connection.execute(
        update(deliveries).where(deliveries.c.held_for == sender_id).values(held_for=None)
    )
    connection.execute(delete(strangers).where(strangers.c.sender_id == sender_id))
    return taken


def overdue_strangers(connection: Connection, before: datetime) -> list[int]:
    """Return the unbound senders of whom something is held since before this time."""
    return list(
        connection.scalars(
            select(strangers.c.sender_id)
            .join(senders, senders.c.id == strangers.c.sender_id)
            .where(strangers.c.since < before, senders.c.observer_id.is_(None))
        )
    )


def erase_held(connection: Connection, sender_id: int, before: datetime) -> int:
    """Erase a batch of what an unbound sender sent before this time; return how many deliveries.

    The row with its key and times stays, so that the platform's repeats stay known.
    """
    unbound = (
        select(strangers.c.sender_id)
        .join(senders, senders.c.id == strangers.c.sender_id)
        .where(strangers.c.sender_id == sender_id, senders.c.observer_id.is_(None))
        .with_for_update()
    )
    if connection.execute(unbound).first() is None:
        return 0
    held = (deliveries.c.held_for == sender_id) & (deliveries.c.state == HELD)
    old = select(deliveries.c.id).where(held, deliveries.c.received_at < before).limit(_BATCH)
    ids = connection.scalars(old).all()
    connection.execute(delete(urgent_letters).where(urgent_letters.c.delivery_id.in_(ids)))
    connection.execute(
        update(deliveries)
        .where(deliveries.c.id.in_(ids), held)
        .values(state="erased", raw=None, held_for=None)
    )
    oldest = connection.scalar(select(func.min(deliveries.c.received_at)).where(held))
    row = strangers.c.sender_id == sender_id
    if oldest is None:
        connection.execute(delete(strangers).where(row))
    else:
        connection.execute(update(strangers).where(row).values(since=oldest))
    return len(ids)


def _taken_over(connection: Connection, sender_id: int) -> TakenOver:
    done = (deliveries.c.held_for == sender_id) & (deliveries.c.state == "done")
    said = [*_kept_in_reports(connection, done), *_put_on_the_tray(connection, done)]
    kinds = [row.kind for row in said]
    files = connection.execute(
        select(media.c.state, media.c.report_id)
        .join(deliveries, deliveries.c.id == media.c.delivery_id)
        .where(done)
    ).all()
    channel, sender = connection.execute(
        select(senders.c.channel, senders.c.sender).where(senders.c.id == sender_id)
    ).one()
    return TakenOver(
        channel=channel,
        sender=sender,
        last_delivery=connection.scalar(select(func.max(deliveries.c.id)).where(done)) or 0,
        numbers=tuple(dict.fromkeys(report_number(row.day, row.seq) for row in said)),
        kinds={kind: kinds.count(kind) for kind in dict.fromkeys(kinds)},
        lost=sum(f.report_id is not None and f.state in ("expired", "refused") for f in files),
        left_out=sum(f.report_id is None for f in files),
        answers=_answered_by_handbook(connection, done),
    )


def _kept_in_reports(connection: Connection, done: ColumnElement[bool]) -> Sequence[_Said]:
    return connection.execute(
        select(items.c.kind, reports.c.day, reports.c.seq)
        .select_from(deliveries.join(items, items.c.delivery_id == deliveries.c.id).join(reports))
        .where(done, reports.c.state.in_(_LIVING))
        .order_by(reports.c.id)
    ).all()


def _put_on_the_tray(connection: Connection, done: ColumnElement[bool]) -> Sequence[_Said]:
    return connection.execute(
        select(literal("question").label("kind"), inquiries.c.day, inquiries.c.seq)
        .join(deliveries, deliveries.c.id == inquiries.c.delivery_id)
        .where(done, inquiries.c.report_id.is_(None))
        .order_by(inquiries.c.id)
    ).all()


def _answered_by_handbook(
    connection: Connection, done: ColumnElement[bool]
) -> tuple[tuple[str, str, str], ...]:
    found = connection.execute(
        select(inquiries.c.day, inquiries.c.seq, inquiries.c.words, inquiries.c.answer)
        .join(deliveries, deliveries.c.id == inquiries.c.delivery_id)
        .where(done, inquiries.c.state == "answered", inquiries.c.handbook_key != "")
        .order_by(inquiries.c.id)
    )
    return tuple((report_number(row.day, row.seq), row.words, row.answer) for row in found)
