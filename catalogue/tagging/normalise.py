"""Bring an observer's text into one spelling before it is compared with anything."""

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass

from catalogue.data_files import Row
from catalogue.tagging.misheard import Misheard, SoundsFile

_NOISE = re.compile(r"https?://\S+|www\.\S+|\[[^\[\]]{1,4}\]|[\ufe0f\u200b-\u200f]")
_PAUSE = re.compile(r"[\s,;:、()<>\"'“”‘’《》【】/|]+")
_STOP = re.compile(r"(?:[!。~]|(?<!\d)\.|\.(?!\d))+")
_QUESTION = re.compile(r"[?。,]*\?[?。,]*")
_EDGE = re.compile(r"^[,。]+|[,。]+$")


class SpellingFile(Row):
    """The file normalisation.toml: what is written → how the catalogue spells it."""

    dialect: dict[str, str]
    homophones: dict[str, str]


@dataclass(frozen=True, slots=True)
class Spelling:
    """Replaces dialect and misheard words, the longest first."""

    pattern: re.Pattern[str]
    standard: dict[str, str]
    misheard: Misheard

    @classmethod
    def of(cls, file: SpellingFile, sounds: SoundsFile, terms: Iterable[str]) -> "Spelling":
        """Build the replacer from its data; `terms` are known by their sound too."""
        standard = file.dialect | file.homophones
        longest_first = sorted(standard, key=len, reverse=True)
        return cls(
            re.compile("|".join(map(re.escape, longest_first))), standard, Misheard(sounds, terms)
        )

    def standardise(self, text: str) -> str:
        """Return the text in the catalogue's spelling; words of the data go through this too."""
        return self.pattern.sub(lambda match: self.standard[match[0]], text.lower())

    def sentence(self, text: str) -> str:
        """Return the `plain` text as "。…。", or "" when nothing readable is in it.

        Both ends are marked with 。 so that a phrase of the data can say "at the end" (没。)
        or "this and nothing else" (。好的。).
        """
        text = _NOISE.sub(",", text)
        text = _PAUSE.sub(",", text)
        text = _STOP.sub("。", text)
        text = _EDGE.sub("", _QUESTION.sub("?", text))
        if not any(character.isalnum() for character in text):
            return ""
        return f"。{self.misheard.correct(self.standardise(text))}。"


def plain(text: str) -> str:
    """Return the text in compatibility form (full-width letters and signs become plain)."""
    return unicodedata.normalize("NFKC", text)
