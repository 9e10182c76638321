"""责任单位: who leads which project, who receives letters in a county, as the office sets it.

The packaged rules name units too; what the office entered about one outranks them and is 核定.
"""

from collections.abc import Iterator, Mapping
from dataclasses import asdict, dataclass
from hashlib import sha256
from typing import Any, Final

from catalogue.geography.places import load_gazetteer
from catalogue.letters.policy import LetterPolicy, Words, named_by_the_office
from catalogue.projects import Projects, load_projects
from catalogue.wording import staff_units as wording
from storage.database import Connection
from storage.settings.versions import newest

FAMILY: Final = "unit"
COUNTY: Final = "county"
_NAME: Final = range(2, 61)  # characters


@dataclass(frozen=True, slots=True)
class Unit:
    """One unit. `kind` is a key of wording.KINDS; `duties` are projects or project.part.

    A closed unit receives nothing more, and its duties are nobody's.
    """

    name: str
    kind: str
    county: str
    duties: tuple[str, ...]
    open: bool = True

    def value(self) -> dict[str, Any]:
        """Return it as it is kept."""
        return asdict(self) | {"duties": list(self.duties)}


@dataclass(frozen=True, slots=True)
class KnownUnit:
    """A unit with its key and version (0: packaged), where it comes from and how surely."""

    key: str
    version: int
    unit: Unit
    source: str
    sure: bool


def key_of(name: str) -> str:
    """Return the key under which a unit of this name is first known."""
    return sha256(name.encode()).hexdigest()[:12]


def unit_of(value: Mapping[str, Any]) -> Unit:
    """Return a unit as it is kept."""
    return Unit(**{**value, "duties": tuple(value["duties"])})


def directory(connection: Connection, policy: LetterPolicy) -> dict[str, KnownUnit]:
    """Return every unit by key: packaged ones of the region, outranked by what is stored."""
    stored = {key: each for key, each in newest(connection, FAMILY).items() if each.value}
    open_ones = [unit for each in stored.values() if (unit := unit_of(each.value or {})).open]
    taken = {code for unit in open_ones for code in unit.duties}
    counties = {unit.county for unit in open_ones if unit.kind == COUNTY}
    packaged = (each for each in _packaged(policy, taken) if each.unit.county not in counties)
    known = {each.key: each for each in packaged}
    for key, each in stored.items():
        known[key] = KnownUnit(key, each.version, unit_of(each.value or {}), each.note, sure=True)
    return known


def with_units(connection: Connection, policy: LetterPolicy) -> LetterPolicy:
    """Return the policy with the office's units in place of the packaged ones."""
    stored = [each for each in newest(connection, FAMILY).values() if each.value]
    if not stored:
        return policy
    theirs = {each.key for each in stored}
    units = {code: line for code, line in policy.units.items() if key_of(line.text) not in theirs}
    counties: dict[str, Words] = {}
    for each in stored:
        unit = unit_of(each.value or {})
        if unit.open:
            line = named_by_the_office(unit.name, each.note)
            units |= dict.fromkeys(unit.duties, line)
            counties |= {unit.county: line} if unit.kind == COUNTY else {}
    return policy.model_copy(update={"units": units, "county_units": counties})


def mistakes_in(key: str, unit: Unit, known: Mapping[str, KnownUnit]) -> Iterator[str]:
    """Yield a sentence for all that keeps a unit from being saved beside the others."""
    if len(unit.name) not in _NAME:
        yield wording.BAD_NAME
    if unit.kind == COUNTY and not unit.county:
        yield wording.NO_COUNTY
    if unit.open:
        for other in known.values():
            if other.key != key and other.unit.open:
                yield from _clashes(unit, other)


def key_for(name: str, known: Mapping[str, KnownUnit]) -> str:
    """Return the key of a unit that a page or a sheet names: its own, else a fresh one."""
    for each in known.values():
        if each.unit.name == name:
            return each.key
    key = key_of(name)
    while key in known:  # a unit that was renamed keeps the key of its first name
        key = key_of(key)
    return key


def duty_names(projects: Projects) -> dict[str, str]:
    """Return {project or project.part: its name}, in the catalogue's order."""
    names: dict[str, str] = {}
    for project in projects:
        names[project.code] = project.short
        names |= {f"{project.code}.{sub}": f"{project.short}·{name}" for sub, name in project.subs}
    return names


def _clashes(unit: Unit, other: KnownUnit) -> Iterator[str]:
    if other.unit.name == unit.name:
        yield wording.name_taken(unit.name)
    if not other.version:
        return  # what the office enters outranks the packaged
    if COUNTY == unit.kind == other.unit.kind and unit.county == other.unit.county:
        yield wording.county_taken(unit.county, other.unit.name)
    for code in sorted(set(unit.duties) & set(other.unit.duties)):
        yield wording.duty_taken(duty_names(load_projects())[code], other.unit.name)


def _packaged(policy: LetterPolicy, taken: set[str]) -> Iterator[KnownUnit]:
    names = dict.fromkeys(line.text for line in policy.units.values())
    for name in names:
        lines = {code: line for code, line in policy.units.items() if line.text == name}
        first = next(iter(lines.values()))
        unit = Unit(name, "city", "", tuple(code for code in lines if code not in taken))
        sure = all(line.confirmed for line in lines.values())
        yield KnownUnit(key_of(name), 0, unit, first.source, sure)
    if policy.recipient.to == COUNTY:
        line = policy.county_unit
        for county in load_gazetteer().counties:
            name = line.text.format(county=county)
            unit = Unit(name, COUNTY, county, ())
            yield KnownUnit(key_of(name), 0, unit, line.source, line.confirmed)
