"""Units and contacts as .xlsx: written as the import takes it back, read with every trouble."""

import re
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Final

from casework.settings.units import KnownUnit, Unit, duty_names
from casework.sheets.table_reader import TableLine, read_table
from casework.sheets.xlsx_writer import Table, table_workbook
from catalogue.projects import Projects
from catalogue.wording import staff_units as wording
from storage.settings.contacts import Contact, Person

_HEADINGS: Final = tuple(name for name, _ in wording.HEADINGS)
_UNIT, _KIND, _COUNTY, _DUTIES, _NAME, _PHONE, _POST, _RECEIVES = _HEADINGS
_BETWEEN: Final = re.compile(r"[、,，;；\s]+")
_PHONE_FORM: Final = re.compile(r"\d[\d-]{5,14}\d")
_LONGEST: Final = 30


@dataclass(slots=True)
class SheetUnit:
    """A unit of a sheet with its people: {name: (person, receives)}; `line` is its first."""

    line: int
    unit: Unit
    people: dict[str, tuple[Person, bool]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class UnitSheet:
    """What a sheet holds; with a single trouble nothing of it is taken in."""

    units: tuple[SheetUnit, ...]
    troubles: tuple[str, ...]


def mistakes_in_person(person: Person) -> list[str]:
    """Return a sentence for all that is wrong with a contact."""
    right = {
        wording.BAD_PERSON: 0 < len(person.name) <= _LONGEST and len(person.post) <= _LONGEST,
        wording.BAD_PHONE: _PHONE_FORM.fullmatch(person.phone) is not None,
    }
    return [sentence for sentence, holds in right.items() if not holds]


def write_units(
    known: Iterable[KnownUnit], contacts: Collection[Contact], projects: Projects
) -> bytes:
    """Return the open units as .xlsx, a line for each open contact."""
    names = duty_names(projects)
    rows: list[list[str]] = []
    for each in known:
        if not each.unit.open:
            continue
        unit = each.unit
        duties = "、".join(names.get(code, code) for code in unit.duties)
        first = [unit.name, wording.KINDS[unit.kind], unit.county, duties]
        own = [one for one in contacts if one.unit == each.key and one.open]
        rows += [[*first, *_told(one)] for one in own] or [[*first, "", "", "", ""]]
    return table_workbook(Table(wording.SHEET, [wording.SHEET], wording.HEADINGS, rows))


def read_units(data: bytes, projects: Projects, counties: Collection[str]) -> UnitSheet:
    """Read an .xlsx; every line's trouble is told at once."""
    table = read_table(data, _HEADINGS, (_UNIT, _KIND))
    reader = _Reader(projects, counties)
    for line in table.lines:
        reader.take(line)
    return UnitSheet(tuple(reader.units.values()), (*table.troubles, *reader.troubles))


class _Reader:
    """Reads one line after another."""

    def __init__(self, projects: Projects, counties: Collection[str]) -> None:
        self._codes = {name: code for code, name in duty_names(projects).items()}
        self._kinds = {name: code for code, name in wording.KINDS.items()}
        self._counties = counties
        self.units: dict[str, SheetUnit] = {}
        self.troubles: list[str] = []

    def take(self, line: TableLine) -> None:
        unit = self._unit(line)
        known = self.units.setdefault(unit.name, SheetUnit(line.number, unit))
        if known.unit != unit:
            self._complain(line, wording.UNIT_LINE)
        text = line.texts
        if not any(text.get(name) for name in (_NAME, _PHONE, _POST)):
            return
        person = Person(*("".join(text.get(name, "").split()) for name in (_NAME, _PHONE, _POST)))
        for mistake in mistakes_in_person(person):
            self._complain(line, mistake)
        if person.name in known.people:
            self._complain(line, wording.REPEATED)
        known.people[person.name] = (person, text.get(_RECEIVES, "") == wording.YES)

    def _unit(self, line: TableLine) -> Unit:
        text = line.texts
        kind = self._kinds.get(text[_KIND])
        if kind is None:
            self._complain(line, wording.BAD_KIND)
        county = text.get(_COUNTY, "")
        if county and county not in self._counties:
            self._complain(line, wording.BAD_COUNTY)
        duties = self._duties(line, text)
        return Unit(text[_UNIT], kind or "other", county, duties)

    def _duties(self, line: TableLine, text: Mapping[str, str]) -> tuple[str, ...]:
        names = [name for name in _BETWEEN.split(text.get(_DUTIES, "")) if name]
        for name in names:
            if name not in self._codes:
                self._complain(line, wording.unknown_duty(name))
        return tuple(dict.fromkeys(self._codes[name] for name in names if name in self._codes))

    def _complain(self, line: TableLine, what: str) -> None:
        self.troubles.append(wording.line(line.number, what))


def _told(contact: Contact) -> list[str]:
    person = contact.person
    receives = wording.YES if contact.receives else wording.NO
    return [person.name, person.phone, person.post, receives]
