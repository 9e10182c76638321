"""What a cell of a sheet shows to people."""

import unicodedata
from typing import Final

from casework.sheets.xlsx_reader import Value

_INVISIBLE: Final = {"Cc", "Cf", "Zl", "Zp"}  # control and format characters, line separators


def plain(value: Value) -> str:
    """Return what the cell shows on one line, without invisible characters and outer spaces."""
    if isinstance(value, float):
        return str(int(value)) if value.is_integer() else repr(value)
    visible = (
        " " if character in "\n\r\t" else character
        for character in value or ""
        if character in "\n\r\t" or unicodedata.category(character) not in _INVISIBLE
    )
    return " ".join("".join(visible).split())
