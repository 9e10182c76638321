"""The cells of an .xlsx as its XML holds them, read in one stream, whatever the file does.

openpyxl is not used here: it makes a cell for every position up to the last styled one (a million
lines in many office files), opens embedded pictures with Pillow, and knows hidden lines, merged
cells, formulas and their kept results only in three different ways of loading. What a table of
people needs of the format fits in this file; styles and number formats are not part of it.
"""

import posixpath
import re
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from io import BytesIO
from typing import Final, NamedTuple
from xml.etree.ElementTree import Element, ParseError
from zipfile import BadZipFile, ZipFile

from defusedxml.ElementTree import iterparse  # type: ignore[import-untyped]  # it has no stubs

from casework.sheets.xlsx_container import UnreadableWorkbook, check_container

LARGEST_PART: Final = 8_000_000  # bytes unpacked: some 10,000 people, two seconds of reading
_LAST_COLUMN: Final = 100  # cells further right are not read
_WORKBOOK: Final = "xl/workbook.xml"
_RELATIONS: Final = "xl/_rels/workbook.xml.rels"
_STRINGS: Final = "xl/sharedStrings.xml"
_MACROS: Final = "vbaProject.bin"
_MERGED: Final = re.compile(rb'<(?:\w+:)?mergeCell\s+ref="([A-Z0-9:]{2,21})"')
_PIECE: Final = 1 << 16  # bytes
_LONGEST_TAG: Final = 99  # a mergeCell may lie across two pieces
_REFERENCE: Final = re.compile(r"([A-Z]{1,3})(\d{1,7})")
_EPOCHS: Final = {False: date(1899, 12, 30), True: date(1904, 1, 1)}

Value = str | float | None


class Cell(NamedTuple):
    """What a cell shows: text, a number, or nothing.

    `fault` is "error" for #N/A and its kin, "uncalculated" for a formula without a kept result.
    """

    value: Value
    fault: str = ""


class SheetRow(NamedTuple):
    """One line as numbered in the sheet; cells by column, A being 1. Empty lines are left out."""

    line: int
    hidden: bool
    cells: dict[int, Cell]


class MergedRange(NamedTuple):
    """A merged block; all four ends are included."""

    first_line: int
    last_line: int
    first_column: int
    last_column: int


@dataclass(frozen=True, slots=True)
class Sheet:
    """A visible sheet and the part of the file that holds it."""

    name: str
    part: str


