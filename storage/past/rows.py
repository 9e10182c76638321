"""Lines of earlier years: written by the worker, then only read.

Words are looked for in the lines themselves: a few hundred thousand lines of history are read in a
moment, and an index of pairs would take more room than they do.
"""

import json
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Final

from sqlalchemy import ColumnElement, Connection, Row, Select, String, cast, func, insert, select

from storage.database import Database
from storage.search.bigrams import normal
from storage.tables.letters import letters
from storage.tables.past import past_rows, past_sheets

COUNT_CAP: Final = 1000
_PAGE: Final = 500
_LONGEST_UNIT: Final = 400
_row = past_rows.c


@dataclass(frozen=True, slots=True)
class PastLine:
    """A line as it was read; `unit` has each of its units between 、, `closed` may be empty."""

    line: int
    kind: str
    year: int
    day: date | None
    county: str
    project: str | None
    unit: str
    number: str
    closed: str
    cells: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class KeptLine:
    """A kept line, with the file it came in."""

    id: int
    sheet_id: int
    filename: str
    line: int
    kind: str
    year: int
    day: date | None
    county: str
    project: str | None
    unit: str
    number: str
    closed: str
    cells: tuple[tuple[str, str], ...]

    @property
    def units(self) -> str:
        """Its units as people write them."""
        return self.unit.strip("、")


@dataclass(frozen=True, slots=True)
class PastWanted:
    """Which lines are asked for; an empty field asks for nothing.

    Each of the normalised `terms` must stand in a line. With `sheet_id` that sheet alone is shown,
    whether it is taken in or still to be confirmed.
    """

    kind: str = ""
    year: int = 0
    county: str = ""
    project: str = ""
    unit: str = ""
    closed: str = ""
    terms: tuple[str, ...] = ()
    sheet_id: int = 0


def add_lines(connection: Connection, sheet_id: int, lines: Sequence[PastLine]) -> None:
    """Write lines of a sheet."""
    rows = [
        {
            "sheet_id": sheet_id,
            "line": line.line,
            "kind": line.kind,
            "year": line.year,
            "day": line.day,
            "county": line.county,
            "project": line.project,
            "unit": line.unit if len(line.unit) <= _LONGEST_UNIT else "",
            "number": line.number,
            "closed": line.closed,
            "words": normal("\n".join((line.county, *(text for _, text in line.cells)))),
            "cells": json.dumps(line.cells, ensure_ascii=False),
        }
        for line in lines
    ]
    if rows:
        connection.execute(insert(past_rows), rows)


def past_page(
    connection: Connection, wanted: PastWanted, limit: int, before: int = 0
) -> list[KeptLine]:
    """Return matching lines below the id `before` (0: the newest), newest first."""
    page = _lines(wanted, connection.dialect.name).order_by(_row.id.desc())
    if before:
        page = page.where(_row.id < before)
    return [_kept(row) for row in connection.execute(page.limit(limit))]


def first_lines(connection: Connection, sheet_id: int, limit: int) -> list[KeptLine]:
    """Return the first lines of a sheet."""
    lines = _lines(PastWanted(sheet_id=sheet_id), connection.dialect.name)
    return [_kept(row) for row in connection.execute(lines.order_by(_row.id).limit(limit))]


def count_past(connection: Connection, wanted: PastWanted, most: int = COUNT_CAP) -> int:
    """Return how many lines match, stopping at `most` + 1."""
    found = _lines(wanted, connection.dialect.name).with_only_columns(_row.id).limit(most + 1)
    return int(connection.execute(select(func.count()).select_from(found.subquery())).scalar_one())


def all_past(database: Database, wanted: PastWanted) -> Iterator[KeptLine]:
    """Give every matching line, oldest first; no page keeps a transaction open for long."""
    after = 0
    while True:
        with database.read() as connection:
            page = _lines(wanted, connection.dialect.name).where(_row.id > after)
            rows = connection.execute(page.order_by(_row.id).limit(_PAGE)).all()
        yield from map(_kept, rows)
        if len(rows) < _PAGE:
            return
        after = rows[-1].id


def past_years(connection: Connection) -> list[int]:
    """Return the years that lines are of, the newest first; one step of the index each."""
    newest = select(func.max(_row.year).label("year")).cte("years", recursive=True)
    older = select(func.max(_row.year)).where(_row.year < newest.c.year).scalar_subquery()
    steps = select(older).where(newest.c.year.is_not(None))
    return [year for year in connection.scalars(select(newest.union_all(steps).c.year)) if year]


def numbers_written_to(connection: Connection, unit: str, year: int) -> int:
    """Count the letters to a unit in a year that only sheets know, each 文号 once.

    A letter without a number in a list of letters counts by its line. Numbers that this house took
    itself, as a ledger of our own holds them, are left out.
    """
    each = func.coalesce(func.nullif(_row.number, ""), cast(_row.id, String))
    ours = select(letters.c.number).where(letters.c.number == _row.number).exists()
    counted = (
        select(func.count(each.distinct()))
        .join_from(past_rows, past_sheets)
        .where(
            past_sheets.c.state == "taken",
            _row.year == year,
            (_row.kind == "letter") | ((_row.kind == "problem") & (_row.number != "")),
            _row.unit.contains(f"、{unit}、", autoescape=True),
            ~((_row.number != "") & ours),
        )
    )
    return int(connection.execute(counted).scalar_one())


def _lines(wanted: PastWanted, dialect: str) -> Select[Any]:
    columns = (past_rows, past_sheets.c.filename)
    return select(*columns).join_from(past_rows, past_sheets).where(*_asked(wanted, dialect))


def _asked(wanted: PastWanted, dialect: str) -> Iterable[ColumnElement[bool]]:
    if wanted.sheet_id:
        yield _row.sheet_id == wanted.sheet_id
        yield past_sheets.c.state.in_(("read", "taken"))
    else:
        yield past_sheets.c.state == "taken"
    for name in ("kind", "year", "county", "project", "closed"):
        if value := getattr(wanted, name):
            yield _row[name] == value
    if wanted.unit:
        yield _row.unit.contains(wanted.unit, autoescape=True)
    position = func.instr if dialect == "sqlite" else func.strpos
    for term in wanted.terms:
        yield position(_row.words, term) > 0


def _kept(row: Row[Any]) -> KeptLine:
    values = {name: getattr(row, name) for name in KeptLine.__slots__}
    cells = tuple((heading, text) for heading, text in json.loads(row.cells))
    return KeptLine(**values | {"cells": cells})
