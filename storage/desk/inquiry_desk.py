"""Questions of observers as the clerks' tray shows and settles them."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import (
    ColumnElement,
    Connection,
    Row,
    or_,
    select,
    update,
)

from storage.capped import count_capped, written
from storage.intake.inquiry_ledger import Inquiry
from storage.ledger_rows import report_number
from storage.tables.inquiries import inquiries
from storage.tables.intake import deliveries
from storage.tables.reports import reports
from storage.tables.work import outbox

_OPEN_SHOWN = 50
_SETTLED_SHOWN = 30
_CONTEXT = 3


@dataclass(frozen=True, slots=True)
class OnTray:
    """A question, the account it came from, and when it was settled."""

    inquiry: Inquiry
    recipient: str
    settled_at: datetime | None


@dataclass(frozen=True, slots=True)
class RecentReport:
    """One of an observer's latest reports, to understand a question by."""

    id: int
    number: str
    project: str | None
    excerpt: str
    opened_at: datetime


@dataclass(frozen=True, slots=True)
class AnswerSent:
    """How an answer fared on its way: queued, sent, or undelivered and why."""

    state: str
    cause: str


def answer_key(inquiry_id: int | str) -> str:
    """Return the outbox's key of a question's one answer."""
    return f"inquiry:{inquiry_id}"


def open_inquiries(connection: Connection) -> list[OnTray]:
    """Return the questions that wait, the oldest first."""
    return _tray(connection, inquiries.c.state == "open", inquiries.c.id, _OPEN_SHOWN)


def settled_inquiries(connection: Connection) -> list[OnTray]:
    """Return what was answered or closed lately, and what staff filed; the newest first."""
    shown = or_(inquiries.c.state.in_(("answered", "closed")), inquiries.c.settled_by.is_not(None))
    return _tray(connection, shown, inquiries.c.settled_at.desc(), _SETTLED_SHOWN)


def find_on_tray(connection: Connection, inquiry_id: int) -> OnTray | None:
    """Return one question, settled or not."""
    found = _tray(connection, inquiries.c.id == inquiry_id, inquiries.c.id, 1)
    return found[0] if found else None


def count_open_inquiries(connection: Connection) -> int:
    """Return how many questions wait."""
    waiting = select(inquiries.c.id).where(inquiries.c.state == written("open"))
    return count_capped(connection, waiting)


def settle(
    connection: Connection,
    inquiry_id: int,
    staff_id: int,
    now: datetime,
    *,
    answer: str = "",
    reason: str = "",
) -> bool:
    """Take a question off the tray with an answer, or with the reason why there is none.

    False when it lies there no more.
    """
    settled = connection.execute(
        update(inquiries)
        .where(inquiries.c.id == inquiry_id, inquiries.c.state == "open")
        .values(
            state="answered" if answer else "closed",
            answer=answer,
            reason=reason,
            handbook_key="",
            settled_by=staff_id,
            settled_at=now,
        )
        .returning(inquiries.c.id)
    )
    return settled.first() is not None


def answers_sent(connection: Connection, inquiry_ids: Iterable[int]) -> dict[int, AnswerSent]:
    """Return {question's id: how its answer fared} for those that were answered by staff."""
    keys = {answer_key(inquiry_id): inquiry_id for inquiry_id in inquiry_ids}
    rows = connection.execute(
        select(outbox.c.once_key, outbox.c.state, outbox.c.cause).where(
            outbox.c.once_key.in_(list(keys))
        )
    )
    return {keys[row.once_key]: AnswerSent(row.state, row.cause) for row in rows}


def latest_reports(
    connection: Connection, observer_ids: Iterable[int]
) -> dict[int, list[RecentReport]]:
    """Return {observer's id: their last few reports, newest first}."""
    return {observer_id: _latest(connection, observer_id) for observer_id in set(observer_ids)}


def _latest(connection: Connection, observer_id: int) -> list[RecentReport]:
    rows = connection.execute(
        select(reports)
        .where(
            reports.c.observer_id == observer_id, reports.c.state.in_(("collecting", "received"))
        )
        .order_by(reports.c.id.desc())
        .limit(_CONTEXT)
    )
    return [
        RecentReport(
            row.id, report_number(row.day, row.seq), row.project, row.excerpt, row.opened_at
        )
        for row in rows
    ]


def _tray(
    connection: Connection,
    where: ColumnElement[bool],
    order: ColumnElement[Any],
    most: int,
) -> list[OnTray]:
    rows = connection.execute(
        select(inquiries, deliveries.c.sender)
        .join_from(inquiries, deliveries)
        .where(where)
        .order_by(order)
        .limit(most)
    )
    return [_on_tray(row) for row in rows]


def _on_tray(row: Row[Any]) -> OnTray:
    fields = {name: getattr(row, name) for name in Inquiry.__slots__}
    return OnTray(Inquiry(**fields), row.sender, row.settled_at)
