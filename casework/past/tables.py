"""The tables in an office's own workbook: where each begins, its columns, its filled lines.

Such sheets have titles above, headings over two lines, cells merged down over several lines, lines
of sums, of sections and of signatures, and prepared lines with nothing but a number.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import islice
from typing import Final

from casework.past.headings import Role, role_of, roles_of, shown_heading
from casework.sheets.cell_text import plain
from casework.sheets.xlsx_reader import Cell, MergedRange, Sheet, SheetRow, Workbook

_HEADING_WITHIN: Final = 20  # filled lines from the top
_ENOUGH: Final = 2  # columns that we know make a heading
_SUMS: Final = frozenset({"合计", "小计", "总计", "共计"})


@dataclass(frozen=True, slots=True)
class PastTable:
    """One table: `heading` is its heading's last line; headings and meanings by column."""

    sheet: Sheet
    heading: int
    headings: Mapping[int, str]
    roles: Mapping[int, Role | None]
    merged: Mapping[int, tuple[MergedRange, ...]]  # those down over several lines, by first line

    def known(self) -> int:
        """Return how many of its columns mean something to us."""
        return sum(role is not None for role in self.roles.values())


def tables_of(book: Workbook) -> tuple[list[PastTable], list[str]]:
    """Return the tables of the visible sheets, and the names of sheets that hold none."""
    tables: list[PastTable] = []
    others: list[str] = []
    for sheet in book.sheets:
        table = _table(book, sheet)
        if table.known() >= _ENOUGH:
            tables.append(table)
        else:
            others.append(sheet.name)
    return tables, others


def filled_lines(book: Workbook, table: PastTable) -> Iterator[SheetRow]:
    """Give the lines of a table, with what is merged down into them.

    Lines of which nothing but a number of order is filled are left out, and lines of sums.
    """
    fallen: dict[int, tuple[Cell, int]] = {}
    for row in book.rows(table.sheet):
        if row.line <= table.heading:
            continue
        own = {column: cell for column, cell in row.cells.items() if _is_filled(cell)}
        cells = {column: cell for column, (cell, last) in fallen.items() if row.line <= last} | own
        for block in table.merged.get(row.line, ()):
            if block.first_column in own:
                fallen[block.first_column] = (own[block.first_column], block.last_line)
        said = {column for column in own if table.roles.get(column, "seq") != "seq"}
        if said and not any(plain(own[column].value) in _SUMS for column in own):
            yield SheetRow(row.line, row.hidden, cells)


def _table(book: Workbook, sheet: Sheet) -> PastTable:
    top = list(islice(book.rows(sheet), _HEADING_WITHIN))
    merged = book.merged(sheet)
    return max(
        (_heading(row, top, merged, sheet) for row in top),
        key=PastTable.known,
        default=PastTable(sheet, 0, {}, {}, {}),
    )


def _heading(
    row: SheetRow, top: list[SheetRow], merged: list[MergedRange], sheet: Sheet
) -> PastTable:
    own = [block for block in merged if block.first_line == row.line]
    last = max((block.last_line for block in own), default=row.line)
    shown = _texts(row)
    for below in top:
        if row.line < below.line <= last:
            shown |= {at: _under(shown, own, at, text) for at, text in _texts(below).items()}
    down: dict[int, tuple[MergedRange, ...]] = {}
    for block in merged:
        if block.first_line > last and block.last_line > block.first_line:
            down[block.first_line] = (*down.get(block.first_line, ()), block)
    roles = roles_of({column: text for column, text in shown.items() if shown_heading(text)})
    return PastTable(sheet, last, {column: shown[column] for column in roles}, roles, down)


def _under(shown: Mapping[int, str], blocks: list[MergedRange], column: int, text: str) -> str:
    """Return the name of a column from a heading's second line: 描述 under 问题 is 问题描述."""
    over = (
        shown.get(block.first_column, "")
        for block in blocks
        if block.first_column <= column <= block.last_column
    )
    whole = f"{next(over, '')}{text}"
    return whole if role_of(shown_heading(whole)) and not role_of(shown_heading(text)) else text


def _texts(row: SheetRow) -> dict[int, str]:
    texts = {column: "".join(plain(cell.value).split()) for column, cell in row.cells.items()}
    return {column: text for column, text in texts.items() if text}


def _is_filled(cell: Cell) -> bool:
    return bool(cell.fault or plain(cell.value))
