"""The list of letters: filtered, the newest first, page by page; never a letter's whole text."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, Final

from sqlalchemy import Connection, Select, func, select

from storage.tables.letters import letters

_COLUMNS: Final = (
    letters.c.id,
    letters.c.kind,
    letters.c.state,
    letters.c.title,
    letters.c.unit,
    letters.c.number,
    letters.c.dated,
    letters.c.due,
    letters.c.signer_role,
    letters.c.way,
    letters.c.created_at,
)


@dataclass(frozen=True, slots=True)
class LetterLine:
    """One letter of the list; number, dated and due are empty until there are any."""

    id: int
    kind: str
    state: str
    title: str
    unit: str
    number: str
    dated: date | None
    due: date | None
    signer_role: str
    way: str
    created_at: datetime


@dataclass(frozen=True, slots=True)
class LetterFilter:
    """What a list shows; an empty field asks for nothing. `due`: (from, to), both with their day.

    `year` is that of the 文号.
    """

    states: tuple[str, ...] = ()
    kind: str = ""
    unit: str = ""
    year: int = 0
    due: tuple[date | None, date | None] = (None, None)


def letter_lines(
    connection: Connection, wanted: LetterFilter, limit: int, before: int = 0
) -> list[LetterLine]:
    """Return letters older than the id `before` (0: the newest)."""
    lines = _narrowed(select(*_COLUMNS), wanted)
    if before:
        lines = lines.where(letters.c.id < before)
    return _read(connection, lines.order_by(letters.c.id.desc()).limit(limit))


def letters_by_state(connection: Connection) -> dict[str, int]:
    """Count all letters by their state."""
    counted = select(letters.c.state, func.count()).group_by(letters.c.state)
    return {row[0]: int(row[1]) for row in connection.execute(counted)}


def units_and_years(connection: Connection) -> tuple[list[str], list[int]]:
    """Return the units ever written to, and the years of numbers, the newest first."""
    pairs = connection.execute(select(letters.c.unit, letters.c.number_year).distinct()).all()
    years = {row.number_year for row in pairs if row.number_year is not None}
    return sorted({row.unit for row in pairs if row.unit}), sorted(years, reverse=True)


def lines_of(connection: Connection, ids: Collection[int]) -> list[LetterLine]:
    """Return these letters, the oldest first."""
    wanted = select(*_COLUMNS).where(letters.c.id.in_(ids)).order_by(letters.c.id)
    return _read(connection, wanted)


def _narrowed(lines: Select[Any], wanted: LetterFilter) -> Select[Any]:
    if wanted.states:
        lines = lines.where(letters.c.state.in_(wanted.states))
    for column, value in (
        (letters.c.kind, wanted.kind),
        (letters.c.unit, wanted.unit),
        (letters.c.number_year, wanted.year),
    ):
        if value:
            lines = lines.where(column == value)
    first, last = wanted.due
    if first is not None:
        lines = lines.where(letters.c.due >= first)
    return lines if last is None else lines.where(letters.c.due <= last)


def _read(connection: Connection, lines: Select[Any]) -> list[LetterLine]:
    rows: Any = connection.execute(lines)
    return [LetterLine(*row) for row in rows]
