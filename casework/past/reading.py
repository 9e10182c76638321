"""An office's own sheet, read line by line into history; every line's trouble is told at once.

A trouble keeps the whole sheet out; a remark tells what was not recognised and is kept as text.
"""

from collections.abc import Collection, Iterator
from dataclasses import dataclass, field
from datetime import date
from typing import Final

from casework.past import values
from casework.past.headings import Kind, kind_of
from casework.past.tables import PastTable, filled_lines, tables_of
from casework.past.values import BadCell, Shield
from casework.sheets.cell_text import plain
from casework.sheets.xlsx_container import UnreadableWorkbook
from casework.sheets.xlsx_reader import Cell, SheetRow, Workbook
from catalogue.projects import Projects
from catalogue.wording import staff_past as wording
from storage.past.rows import PastLine

MOST_LINES: Final = 100_000
LARGEST_PART: Final = 256 << 20  # bytes unpacked: 100,000 lines of our own widest ledger
_LONGEST_CELL: Final = 5_000  # characters
_MOST_TOLD: Final = 300
_LONE: Final = 1  # cells of a section's or a signature's line
_HIDDEN_COLUMNS: Final = ("person", "seq")


@dataclass(frozen=True, slots=True)
class Known:
    """What sheets are read against: today, the year of days without one, names to keep out."""

    projects: Projects
    counties: Collection[str]
    names: Collection[str]
    today: date
    year: int


@dataclass(slots=True)
class Told:
    """What a clerk is told of a sheet before it is taken in.

    `columns` are (heading, our role or ""); `unclear` lists lines by what is not recognised.
    """

    kind: Kind = "report"
    troubles: list[str] = field(default_factory=list)
    more_troubles: int = 0
    columns: list[tuple[str, str]] = field(default_factory=list)
    unread: list[str] = field(default_factory=list)
    other_sheets: list[str] = field(default_factory=list)
    unclear: dict[str, list[str]] = field(default_factory=dict)

    def refuse(self, sentence: str) -> None:
        """Add a trouble."""
        if len(self.troubles) < _MOST_TOLD:
            self.troubles.append(sentence)
        else:
            self.more_troubles += 1

    def note(self, what: str, where: str) -> None:
        """Add a line of which something was not recognised."""
        self.unclear.setdefault(what, []).append(where)


class SheetReader:
    """Reads one workbook; `told` is complete when `lines` has ended."""

    def __init__(self, data: bytes, known: Known, kind: Kind | None) -> None:
        """Take the file as it was uploaded; without a kind the columns tell it."""
        self._data, self._known, self._kind = data, known, kind
        self._shield = Shield(known.names)
        self._several = False
        self.told = Told()

    def lines(self) -> Iterator[PastLine]:
        """Give the lines that are sound; a file that cannot be read becomes a trouble."""
        try:
            book = Workbook(self._data, LARGEST_PART)
            tables, self.told.other_sheets = tables_of(book)
            if not tables:
                self.told.refuse(wording.NO_TABLE)
            self._several = len(tables) > 1
            yield from self._counted(book, tables)
        except UnreadableWorkbook as refusal:
            self.told.refuse(wording.UNREADABLE.get(refusal.reason, refusal.sentence))

    def _counted(self, book: Workbook, tables: list[PastTable]) -> Iterator[PastLine]:
        count = 0
        for table in tables:
            self._tell_columns(table)
            for row in filled_lines(book, table):
                count += 1
                if count > MOST_LINES:
                    self.told.refuse(wording.too_many_lines(MOST_LINES))
                    return
                if line := self._line(table, row, book.epoch):
                    yield line
        if tables and not count:
            self.told.refuse(wording.NO_LINES)

    def _tell_columns(self, table: PastTable) -> None:
        self.told.kind = self._kind or kind_of(table.headings, table.roles)
        for column, role in table.roles.items():
            heading = table.headings[column]
            if role == "person" and heading not in self.told.unread:
                self.told.unread.append(heading)
            elif role not in _HIDDEN_COLUMNS and (heading, role or "") not in self.told.columns:
                self.told.columns.append((heading, role or ""))

    def _line(self, table: PastTable, row: SheetRow, epoch: date) -> PastLine | None:
        where = wording.line(row.line, table.sheet.name if self._several else "")
        reader = _LineReader(self._known, self._shield, self.told, where, epoch)
        if row.hidden:
            self.told.refuse(wording.hidden(where))
        for column, role in table.roles.items():
            if role not in _HIDDEN_COLUMNS and (cell := row.cells.get(column)):
                reader.take(table.headings[column], role, cell)
        if len(reader.cells) <= _LONE < len(table.roles):
            self.told.note(wording.LONE, where)
            return None
        return reader.line(row.line, self.told.kind)


class _LineReader:
    """Reads the cells of one line."""

    def __init__(self, known: Known, shield: Shield, told: Told, where: str, epoch: date) -> None:
        self._known, self._shield, self._told = known, shield, told
        self._where, self._epoch = where, epoch
        self._day: date | None = None
        self._project: str | None = None
        self._found = dict.fromkeys(("county", "unit", "number", "closed"), "")
        self.cells: list[tuple[str, str]] = []

    def take(self, heading: str, role: str | None, cell: Cell) -> None:
        """Read one cell; what is wrong with it goes into `told`."""
        try:
            text = self._read(role, cell)
        except BadCell as mistake:
            self._told.refuse(wording.in_cell(self._where, heading, str(mistake)))
            return
        if text:
            self._recognise(heading, role, text)
            covered = self._shield.cover(text)
            if covered != text:
                self._told.note(wording.COVERED, self._where)
            self.cells.append((heading, covered))

    def line(self, number: int, kind: Kind) -> PastLine:
        """Return the line with what was recognised."""
        year = self._day.year if self._day else self._known.year
        found = self._found
        return PastLine(
            number, kind, year, self._day, found["county"], self._project, found["unit"],
            found["number"], found["closed"], tuple(self.cells),
        )  # fmt: skip

    def _read(self, role: str | None, cell: Cell) -> str:
        if cell.fault:
            raise BadCell(wording.FAULTS[cell.fault])
        if role == "day":
            self._day = values.past_day(
                cell.value, self._epoch, self._known.year, self._known.today
            )
            return self._day.isoformat() if self._day else ""
        if role == "date":
            return values.other_day(cell.value, self._epoch)
        text = values.written(cell.value)
        if len(text) > _LONGEST_CELL:
            raise BadCell(wording.too_long(_LONGEST_CELL))
        return text

    def _recognise(self, heading: str, role: str | None, text: str) -> None:
        if role == "project":
            self._project = values.project(text, self._known.projects)
        elif role == "county":
            self._found["county"] = values.county(text, self._known.counties)
        elif role == "unit":
            self._found["unit"] = values.units(text)
        elif role == "number":
            self._found["number"] = "".join(plain(text).split())[:80]
        elif role == "closed":
            self._found["closed"] = values.end(text)
        else:
            return
        if not (self._project if role == "project" else self._found[role]):
            self._told.note(wording.unknown(heading), self._where)
