"""Days that a late notice changed as .xlsx: written as the import takes it back."""

from collections.abc import Mapping
from typing import Any, Final

from casework.people.observer_form import read_day
from casework.settings.calendar import FAMILY
from casework.settings.changing import Wish
from casework.settings.sheets import SheetPlan
from casework.sheets.table_reader import TableLine, read_table
from casework.sheets.xlsx_writer import Table, table_workbook
from catalogue.wording import staff_setting_sheets as wording
from catalogue.wording.staff_units import line as trouble_of_line
from storage.database import Connection
from storage.settings.versions import newest

_HEADINGS: Final = tuple(name for name, _ in wording.DAY_HEADINGS)
_DAY, _KIND, _SOURCE = _HEADINGS
_LONGEST_SOURCE: Final = 200
_KINDS: Final = {wording.WORKS: True, wording.OFF: False}


def write_days(connection: Connection) -> bytes:
    """Return every single day that the office has set."""
    set_days = {
        key: each
        for key, each in newest(connection, FAMILY).items()
        if each.value is not None and not key.isdecimal()
    }
    rows = [[key, _told(each.value), each.note] for key, each in sorted(set_days.items())]
    title = wording.DAY_SHEET
    return table_workbook(Table(title, [title], wording.DAY_HEADINGS, rows))


def plan_days(connection: Connection, data: bytes) -> SheetPlan:
    """Compare a sheet with the days that hold; changes nothing. Each line names its source."""
    table = read_table(data, _HEADINGS, _HEADINGS)
    kept = newest(connection, FAMILY)
    changes: list[tuple[str, str, str]] = []
    wishes: dict[str, Wish] = {}
    troubles = list(table.troubles)
    seen: set[str] = set()
    for line in table.lines:
        key = _day_of(line)
        mistakes = _mistakes(line, key, is_again=key in seen)
        troubles += [trouble_of_line(line.number, each) for each in mistakes]
        seen.add(key)
        known = kept.get(key)
        value = {"works": _KINDS.get(line.texts[_KIND], False)}
        source = line.texts[_SOURCE]
        if mistakes or (known and (known.value, known.note) == (value, source)):
            continue
        changes.append((key, _told(known.value if known else None), line.texts[_KIND]))
        wishes[key] = Wish(FAMILY, key, known.version if known else 0, value, source)
    return SheetPlan(tuple(changes), tuple(wishes.values()), tuple(troubles))


def _mistakes(line: TableLine, key: str, *, is_again: bool) -> list[str]:
    right = {
        wording.BAD_DAY: bool(key),
        wording.DAY_TWICE: not (key and is_again),
        wording.BAD_KIND_OF_DAY: line.texts[_KIND] in _KINDS,
        wording.NO_SOURCE: 0 < len(line.texts[_SOURCE]) <= _LONGEST_SOURCE,
    }
    return [sentence for sentence, holds in right.items() if not holds]


def _day_of(line: TableLine) -> str:
    try:
        day = read_day(line.texts[_DAY])
    except ValueError:
        return ""
    return day.isoformat() if day else ""


def _told(value: Mapping[str, Any] | None) -> str:
    if value is None:
        return ""
    return wording.WORKS if value["works"] else wording.OFF
