"""What must hold between the cards' files, the units and the projects; every mistake told."""

from collections import Counter
from collections.abc import Iterator

from catalogue.cards.card_files import (
    ESSENTIAL,
    MOST_ASKED,
    PERCENT,
    CardFile,
    CommonFile,
    FieldRow,
    UnitRow,
)
from catalogue.projects import Project, Projects


def mistakes_in_units(units: dict[str, UnitRow]) -> list[str]:
    """Return the mistakes of units.toml."""
    return [
        f"units.toml: {code}.{mistake}" for code, row in units.items() for mistake in row.mistakes()
    ]


def mistakes_in_year(
    where: str,
    common: CommonFile,
    cards: dict[str, CardFile],
    units: dict[str, UnitRow],
    projects: Projects,
) -> list[str]:
    """Return the mistakes of one year's files; `where` is the folder, for the reader."""
    found = [
        f"{where}/common.toml: {part}.{mistake}"
        for part, rows in (("head", common.head), ("tail", common.tail))
        for mistake in _in_fields(rows, units)
    ]
    shared = [*common.head, *common.tail]
    for code, card in cards.items():
        if code not in projects:
            found.append(f"{where}/{code}.toml: is named like no project")
            continue
        mistakes = _in_card(card, shared, projects.by_code(code), units)
        found += [f"{where}/{code}.toml: {mistake}" for mistake in mistakes]
    return found


def _in_card(
    card: CardFile, shared: list[FieldRow], project: Project, units: dict[str, UnitRow]
) -> Iterator[str]:
    parts = dict(project.subs)
    yield from (f"fields.{mistake}" for mistake in _in_fields(card.fields, units))
    counts = Counter(field.id for field in (*shared, *card.fields))
    yield from (f"fields.{name}: stands twice" for name, count in counts.items() if count > 1)
    yield from (f"subs.{sub}: is no part of the project" for sub in card.subs if sub not in parts)
    for field in card.fields:
        yield from (
            f"fields.{field.id}.subs: {sub} is no part of the project"
            for sub in field.subs
            if sub not in parts
        )
    weighed = {field.id: field for field in shared}
    for name, weight in card.importance.items():
        if name not in weighed or not 0 <= weight <= 9 or (weight and not weighed[name].ask):  # noqa: PLR2004 - the scale of FieldRow
            yield f"importance.{name}: must be a common field that can be asked, 0 to 9"
    yield from _too_many_essentials(card, shared, parts)


def _too_many_essentials(
    card: CardFile, shared: list[FieldRow], parts: dict[str, str]
) -> Iterator[str]:
    weights = {field.id: card.importance.get(field.id, field.importance) for field in shared}
    weights |= {field.id: field.importance for field in card.fields}
    for part in parts or [""]:
        here = [f for f in (*shared, *card.fields) if not f.subs or part in f.subs]
        essential = [field.id for field in here if weights[field.id] >= ESSENTIAL]
        if len(essential) > MOST_ASKED:
            yield f"importance: more than {MOST_ASKED} essential for {part}: {', '.join(essential)}"


def _in_fields(rows: list[FieldRow], units: dict[str, UnitRow]) -> Iterator[str]:
    for row in rows:
        yield from (f"{row.id}.{mistake}" for mistake in row.mistakes())
        if row.bands and PERCENT not in units:
            yield f"{row.id}.bands: {PERCENT} is not in units.toml"
        if row.unit and row.unit not in units:
            yield f"{row.id}.unit: {row.unit} is not in units.toml"
