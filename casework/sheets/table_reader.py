"""A table with known headings in an .xlsx: its lines, or why it cannot be read.

The heading may stand below a title; its columns come in any order, beside others.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import islice
from typing import Final

from casework.sheets.cell_text import plain
from casework.sheets.xlsx_container import UnreadableWorkbook
from casework.sheets.xlsx_reader import MergedRange, Sheet, SheetRow, Workbook
from catalogue.wording import staff_roster as wording

_HEADING_WITHIN: Final = 20  # lines from the top
_MOST_LINES: Final = 2000


@dataclass(frozen=True, slots=True)
class TableLine:
    """One line as numbered in the sheet, with its texts by heading; absent ones are empty."""

    number: int
    texts: dict[str, str]


@dataclass(frozen=True, slots=True)
class ReadTable:
    """The lines of a table; with a single trouble they must not be used."""

    lines: tuple[TableLine, ...]
    troubles: tuple[str, ...]


def read_table(data: bytes, headings: Sequence[str], required: Sequence[str]) -> ReadTable:
    """Read an .xlsx; whatever is wrong comes back as sentences, nothing is raised."""
    try:
        return _read(Workbook(data), headings, required)
    except UnreadableWorkbook as refusal:
        return ReadTable((), (refusal.sentence,))


def _read(book: Workbook, headings: Sequence[str], required: Sequence[str]) -> ReadTable:
    found = [(sheet, *_heading(book, sheet, headings)) for sheet in book.sheets]
    sheet, at, columns = max(found, key=lambda each: len(each[2]), default=(None, 0, {}))
    missing = [name for name in required if name not in columns.values()]
    if sheet is None or not columns:
        return ReadTable((), (wording.no_header(required),))
    if missing:
        return ReadTable((), (wording.missing_headers(missing),))
    lines: list[TableLine] = []
    troubles: list[str] = []
    for item in book.contents(sheet):
        if isinstance(item, MergedRange):
            troubles += _merged(item, at, lines)
        elif item.line > at and len(lines) <= _MOST_LINES:
            lines += _line(item, columns, troubles)
    if len(lines) > _MOST_LINES:
        troubles.append(wording.too_many_lines(_MOST_LINES))
    return ReadTable(tuple(lines), tuple(troubles))


def _heading(book: Workbook, sheet: Sheet, headings: Sequence[str]) -> tuple[int, dict[int, str]]:
    best: tuple[int, dict[int, str]] = (0, {})
    for row in islice(book.rows(sheet), _HEADING_WITHIN):
        shown = {column: "".join(plain(cell.value).split()) for column, cell in row.cells.items()}
        ours = {column: name for column, name in shown.items() if name in headings}
        if len(ours) > len(best[1]) and len(set(ours.values())) == len(ours):
            best = (row.line, ours)
    return best


def _line(row: SheetRow, columns: dict[int, str], troubles: list[str]) -> Iterator[TableLine]:
    texts: dict[str, str] = {}
    for column, name in columns.items():
        cell = row.cells.get(column)
        if cell is not None and cell.fault:
            troubles.append(wording.in_cell(row.line, name, wording.ERROR_VALUE))
        texts[name] = plain(cell.value) if cell is not None else ""
    if any(texts.values()):
        if row.hidden:
            troubles.append(wording.hidden_line(row.line))
        yield TableLine(row.line, texts)


def _merged(block: MergedRange, heading: int, lines: list[TableLine]) -> Iterator[str]:
    last = lines[-1].number if lines else heading
    if heading <= block.last_line and block.first_line <= last:
        yield wording.merged(block.first_line, block.last_line, "")
