"""What somebody typed into a form, without what nobody sees."""

import unicodedata
from typing import Final

_HIDDEN: Final = frozenset({"Cc", "Cf", "Cs"})  # controls, marks of direction and width, halves


def as_typed(text: str) -> str:
    """Return a text with plain line ends and no hidden characters around or in it.

    A mark of direction would print a letter's title backwards, one of no width makes an empty
    field look filled, and PostgreSQL keeps no NUL.
    """
    lines = text.replace("\r\n", "\n").replace("\t", " ")
    shown = (c for c in lines if c == "\n" or unicodedata.category(c) not in _HIDDEN)
    return "".join(shown).strip()
