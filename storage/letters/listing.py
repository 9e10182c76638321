"""The list of letters: filtered, the newest first, page by page; never a letter's whole text."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, Final

from sqlalchemy import Connection, Select, func, select

from storage.tables.letters import letter_counters, letters

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
_OPEN: Final = (
    "draft",
    "submitted",
    "confirming",
    "signed",
    "sealed",
    "delivered",
    "received",
    "contested",
    "answered",
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


def open_letters_by_state(connection: Connection) -> dict[str, int]:
    """Count the letters that are not at their end, by state: the ended ones are too many."""
    counted = select(letters.c.state, func.count()).where(letters.c.state.in_(_OPEN))
    return {row[0]: int(row[1]) for row in connection.execute(counted.group_by(letters.c.state))}


def units_written_to(connection: Connection) -> list[str]:
    """Return the units ever written to; one step of the index each, however many letters."""
    first = select(func.min(letters.c.unit).label("unit")).cte("units", recursive=True)
    following = select(func.min(letters.c.unit)).where(letters.c.unit > first.c.unit)
    steps = select(following.scalar_subquery()).where(first.c.unit.is_not(None))
    return [unit for unit in connection.scalars(select(first.union_all(steps).c.unit)) if unit]


def years_numbered(connection: Connection) -> list[int]:
    """Return the years in which a number was taken, the newest first."""
    years = select(letter_counters.c.year).distinct().order_by(letter_counters.c.year.desc())
    return list(connection.scalars(years))


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
