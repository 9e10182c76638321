"""An uploaded .xlsx, read into checked people or into troubles that name each line.

The header row may stand below a title, its columns in any order, beside others that are not read.
"""

import re
import unicodedata
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from itertools import islice
from typing import Final

from casework.people.roster_blank import INSTRUCTIONS
from casework.people.roster_rows import (
    HEADERS,
    REQUIRED_HEADERS,
    RosterRow,
    RosterSheet,
    RowReader,
    Trouble,
    repetitions,
)
from casework.sheets.cell_text import plain
from casework.sheets.xlsx_container import UnreadableWorkbook
from casework.sheets.xlsx_reader import Cell, MergedRange, Sheet, SheetRow, Workbook
from catalogue.wording import staff_roster as wording

MOST_LINES: Final = 2000
_HEADER_WITHIN: Final = 20  # lines with anything in them, from the top
_ENOUGH_HEADERS: Final = 3
_ALIASES: Final = {
    "手机": "手机号",
    "手机号码": "手机号",
    "联系电话": "手机号",
    "工作单位": "单位",
    "企业微信": "企业微信账号",
    "openid": "公众号openid",
}


@dataclass(frozen=True, slots=True)
class _Table:
    """Where the roster stands: its sheet, its header's line, and the header of each column."""

    sheet: Sheet
    header_line: int
    columns: Mapping[int, str]
    unused: tuple[str, ...]


class _NoRosterError(Exception):
    """The workbook holds no roster that could be read; the message is the clerk's sentence."""


def read_roster(data: bytes, known_counties: Collection[str]) -> RosterSheet:
    """Read an .xlsx. Whatever is wrong comes back as troubles; nothing is raised for bad input."""
    try:
        return _read_workbook(Workbook(data), known_counties)
    except UnreadableWorkbook as refusal:
        return RosterSheet((), (Trouble(None, None, refusal.sentence),))
    except _NoRosterError as refusal:
        return RosterSheet((), (Trouble(None, None, str(refusal)),))


def _read_workbook(book: Workbook, known_counties: Collection[str]) -> RosterSheet:
    table = _find_table(book)
    lines, blocks = _table_contents(book, table)
    if not lines:
        raise _NoRosterError(wording.nobody())
    reader = RowReader(known_counties, book.epoch)
    rows = [reader.read(line.line, _by_header(line, table)) for line in lines]
    troubles = [
        *reader.troubles,
        *_hidden(lines),
        *_merged(blocks, table, last_line=lines[-1].line),
        *repetitions(rows),
    ]
    troubles.sort(key=lambda trouble: trouble.line or 0)
    return RosterSheet(_good(rows, troubles), tuple(troubles), _notes(book, table))


def _find_table(book: Workbook) -> _Table:
    """Return the one sheet with a whole header row. Raises _NoRosterError, naming what lacks."""
    candidates = [_header_of(book, sheet) for sheet in book.sheets]
    tables = [table for table in candidates if len(table.columns) >= _ENOUGH_HEADERS]
    if not tables:
        raise _NoRosterError(wording.no_header(REQUIRED_HEADERS))
    if len(tables) > 1:
        raise _NoRosterError(wording.several_rosters(table.sheet.name for table in tables))
    table = tables[0]
    names = list(table.columns.values())
    missing = [name for name in REQUIRED_HEADERS if name not in names]
    if missing:
        raise _NoRosterError(wording.missing_headers(missing))
    for name in names:
        if names.count(name) > 1:
            raise _NoRosterError(wording.repeated_header(name))
    return table


def _header_of(book: Workbook, sheet: Sheet) -> _Table:
    """Return the line near the top that holds most of our headers, perhaps none."""
    best = _Table(sheet, 0, {}, ())
    for row in islice(book.rows(sheet), _HEADER_WITHIN):
        shown = {column: plain(cell.value) for column, cell in row.cells.items()}
        columns = {column: _header(text) for column, text in shown.items()}
        ours = {column: name for column, name in columns.items() if name}
        if len(ours) > len(best.columns):
            unused = (text for column, text in shown.items() if text and column not in ours)
            best = _Table(sheet, row.line, ours, tuple(unused))
    return best


def _header(text: str) -> str:
    """Return our name of a header or "": 姓 名, 县（市、区）, 手机号* and 单位（全称） are ours."""
    folded = unicodedata.normalize("NFKC", text).lower()
    for form in (folded, re.sub(r"\(.*?\)", "", folded)):
        letters = "".join(character for character in form if character.isalnum())
        name = _ALIASES.get(letters, letters)
        if name in HEADERS:
            return name
    return ""


def _table_contents(book: Workbook, table: _Table) -> tuple[list[SheetRow], list[MergedRange]]:
    """Return the filled lines below the header and the sheet's merged blocks."""
    lines: list[SheetRow] = []
    blocks: list[MergedRange] = []
    for item in book.contents(table.sheet):
        if isinstance(item, MergedRange):
            blocks.append(item)
        elif item.line > table.header_line and any(
            map(_is_filled, _by_header(item, table).values())
        ):
            lines.append(item)
        if len(lines) > MOST_LINES:
            raise _NoRosterError(wording.too_many_lines(MOST_LINES))
    return lines, blocks


def _is_filled(cell: Cell) -> bool:
    return bool(cell.fault or plain(cell.value))


def _by_header(row: SheetRow, table: _Table) -> dict[str, Cell]:
    return {
        table.columns[column]: cell for column, cell in row.cells.items() if column in table.columns
    }


def _hidden(lines: list[SheetRow]) -> Iterator[Trouble]:
    for row in lines:
        if row.hidden:
            yield Trouble(row.line, None, wording.hidden_line(row.line))


def _merged(blocks: list[MergedRange], table: _Table, last_line: int) -> Iterator[Trouble]:
    """Name the merged blocks of the table; those of a title above or a space below do no harm."""
    for block in blocks:
        names = [
            name
            for column, name in table.columns.items()
            if block.first_column <= column <= block.last_column
        ]
        if names and block.last_line >= table.header_line and block.first_line <= last_line:
            named = "、".join(names)
            sentence = wording.merged(block.first_line, block.last_line, named)
            yield Trouble(block.first_line, named, sentence)


def _good(rows: list[RosterRow], troubles: list[Trouble]) -> tuple[RosterRow, ...]:
    troubled = {trouble.line for trouble in troubles}
    return tuple(row for row in rows if row.line not in troubled)


def _notes(book: Workbook, table: _Table) -> tuple[str, ...]:
    others = [
        sheet.name for sheet in book.sheets if sheet.name not in {table.sheet.name, INSTRUCTIONS}
    ]
    notes = []
    if table.unused:
        notes.append(wording.unused_columns(table.unused))
    if others:
        notes.append(wording.unused_sheets(others, table.sheet.name))
    return tuple(notes)
