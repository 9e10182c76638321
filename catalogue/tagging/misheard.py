"""Put right the terms that a phone misheard, by their sound."""

import re
from collections import Counter
from collections.abc import Iterable

from catalogue.data_files import Row
from catalogue.reading.phrases import PhraseFinder

_SHORTEST = 3  # two syllables sound like too many other words; those are listed one by one
_CHINESE = re.compile(r"[一-鿿]+")


class SoundsFile(Row):
    """The file sounds.toml: each group's characters sound alike; `spared` words are right."""

    spared: list[str]
    groups: list[str]


class Misheard:
    """Knows long terms by their sound, whatever characters they were written with."""

    def __init__(self, file: SoundsFile, terms: Iterable[str]) -> None:
        self._sounds = {ord(character): group[0] for group in file.groups for character in group}
        sounded = {
            term: term.translate(self._sounds)
            for term in terms
            if len(term) >= _SHORTEST and _CHINESE.fullmatch(term)
        }
        shared = Counter(sounded.values())
        self._terms = {sound: term for term, sound in sounded.items() if shared[sound] == 1}
        self._finder = PhraseFinder(self._terms)
        self._spared = frozenset(file.spared)

    def correct(self, text: str) -> str:
        """Return the text with every term in its right characters; the length stays the same."""
        for found in self._finder.find(text.translate(self._sounds)):
            if text[found.start : found.end] not in self._spared:
                text = text[: found.start] + self._terms[found.phrase] + text[found.end :]
        return text
