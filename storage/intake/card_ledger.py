"""Answers to cards inside an incoming message's transaction; the office's side: `card_rows`."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select, update

from storage.intake.ledger_parts import BY_ID, bound, whole_insert, word
from storage.tables.base import to_ms
from storage.tables.cards import card_answers
from storage.wire import Wire


@dataclass(frozen=True, slots=True)
class NewCardAnswer:
    """One answer to one field; `value` and `up_to` are canonical, in `unit`.

    `by` is report (read from its words), observer, page or clerk; `staff_id` only for a clerk.
    """

    report_id: int
    field: str
    project: str
    version: str
    value: str
    up_to: str
    about: bool
    unit: str
    said: str
    by: str
    at: datetime
    staff_id: int | None = None


_KEEP = whole_insert(card_answers)
_MOVE = (  # parameters: id (from), report_id (to)
    update(card_answers)
    .where(card_answers.c.report_id == BY_ID)
    .values(bound(card_answers, "report_id"))
)


_OF_CLERK = select(card_answers.c.field).where(  # parameters: id (the report)
    card_answers.c.report_id == BY_ID, card_answers.c.by == word("clerk")
)


def settled_fields(wire: Wire, report_id: int) -> frozenset[str]:
    """Return the fields that a clerk has set: nobody else's word counts there any more."""
    return frozenset(row[0] for row in wire.rows(_OF_CLERK, {"id": report_id}))


def keep_card_answer(wire: Wire, new: NewCardAnswer) -> None:
    """Add an answer at the latest before COMMIT."""
    values = {name: getattr(new, name) for name in NewCardAnswer.__slots__}
    wire.later(_KEEP, values | {"at": to_ms(new.at)})


def move_card_answers(wire: Wire, moved: int, into: int) -> None:
    """Give a report's answers to another report; none of them may still wait."""
    wire.run(_MOVE, {"id": moved, "report_id": into})
