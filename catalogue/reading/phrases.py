"""Find known phrases in a text: longest first, in one pass."""

from collections.abc import Iterable
from typing import NamedTuple


class Found(NamedTuple):
    """A phrase and where it stands: text[start:end]."""

    start: int
    end: int
    phrase: str


class PhraseFinder:
    """Finds every given phrase that is not part of a longer found one.

    Phrases may overlap half-way (村医 and 医保 in 村医保); only containment hides the shorter
    one, so a longer phrase is also the way to say that a short one means nothing there.
    """

    def __init__(self, phrases: Iterable[str]) -> None:
        self._phrases = frozenset(phrases) - {""}
        lengths: dict[str, set[int]] = {}
        for phrase in self._phrases:
            lengths.setdefault(phrase[0], set()).add(len(phrase))
        self._lengths = {first: sorted(group, reverse=True) for first, group in lengths.items()}

    def find(self, text: str) -> list[Found]:
        """Return the matches in reading order."""
        found: list[Found] = []
        phrases, lengths = self._phrases, self._lengths
        reached = 0
        for start, character in enumerate(text):
            for length in lengths.get(character, ()):
                phrase = text[start : start + length]
                if phrase in phrases:
                    end = start + len(phrase)
                    if end > reached:
                        found.append(Found(start, end, phrase))
                        reached = end
                    break
        return found
