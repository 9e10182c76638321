"""Cuts a long text where it hurts least, by bytes, as the platforms count them."""

from typing import Final

from catalogue.reading.characters import last_whole_character

_GAPS: Final = ("\n\n", "\n", " ")


def parts_of(text: str, most: int) -> list[str]:
    """Cut a text into parts of at most `most` bytes: between paragraphs, else lines, else words.

    A part is at least half full; nothing is lost but the blanks where it was cut.
    """
    parts: list[str] = []
    rest = text.strip()
    while len(rest.encode()) > most:
        start = rest.encode()[:most].decode(errors="ignore")
        breaks = (start.rfind(gap) for gap in _GAPS)
        whole = last_whole_character(start, following=rest[len(start) :])
        cut = next((place for place in breaks if place > len(start) // 2), whole)
        parts.append(rest[:cut].rstrip())
        rest = rest[cut:].lstrip()
    return [*parts, rest] if rest else parts
