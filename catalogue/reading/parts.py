"""Cuts a long text where it hurts least, by bytes, as the platforms count them."""

from catalogue.reading.characters import last_whole_character

_PARAGRAPH, _LINE, _WORD = "\n\n", "\n", " "


def parts_of(text: str, most: int) -> list[str]:
    """Cut a text into parts of at most `most` bytes: between paragraphs, else between lines.

    Only a line that is too long by itself is cut inside, between words or characters. Nothing is
    lost but the blanks where it was cut.
    """
    parts: list[str] = []
    rest = text.strip()
    while len(rest.encode()) > most:
        start = rest.encode()[:most].decode(errors="ignore")
        cut = _cut(start, rest[len(start) :], most)
        parts.append(rest[:cut].rstrip())
        rest = rest[cut:].lstrip()
    return [*parts, rest] if rest else parts


def _cut(start: str, following: str, most: int) -> int:
    """Return where to end a part that holds at most `start`."""
    half, paragraph, line = len(start) // 2, start.rfind(_PARAGRAPH), start.rfind(_LINE)
    if following.startswith(_LINE):
        return len(start)
    if paragraph > half or line > half:
        return paragraph if paragraph > half else line
    cut_line = f"{start[line + 1 :]}{following}".partition(_LINE)[0]
    if line > 0 and len(cut_line.encode()) <= most:
        return line
    word = start.rfind(_WORD)
    return word if word > half else last_whole_character(start, following=following)
