"""The office's words of all projects as .xlsx: written as the import takes it back."""

import re
from collections.abc import Mapping
from typing import Final

from casework.settings.changing import Wish
from casework.settings.sheets import SheetPlan
from casework.settings.words import FAMILY, words_now
from casework.sheets.table_reader import TableLine, read_table
from casework.sheets.xlsx_writer import Table, table_workbook
from catalogue.tagging.own_words import OwnWords, mistakes_in, packaged_words
from catalogue.wording import staff_setting_sheets as wording
from catalogue.wording.staff_units import line as trouble_of_line
from storage.database import Connection
from storage.settings.versions import newest

_HEADINGS: Final = tuple(name for name, _ in wording.WORD_HEADINGS)
_BETWEEN: Final = re.compile(r"[、,，;；\s]+")
_JOINED: Final = "、"


def write_words(connection: Connection, names: Mapping[str, str]) -> bytes:
    """Return every project's own words; `names` are {project: its name}."""
    now = words_now(connection)
    rows = [[name, *_cells(now.get(code, OwnWords()))] for code, name in names.items()]
    title = wording.WORD_SHEET
    return table_workbook(Table(title, [title], wording.WORD_HEADINGS, rows))


def plan_words(
    connection: Connection, names: Mapping[str, str], data: bytes, note: str
) -> SheetPlan:
    """Compare a sheet with the words that hold; changes nothing."""
    table = read_table(data, _HEADINGS, _HEADINGS)
    codes = {name: code for code, name in names.items()}
    kept, now = newest(connection, FAMILY), words_now(connection)
    changes: list[tuple[str, str, str]] = []
    wishes: list[Wish] = []
    troubles = list(table.troubles)
    seen: set[str] = set()
    for line in table.lines:
        name = line.texts[_HEADINGS[0]]
        wanted = _words_in(line)
        mistakes = _mistakes(codes.get(name), wanted, is_again=name in seen)
        troubles += [trouble_of_line(line.number, each) for each in mistakes]
        seen.add(name)
        before = now.get(codes.get(name, ""), OwnWords())
        if mistakes or wanted == before:
            continue
        code = codes[name]
        version = kept[code].version if code in kept else 0
        changes.append((name, _told(before), _told(wanted)))
        wishes.append(Wish(FAMILY, code, version, wanted.value(), note))
    return SheetPlan(tuple(changes), tuple(wishes), tuple(troubles))


def _mistakes(code: str | None, wanted: OwnWords, *, is_again: bool) -> list[str]:
    if code is None:
        return [wording.BAD_PROJECT]
    if is_again:
        return [wording.PROJECT_TWICE]
    return list(mistakes_in(wanted, packaged_words(code)))


def _words_in(line: TableLine) -> OwnWords:
    cells = (line.texts[heading] for heading in _HEADINGS[1:])
    return OwnWords(*(tuple(dict.fromkeys(filter(None, _BETWEEN.split(each)))) for each in cells))


def _cells(words: OwnWords) -> list[str]:
    return [_JOINED.join(each) for each in (words.strong, words.plain, words.dropped)]


def _told(words: OwnWords) -> str:
    return wording.words_told(*_cells(words))
