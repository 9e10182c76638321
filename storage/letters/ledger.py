"""Letters and their matters, one row each, as the 台账 lists them."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any, Final, Literal

from sqlalchemy import (
    ColumnElement,
    Select,
    case,
    exists,
    func,
    literal,
    or_,
    select,
    tuple_,
)

from storage.database import Connection, Database
from storage.tables.letters import (
    letter_answers,
    letter_deliveries,
    letter_item_reports,
    letter_items,
    letter_receipts,
    letters,
)
from storage.tables.reports import reports

_PAGE: Final = 500
_MAIN = (letter_deliveries.c.letter_id == letters.c.id) & letter_deliveries.c.main
_RECEIVED = letter_receipts.c.delivery_id == letter_deliveries.c.id
_answers = letter_answers.alias("answers")
_OF_THE_LETTER = letter_items.c.letter_id == letters.c.id


@dataclass(frozen=True, slots=True)
class LettersWanted:
    """Which numbered letters are listed: signed on these days, both included.

    An empty field asks for nothing. `state` is a letter's or, for matters, a matter's, or
    "unclosed"; of letters made void none is unclosed.
    """

    first: date
    last: date
    county: str = ""
    project: str = ""
    unit: str = ""
    state: str = ""


@dataclass(frozen=True, slots=True)
class LetterLine:
    """One numbered letter; `matters` counts its matters and `closed` those that are closed."""

    number: str
    kind: str
    title: str
    unit: str
    copies: str
    signer: str
    dated: date
    delivered_on: date | None
    received_on: date | None
    due: date | None
    state: str
    matters: int
    closed: int


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
    county: str
    project: str
    item_state: str
    answered_on: date | None
    answer_state: str
    measures: str
    outcome: str
    outcome_words: str


def letters_dated(database: Database, wanted: LettersWanted) -> Iterator[LetterLine]:
    """Give the letters in the order they were begun; no page keeps a transaction open for long."""
    after = 0
    while True:
        page = _letters(wanted).where(letters.c.id > after).order_by(letters.c.id).limit(_PAGE)
        with database.read() as connection:
            rows = connection.execute(page).all()
        for row in rows:
            yield LetterLine(*row[1:])
        if len(rows) < _PAGE:
            return
        after = rows[-1][0]


def matters_dated(database: Database, wanted: LettersWanted) -> Iterator[MatterLine]:
    """Give the matters of letters in the order of these; pages as in `letters_dated`."""
    after, order = (0, 0), (letters.c.id, letter_items.c.position)
    while True:
        page = _matters(wanted).where(tuple_(*order) > tuple_(*map(literal, after)))
        with database.read() as connection:
            rows = connection.execute(page.order_by(*order).limit(_PAGE)).all()
        for row in rows:
            yield MatterLine(*row[2:])
        if len(rows) < _PAGE:
            return
        after = (rows[-1][0], rows[-1][1])


def count_lines(
    connection: Connection, wanted: LettersWanted, what: Literal["letters", "matters"]
) -> int:
    """Return how many lines `letters_dated` or `matters_dated` would give."""
    if what == "letters":
        narrowed = _about_letters(select(func.count()).select_from(letters), wanted)
    else:
        joined = select(func.count()).select_from(letters).join(letter_items, _OF_THE_LETTER)
        narrowed = _about_matters(joined, wanted)
    return int(connection.execute(narrowed).scalar_one())


def _letters(wanted: LettersWanted) -> Select[Any]:
    letter = letters.c
    closed = func.sum(case((letter_items.c.state == "closed", 1), else_=0))
    counted = select(func.count()).where(_OF_THE_LETTER).scalar_subquery()
    ended = select(func.coalesce(closed, 0)).where(_OF_THE_LETTER).scalar_subquery()
    listed = (
        select(
            *(letter.id, letter.number, letter.kind, letter.title, letter.unit, letter.copies),
            *(letter.signer_name, letter.dated, letter.delivered_on),
            *(letter_receipts.c.received_on, letter.due, letter.state, counted, ended),
        )
        .join(letter_deliveries, _MAIN, isouter=True)
        .join(letter_receipts, _RECEIVED, isouter=True)
    )
    return _about_letters(listed, wanted)


def _matters(wanted: LettersWanted) -> Select[Any]:
    newest = (
        select(func.max(_answers.c.id))
        .where(_answers.c.item_id == letter_items.c.id)
        .scalar_subquery()
    )
    listed = (
        select(letters.c.id, letter_items.c.position, *_matter_columns())
        .join_from(letters, letter_items, _OF_THE_LETTER)
        .join(letter_deliveries, _MAIN, isouter=True)
        .join(letter_receipts, _RECEIVED, isouter=True)
        .join(letter_answers, letter_answers.c.id == newest, isouter=True)
    )
    return _about_matters(listed, wanted)


def _matter_columns() -> tuple[ColumnElement[Any], ...]:
    """Return the columns of MatterLine, in its order."""
    letter, item, answer = letters.c, letter_items.c, letter_answers.c
    county = (
        select(func.min(reports.c.county))
        .join_from(letter_item_reports, reports)
        .where(letter_item_reports.c.item_id == item.id, reports.c.county != "")
        .scalar_subquery()
    )
    return (
        *(letter.number, letter.kind, letter.title, letter.unit, letter.dated),
        *(letter.delivered_on, letter_receipts.c.received_on, letter.due, letter.state),
        *(item.problem, item.place, func.coalesce(county, ""), item.project, item.state),
        *(answer.answered_on, func.coalesce(answer.state, "")),
        *(func.coalesce(answer.measures, ""), item.outcome, item.outcome_words),
    )


def _about_letters(lines: Select[Any], wanted: LettersWanted) -> Select[Any]:
    lines = _dated(lines, wanted)
    if wanted.county or wanted.project:
        lines = lines.where(exists().where(_OF_THE_LETTER, *_matter_asked(wanted)))
    if wanted.state:
        lines = lines.where(letters.c.state == wanted.state)
    return lines


def _about_matters(lines: Select[Any], wanted: LettersWanted) -> Select[Any]:
    lines = _dated(lines, wanted).where(*_matter_asked(wanted))
    if wanted.state == "unclosed":
        return lines.where(letter_items.c.state != "closed", letters.c.state != "void")
    return lines.where(letter_items.c.state == wanted.state) if wanted.state else lines


def _dated(lines: Select[Any], wanted: LettersWanted) -> Select[Any]:
    lines = lines.where(letters.c.dated >= wanted.first, letters.c.dated <= wanted.last)
    return lines.where(letters.c.unit == wanted.unit) if wanted.unit else lines


def _matter_asked(wanted: LettersWanted) -> Iterator[ColumnElement[bool]]:
    """Yield what is asked of a matter; its county is its reports', or stands in its place."""
    if wanted.project:
        yield letter_items.c.project == wanted.project
    if wanted.county:
        in_county = exists().where(
            letter_item_reports.c.item_id == letter_items.c.id,
            letter_item_reports.c.report_id == reports.c.id,
            reports.c.county == wanted.county,
        )
        yield or_(in_county, letter_items.c.place.contains(wanted.county, autoescape=True))
