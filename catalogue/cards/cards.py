"""信息采集卡: what an observer can see, count or ask at each project, per year and region.

A card changes by a new `version` in its file or by a folder for the next year; an answer keeps the
version it was given under. (Source: domain §2; design, "Policy is data".)
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from fractions import Fraction
from functools import cache
from pathlib import Path
from typing import Any

from catalogue.cards.card_checks import mistakes_in_units, mistakes_in_year
from catalogue.cards.card_files import (
    CARD_FOLDER,
    COMMON,
    ESSENTIAL,
    PERCENT,
    CardFile,
    CommonFile,
    FieldRow,
    FieldType,
    Known,
    UnitRow,
)
from catalogue.data_files import CatalogueError, read_row, read_toml
from catalogue.projects import Project, Projects, load_projects
from catalogue.reading.quantities import Measure, Unit


@dataclass(frozen=True, slots=True)
class Field:
    """One field of a card; see `card_files.FieldRow` for what its parts mean.

    `subs` are the names of the project's parts it applies to, empty for all of them. A standard
    that is not `confirmed` is a reference only and never told as a rule.
    """

    id: str
    label: str
    type: FieldType
    ask: str
    unit: Unit | None
    measure: Measure | None
    low: Decimal
    high: Decimal
    choices: tuple[str, ...]
    answers: tuple[str, str]
    known: Known | None
    importance: int
    subs: tuple[str, ...]
    standard: str
    source: str
    confirmed: bool
    names: tuple[str, ...]
    near: tuple[str, ...]
    words: tuple[tuple[str, tuple[str, ...]], ...]
    bands: tuple[tuple[str, Decimal], ...]
    percent: Measure | None  # reads the percentages that `bands` place

    @property
    def is_essential(self) -> bool:
        """Whether a card without it is not complete."""
        return self.importance >= ESSENTIAL


@dataclass(frozen=True, slots=True)
class Card:
    """One project's card. `version` names year, common part and own part, e.g. 2023-1.1."""

    project: str
    name: str
    version: str
    source: str
    fields: tuple[Field, ...]
    own: frozenset[str]  # ids of the fields that only this project's card has

    def field(self, field_id: str) -> Field | None:
        """Return the field of this id, None where this version has none."""
        return next((field for field in self.fields if field.id == field_id), None)

    def applying(self, sub: str | None) -> Iterator[Field]:
        """Yield the fields that apply to this part of the project; None: the part is not known."""
        return (field for field in self.fields if not field.subs or sub in field.subs)


class Cards:
    """The cards of all years, of one region."""

    def __init__(self, years: dict[int, dict[str, Card]]) -> None:
        self._years = years

    def of(self, project: str | None, day: date) -> Card | None:
        """Return the card in force on a day; None for a project without one.

        A year whose cards are not loaded yet goes on with those of the last year before it.
        """
        before = [year for year in self._years if year <= day.year]
        year = max(before) if before else min(self._years)
        return self._years[year].get(project or "")

    def __iter__(self) -> Iterator[Card]:
        """Yield every card of every year."""
        return (card for year in self._years.values() for card in year.values())


@cache
def load_cards(
    region: str = "", folder: Path = CARD_FOLDER, projects: Projects | None = None
) -> Cards:
    """Read the cards once; raise CatalogueError with every mistake in the files.

    A year's folder may hold a folder named like the region: its files replace those of its name.
    """
    known = projects or load_projects()
    rows = _read_units(folder / "units.toml")
    mistakes = mistakes_in_units(rows)
    units = {} if mistakes else _units(rows)
    years: dict[int, dict[str, Card]] = {}
    for path in sorted(folder.glob("[0-9][0-9][0-9][0-9]")):
        files = _files(path, region)
        wanted = (COMMON, *(project.code for project in known))
        mistakes += [f"{path.name}/{stem}.toml: is missing" for stem in wanted if stem not in files]
        common, cards, wrong = _read_year(path.name, files)
        mistakes += wrong
        if common is not None:
            mistakes += mistakes_in_year(path.name, common, cards, rows, known)
        if common is not None and not mistakes:
            years[int(path.name)] = _year(path.name, common, cards, units, known)
    if not mistakes and not years:
        mistakes.append(f"{folder.name}: holds no year")
    if mistakes:
        raise CatalogueError(mistakes)
    return Cards(years)


