"""Texts on their way into a Word file: what XML cannot hold, and what paper cannot show, goes."""

import re
import unicodedata
from typing import Final

# Tabs and the breaks of lines and pages end up as one space or a new paragraph, never as layout.
_LINE_BREAK: Final = re.compile(r"\r\n|[\n\r\v\f\x1c-\x1e\x85\u2028\u2029]")
_INVISIBLE: Final = {"Cc", "Cf", "Cs", "Cn", "Co"}
_BLANK: Final = re.compile(r"[ \t\u00a0]+")


def paragraphs(text: str) -> tuple[str, ...]:
    """Return the paragraphs of a text, cleaned, without empty ones."""
    cleaned = (_clean(part) for part in _LINE_BREAK.split(text))
    return tuple(part for part in cleaned if part)


def one_line(text: str) -> str:
    """Return a text as a single line."""
    return " ".join(paragraphs(text))


def _clean(text: str) -> str:
    shown = _BLANK.sub(" ", text)
    return "".join(each for each in shown if not _is_invisible(each)).strip(" ")


def _is_invisible(character: str) -> bool:
    """Whether a character is a control, half a surrogate pair or of no use on paper."""
    return unicodedata.category(character) in _INVISIBLE
