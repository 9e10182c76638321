"""Letters and their matters, one row a matter, as the 台账 lists them."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, Connection, Select, func, literal, select, tuple_

from storage.tables.letters import (
    letter_answers,
    letter_deliveries,
    letter_items,
    letter_receipts,
    letters,
)

_PAGE = 500


@dataclass(frozen=True, slots=True)
class MatterLine:
    """One matter of a numbered letter, with the newest answer to it."""

    number: str
    kind: str
    title: str
    unit: str
    dated: date
    delivered_on: date | None
    received_on: date | None
    due: date | None
    letter_state: str
    problem: str
    place: str
    project: str
    item_state: str
    answered_on: date | None
    answer_state: str
    measures: str
    outcome: str
    outcome_words: str


def matters_dated(
    connection: Connection, first: date, last: date, *, open_only: bool
) -> Iterator[MatterLine]:
    """Yield the matters of letters signed on these days, both included, in order of the letters.

    With `open_only` those that are closed, and letters made void, are left out.
    """
    after = (0, 0)
    while True:
        page = connection.execute(_page(first, last, after, open_only=open_only)).all()
        for row in page:
            yield MatterLine(*row[2:])
        if len(page) < _PAGE:
            return
        after = (page[-1][0], page[-1][1])


def _page(first: date, last: date, after: tuple[int, int], *, open_only: bool) -> Select[Any]:
    newest = (
        select(letter_answers.c.item_id, func.max(letter_answers.c.id).label("id"))
        .group_by(letter_answers.c.item_id)
        .subquery()
    )
    main = (letter_deliveries.c.letter_id == letters.c.id) & letter_deliveries.c.main
    received = letter_receipts.c.delivery_id == letter_deliveries.c.id
    wanted = (
        select(letters.c.id, letter_items.c.position, *_columns())
        .join_from(letters, letter_items, letter_items.c.letter_id == letters.c.id)
        .join(letter_deliveries, main, isouter=True)
        .join(letter_receipts, received, isouter=True)
        .join(newest, newest.c.item_id == letter_items.c.id, isouter=True)
        .join(letter_answers, letter_answers.c.id == newest.c.id, isouter=True)
        .where(letters.c.dated >= first, letters.c.dated <= last)
        .where(tuple_(letters.c.id, letter_items.c.position) > tuple_(*map(literal, after)))
    )
    if open_only:
        wanted = wanted.where(letter_items.c.state != "closed", letters.c.state != "void")
    return wanted.order_by(letters.c.id, letter_items.c.position).limit(_PAGE)


def _columns() -> tuple[ColumnElement[Any], ...]:
    """Return the columns of MatterLine, in its order."""
    letter, item, answer = letters.c, letter_items.c, letter_answers.c
    return (
        *(letter.number, letter.kind, letter.title, letter.unit, letter.dated),
        *(letter.delivered_on, letter_receipts.c.received_on, letter.due, letter.state),
        *(item.problem, item.place, item.project, item.state, answer.answered_on),
        *(func.coalesce(answer.state, ""), func.coalesce(answer.measures, "")),
        *(item.outcome, item.outcome_words),
    )