class Workbook:
    """An opened .xlsx. Every method raises UnreadableWorkbook for hostile or damaged content.

    `epoch` is the day 0 of its day numbers; no part of it may unpack to more than `largest` bytes.
    """

    def __init__(self, data: bytes, largest: int = LARGEST_PART) -> None:
        check_container(data)
        self._largest = largest
        with _naming_damage():
            self._archive = ZipFile(BytesIO(data))
            self._parts = set(self._archive.namelist())
            if any(part.endswith(_MACROS) for part in self._parts):
                raise UnreadableWorkbook("macros")
            self.sheets, self.epoch = self._read_workbook()
            self._strings = self._read_strings()

    def contents(self, sheet: Sheet) -> Iterator[SheetRow | MergedRange]:
        """Give the lines of a sheet from the top as they stand in the file, then merged blocks."""
        with _naming_damage():  # a line's number may be no number
            yield from self._contents(sheet)

    def _contents(self, sheet: Sheet) -> Iterator[SheetRow | MergedRange]:
        line = column = 0
        hidden = False
        cells: dict[int, Cell] = {}
        for event, name, element in self._walk(sheet.part, keep="c"):
            if (event, name) == ("start", "row"):
                line, column, cells = int(element.get("r") or line + 1), 0, {}
                hidden = _is_true(element.get("hidden"))
            elif (event, name) == ("end", "c"):
                column = _column(element.get("r")) or column + 1
                if column <= _LAST_COLUMN:
                    cells[column] = self._cell(element)
            elif (event, name) == ("end", "row") and cells:
                yield SheetRow(line, hidden, cells)
            elif (event, name) == ("end", "mergeCell"):
                yield _merged_range(element.get("ref", ""))

    def rows(self, sheet: Sheet) -> Iterator[SheetRow]:
        """Give the lines alone."""
        return (item for item in self.contents(sheet) if isinstance(item, SheetRow))

    def merged(self, sheet: Sheet) -> list[MergedRange]:
        """Return the merged blocks of a sheet, which stand behind its lines in the file.

        They are looked for by their letters: reading all lines twice would take twice as long.
        """
        found: list[MergedRange] = []
        rest = b""
        with _naming_damage():
            self._check_size(sheet.part)
            with self._archive.open(sheet.part) as stream:
                while piece := stream.read(_PIECE):
                    text, end = rest + piece, 0
                    for block in _MERGED.finditer(text):
                        found.append(_merged_range(block[1].decode()))
                        end = block.end()
                    rest = text[max(end, len(text) - _LONGEST_TAG) :]
        return found

    def _read_workbook(self) -> tuple[tuple[Sheet, ...], date]:
        if _WORKBOOK not in self._parts:
            raise UnreadableWorkbook("not_xlsx")
        parts = {
            element.get("Id"): _resolved(element.get("Target", ""))
            for event, name, element in self._walk(_RELATIONS, keep="")
            if (event, name) == ("end", "Relationship")
        }
        sheets: list[Sheet] = []
        starts_1904 = False
        for event, name, element in self._walk(_WORKBOOK, keep=""):
            if (event, name) == ("end", "sheet"):
                part = parts.get(_relation_id(element), "")
                if element.get("state", "visible") == "visible" and part in self._parts:
                    sheets.append(Sheet(element.get("name", ""), part))
            elif (event, name) == ("end", "workbookPr"):
                starts_1904 = _is_true(element.get("date1904"))
        return tuple(sheets), _EPOCHS[starts_1904]

    def _read_strings(self) -> list[str]:
        if _STRINGS not in self._parts:
            return []
        return [
            _text(element)
            for event, name, element in self._walk(_STRINGS, keep="si")
            if (event, name) == ("end", "si")
        ]

    def _cell(self, element: Element) -> Cell:
        kind = element.get("t", "n")
        children = {_local(child): child for child in element}
        if kind == "inlineStr":
            return Cell(_text(children["is"]) if "is" in children else None)
        kept = children["v"].text or "" if "v" in children else None
        if "f" in children and (kept is None or (kept == "" and kind != "str")):
            return Cell(None, "uncalculated")
        if not kept:
            return Cell(None)
        if kind == "e":
            return Cell(None, "error")
        if kind == "s":
            return Cell(self._strings[int(kept)])
        return Cell(float(kept) if kind == "n" else kept)

    def _check_size(self, part: str) -> None:
        if self._archive.getinfo(part).file_size > self._largest:
            raise UnreadableWorkbook("too_large")

    def _walk(self, part: str, keep: str) -> Iterator[tuple[str, str, Element]]:
        """Give (event, local name, element) and forget each element that is done with.

        The inside of an element called `keep` stays until that element itself has ended.
        """
        with _naming_damage():
            self._check_size(part)
            with self._archive.open(part) as stream:
                path: list[Element] = []
                kept = 0
                for event, element in iterparse(stream, ("start", "end"), forbid_dtd=True):
                    name = _local(element)
                    if event == "start":
                        path.append(element)
                        kept += name == keep
                        yield event, name, element
                        continue
                    path.pop()
                    kept -= name == keep
                    yield event, name, element
                    if path and not kept:
                        path[-1].remove(element)


@contextmanager
def _naming_damage() -> Iterator[None]:
    """Turn what zip and XML readers say of a bad file into one refusal.

    ValueError covers forbidden entities, bad numbers and references; RuntimeError an encrypted
    member; NotImplementedError an unknown compression.
    """
    try:
        yield
    except (
        BadZipFile,
        EOFError,
        LookupError,
        NotImplementedError,
        OSError,
        ParseError,
        RuntimeError,
        ValueError,
        zlib.error,
    ) as error:
        raise UnreadableWorkbook("damaged") from error


def _local(element: Element) -> str:
    return element.tag.rpartition("}")[2]


def _is_true(flag: str | None) -> bool:
    return flag in {"1", "true"}


def _relation_id(element: Element) -> str | None:
    return next((value for key, value in element.items() if key.endswith("}id")), None)


def _resolved(target: str) -> str:
    """Return the part a relation of the workbook points to: absolute, or beside the workbook."""
    return posixpath.normpath(posixpath.join("/xl", target)).lstrip("/")


def _text(element: Element) -> str:
    """Join the runs of a rich text, without the readings printed above characters."""
    if _local(element) == "t":
        return element.text or ""
    return "".join(_text(child) for child in element if _local(child) not in {"rPh", "phoneticPr"})


def _column(reference: str | None) -> int:
    match = _REFERENCE.fullmatch(reference or "")
    return _number(match[1]) if match else 0


def _merged_range(reference: str) -> MergedRange:
    ends = _REFERENCE.findall(reference)
    (left, top), (right, bottom) = ends[0], ends[-1]
    return MergedRange(int(top), int(bottom), _number(left), _number(right))


def _number(letters: str) -> int:
    """Turn column letters into a number: A is 1, Z 26, AA 27."""
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - ord("A") + 1
    return number