Units = dict[str, tuple[Unit, Measure]]


def _read_units(path: Path) -> dict[str, UnitRow]:
    return {code: UnitRow.model_validate(row) for code, row in read_toml(path).items()}


def _units(rows: dict[str, UnitRow]) -> Units:
    units = [_unit(code, row) for code, row in rows.items()]
    every_name = frozenset(name for unit in units for name in unit.factors)
    return {unit.code: (unit, Measure(unit, every_name)) for unit in units}


def _unit(code: str, row: UnitRow) -> Unit:
    factors = {name: _decimal(factor) for factor, names in row.names.items() for name in names}
    return Unit(code, row.said, factors, tuple(row.leads), tail=row.tail, signed=row.signed)


def _decimal(factor: str) -> Decimal:
    parts = Fraction(factor)
    return Decimal(parts.numerator) / Decimal(parts.denominator)


def _files(year: Path, region: str) -> dict[str, Path]:
    """Return {stem: file}; a region's own files stand in for those of their name."""
    files = {file.stem: file for file in sorted(year.glob("*.toml"))}
    own = sorted((year / region).glob("*.toml")) if region else []
    return files | {file.stem: file for file in own}


def _read_year(
    year: str, files: dict[str, Path]
) -> tuple[CommonFile | None, dict[str, CardFile], list[str]]:
    common, cards, mistakes = None, {}, []
    for stem, file in files.items():
        try:
            if stem == COMMON:
                common = read_row(file, CommonFile)
            else:
                cards[stem] = read_row(file, CardFile)
        except CatalogueError as error:
            mistakes += [f"{year}/{mistake}" for mistake in error.mistakes]
    return common, cards, mistakes


def _year(
    year: str, common: CommonFile, files: dict[str, CardFile], units: Units, projects: Projects
) -> dict[str, Card]:
    return {
        code: _card(
            f"{year}-{common.version}.{file.version}", common, file, units, projects.by_code(code)
        )
        for code, file in files.items()
    }


def _card(version: str, common: CommonFile, file: CardFile, units: Units, project: Project) -> Card:
    rows = [
        *(row.model_copy(update=_on_this_card(row, file, project)) for row in common.head),
        *file.fields,
        *(row.model_copy(update=_on_this_card(row, file, project)) for row in common.tail),
    ]
    parts = dict(project.subs)
    fields = tuple(_field(row, units, parts) for row in rows)
    own = frozenset(row.id for row in file.fields)
    return Card(project.code, project.short, version, file.source, fields, own)


def _on_this_card(row: FieldRow, file: CardFile, project: Project) -> dict[str, object]:
    changes: dict[str, object] = {"importance": file.importance.get(row.id, row.importance)}
    if row.type == "sub":
        names = dict(project.subs)
        changes["choices"] = list(names.values())
        changes["words"] = {names[sub]: words for sub, words in file.subs.items()}
    return changes


def _field(row: FieldRow, units: Units, parts: dict[str, str]) -> Field:
    unit, measure = units[row.unit] if row.unit else (None, None)
    low, high = (Decimal(str(bound)) for bound in row.range or (0, 0))
    return Field(
        **_as_they_are(row),
        unit=unit,
        measure=measure,
        low=low,
        high=high,
        choices=tuple(row.choices),
        answers=(row.answers[0], row.answers[1]),
        subs=tuple(parts[sub] for sub in row.subs),
        names=tuple(row.names),
        near=tuple(row.near),
        words=tuple((value, tuple(words)) for value, words in row.words.items()),
        bands=_bands(row),
        percent=units[PERCENT][1] if row.bands else None,
    )


def _as_they_are(row: FieldRow) -> dict[str, Any]:
    kept = {"id", "label", "type", "ask", "known", "importance", "standard", "source", "confirmed"}
    return row.model_dump(include=kept)


def _bands(row: FieldRow) -> tuple[tuple[str, Decimal], ...]:
    bands = [(choice, Decimal(str(band[0]))) for choice, band in row.bands.items()]
    return tuple(sorted(bands, key=lambda band: band[1]))
