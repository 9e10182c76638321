"""The handbook: short answers per project, each with its source, and which question each answers.

A question is answered only where that is plain: it is short, it says what the answer is about
and asks for what the answer tells, the tagger agrees on the project, no other county is named, and
nothing else is asked. Everything else is left to a person: a wrong answer is worse than a late one.
(Source: issue 3 item 1.)
"""

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Literal, get_args

from pydantic import Field

from catalogue.data_files import DATA, CatalogueError, Row, read_folder, read_row
from catalogue.geography.places import load_gazetteer
from catalogue.projects import load_projects
from catalogue.tagging.normalise import plain
from catalogue.tagging.tags import Tag

Aspect = Literal["who", "measures", "schedule", "acceptance", "money", "other"]
ASPECTS: tuple[Aspect, ...] = get_args(Aspect)
# seed: the office's own papers; found: a public page; believed: nobody has confirmed it;
# own: how this service works; office: confirmed by a clerk.
Basis = Literal["seed", "found", "believed", "own", "office"]
BASES: tuple[Basis, ...] = get_args(Basis)

_GENERAL = "general"
_UNSPOKEN = re.compile(r"[\s“”\"'《》「」]+")
_LONGEST = 40  # characters; a longer question tells a case of its own


@dataclass(frozen=True, slots=True)
class Entry:
    """One answer. `key` stays the same over all versions; version 0 is the packaged one.

    The words of a question must hold one of `about` and one of `asks` (without any: a word of
    the aspect). `project` is None for what is about no one project, `county` empty where the
    answer holds everywhere.
    """

    key: str
    version: int
    project: str | None
    aspect: Aspect
    question: str
    answer: str
    source: str
    basis: Basis
    county: str
    about: tuple[str, ...]
    asks: tuple[str, ...]
    active: bool = True


class AspectRow(Row):
    """One aspect: what a clerk reads, and the words that ask for it."""

    label: str
    words: list[str]


class AspectsFile(Row):
    """The file handbook_aspects.toml."""

    who: AspectRow
    measures: AspectRow
    schedule: AspectRow
    acceptance: AspectRow
    money: AspectRow
    other: AspectRow


class EntryRow(Row):
    """One packaged answer."""

    name: str = Field(pattern=r"^[a-z][a-z0-9-]*$")
    aspect: Aspect
    question: str = Field(min_length=1, max_length=60)
    answer: str = Field(min_length=1, max_length=400)
    source: str = Field(min_length=1, max_length=120)
    basis: Basis
    county: str = ""
    about: list[str] = Field(min_length=1)
    asks: list[str] = Field(default_factory=list)


class EntriesFile(Row):
    """One file of data/handbook, named like its project."""

    entries: list[EntryRow]


class Handbook:
    """The packaged entries, and how a question finds its answer among the current ones."""

    def __init__(self, entries: Sequence[Entry], aspects: AspectsFile) -> None:
        self.entries = tuple(entries)
        rows: dict[Aspect, AspectRow] = {name: getattr(aspects, name) for name in ASPECTS}
        self.labels = {name: row.label for name, row in rows.items()}
        self._words = {name: tuple(row.words) for name, row in rows.items()}

    def current(self, edited: Iterable[Entry]) -> tuple[Entry, ...]:
        """Return the entries that hold now: the newest edited version outranks the packaged one."""
        newest = {entry.key: entry for entry in self.entries}
        newest |= {entry.key: entry for entry in edited}
        return tuple(newest.values())

    def answer(self, words: str, tag: Tag, entries: Iterable[Entry]) -> Entry | None:
        """Return the one entry that answers the question; None where none does, or two do."""
        text = _UNSPOKEN.sub("", plain(words))
        if len(text) > _LONGEST:
            return None
        asked = {name for name in ASPECTS if _found(self._words[name], text)}
        fitting = [
            (weight, entry)
            for entry in entries
            if entry.active and _is_spoken_of(entry, tag) and asked <= {entry.aspect}
            if (weight := self._weight(entry, text))
        ]
        best = max((weight for weight, _ in fitting), default=0)
        found = [entry for weight, entry in fitting if weight == best]
        return found[0] if len(found) == 1 else None

    def _weight(self, entry: Entry, text: str) -> int:
        """Return how many characters of the question speak for the entry, 0 where one is missing.

        What is asked for counts double: it tells the answers about one thing apart.
        """
        about = _found(entry.about, text)
        wanted = entry.asks or self._words[entry.aspect]
        asks = _found(wanted, text)
        return about + 2 * asks if about and (asks or not wanted) else 0


@cache
def load_handbook(folder: Path = DATA) -> Handbook:
    """Read the packaged entries once; raise CatalogueError with every mistake in the files."""
    files = read_folder(folder / "handbook", EntriesFile)
    mistakes = [
        mistake for stem, file in files.items() for mistake in _mistakes(stem, file.entries)
    ]
    if mistakes:
        raise CatalogueError(mistakes)
    entries = [_entry(stem, row) for stem, file in files.items() for row in file.entries]
    return Handbook(entries, read_row(folder / "handbook_aspects.toml", AspectsFile))


def _found(words: Iterable[str], text: str) -> int:
    """Return the length of the longest word that is in the text."""
    return max((len(word) for word in words if word in text), default=0)


def _is_spoken_of(entry: Entry, tag: Tag) -> bool:
    if entry.county and tag.county and entry.county != tag.county:
        return False
    return entry.project is None or (entry.project == tag.project and not tag.ask)


def _mistakes(stem: str, rows: Sequence[EntryRow]) -> list[str]:
    counties, names = load_gazetteer().counties, Counter(row.name for row in rows)
    found = [f"handbook/{stem}.toml: {name}: named twice" for name, n in names.items() if n > 1]
    found += [
        f"handbook/{stem}.toml: {row.name}: {row.county} is no county of ours"
        for row in rows
        if row.county and row.county not in counties
    ]
    if stem != _GENERAL and stem not in load_projects():
        found.append(f"handbook/{stem}.toml: there is no project of this name")
    return found


def _entry(stem: str, row: EntryRow) -> Entry:
    return Entry(
        key=f"{stem}.{row.name}",
        version=0,
        project=None if stem == _GENERAL else stem,
        aspect=row.aspect,
        question=row.question,
        answer=row.answer,
        source=row.source,
        basis=row.basis,
        county=row.county,
        about=tuple(row.about),
        asks=tuple(row.asks),
    )
