"""Words that speak for a label: the part of the tagger an office can read and edit."""

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import NamedTuple, Protocol

from catalogue.project_files import TogetherRow, WordsRow
from catalogue.reading.phrases import PhraseFinder

_GAP = "…"


class Hit(NamedTuple):
    """A phrase found in a text, the label (by its index) it speaks for, and how loudly."""

    start: int
    phrase: str
    label: int
    weight: float


class Entry(Protocol):
    """What the data says of one label."""

    @property
    def words(self) -> WordsRow:
        """Words by strength."""

    @property
    def together(self) -> Sequence[TogetherRow]:
        """Words that mean more, or less, in each other's company."""


@dataclass(frozen=True, slots=True)
class Strengths:
    """How much a word of each strength weighs, in log-odds."""

    strong: float
    plain: float
    weak: float


class Lexicon:
    """Finds the words of all labels in one pass."""

    def __init__(
        self, entries: Sequence[Entry], strengths: Strengths, spell: Callable[[str], str]
    ) -> None:
        self._voices: dict[str, list[tuple[int, float]]] = {}
        for label, entry in enumerate(entries):
            self._add(map(spell, entry.words.strong), label, strengths.strong)
            self._add(map(spell, entry.words.plain), label, strengths.plain)
            self._add(map(spell, entry.words.weak), label, strengths.weak)
        self._finder = PhraseFinder(word for word in self._voices if _GAP not in word)
        self._gaps = tuple(
            (word, word.split(_GAP, 1)[0], _gap_pattern(word))
            for word in self._voices
            if _GAP in word
        )
        self._patterns = tuple(
            (label, pattern, strengths.strong)
            for label, entry in enumerate(entries)
            for pattern in entry.words.patterns
        )
        self._together = tuple(
            (label, *_company(row, spell), row.weight)
            for label, entry in enumerate(entries)
            for row in entry.together
        )

    def find(self, text: str) -> list[Hit]:
        """Return what speaks for or against each label, every phrase once."""
        places = {found.phrase: found.start for found in reversed(self._finder.find(text))}
        for word, head, pattern in self._gaps:
            if head in text and (match := pattern.search(text)):
                places[word] = match.start()
        hits = [
            Hit(start, phrase, label, weight)
            for phrase, start in places.items()
            for label, weight in self._voices[phrase]
        ]
        hits.extend(self._pattern_hits(text))
        hits.extend(self._together_hits(text))
        return hits

    def _pattern_hits(self, text: str) -> Iterable[Hit]:
        for label, pattern, weight in self._patterns:
            if match := pattern.search(text):
                yield Hit(match.start(), match[0], label, weight)

    def _together_hits(self, text: str) -> Iterable[Hit]:
        characters = frozenset(text)
        for label, heads, first, second, weight in self._together:
            if heads.isdisjoint(characters):  # most rules end here
                continue
            one = _first_in(text, first)
            if one and (other := _first_in(text, second, but_not=one)):
                yield Hit(text.index(one), f"{one}…{other}", label, weight)

    def _add(self, words: Iterable[str], label: int, weight: float) -> None:
        for word in words:
            voices = self._voices.setdefault(word, [])
            if label not in [known for known, _ in voices]:
                voices.append((label, weight))


def _first_in(text: str, words: tuple[str, ...], but_not: str = "") -> str:
    for word in words:
        if word in text and word != but_not:
            return word
    return ""


def _company(
    row: TogetherRow, spell: Callable[[str], str]
) -> tuple[frozenset[str], tuple[str, ...], tuple[str, ...]]:
    first = tuple(map(spell, row.any))
    return frozenset(word[0] for word in first), first, tuple(map(spell, row.with_))


def _gap_pattern(word: str) -> re.Pattern[str]:
    return re.compile(r"[^。?]{0,8}?".join(map(re.escape, word.split(_GAP))))
