"""From an observer's message to the answers it gives: pure, and strict about what is an answer.

A message is an answer only as a whole: 没有 and 3米2 are, 没有护栏 and 3米2宽的路塌了 are notes.
(Source: issue 4 item 2, "Bad input".)
"""

import re
import unicodedata
from collections.abc import Sequence

from catalogue.cards.cards import Field
from catalogue.cards.field_answers import LONGEST, SKIP, Reading, bare, read_answer

_NUMBERED = re.compile(r"(?:^|(?<=[\s,，;；、。.]))(?P<place>[1-3])(?P<mark>[.、:：)）\s]*)")
_NEXT_PLACE = re.compile(r"[\s,，;；、。]*(?=[1-3])")
_ALL = re.compile(r"(?:都|全部?)(?=.)")
_CUTS = re.compile(r"[\s,，;；、/。]+")
_SKIPS_ALL = frozenset(
    ("都跳过", "全跳过", "都不答", "不答了", "不晓得", "不知道", "不清楚", "都不晓得", "都不清楚")
)


def skips_all(text: str) -> bool:
    """Whether the message says to leave all that was asked."""
    words = bare(text)
    return words in SKIP or words in _SKIPS_ALL


def read_answers(text: str, asked: Sequence[Field]) -> dict[str, Reading]:
    """Return {field id: reading} for the fields a message answers, empty if it is no answer.

    Understood are answers by the question's number (1没有 2是 3三米二), one after another
    (没有，A，3米2), and a single one, which goes to the first question that it fits.
    """
    plain = unicodedata.normalize("NFKC", text).strip()
    if not plain or len(plain) > LONGEST or not asked:
        return {}
    if len(asked) > 1 and (for_all := _ALL.match(plain)):
        return _the_same(plain[for_all.end() :], asked)
    return _numbered(plain, asked) or _one_after_another(plain, asked) or _single(plain, asked)


def _the_same(text: str, asked: Sequence[Field]) -> dict[str, Reading]:
    """Read 都没看到, 都有: one answer for everything, which must fit everything."""
    readings = {field.id: read_answer(text, field, by_digit=False) for field in asked}
    fitting = {key: reading for key, reading in readings.items() if reading is not None}
    return fitting if len(fitting) == len(asked) else {}


def _numbered(text: str, asked: Sequence[Field]) -> dict[str, Reading]:
    """Read 1没有 2是 3三米二; every part must be an answer, and the numbers must rise."""
    found: dict[str, Reading] = {}
    rest, place = text, 0
    while rest:
        begun = _NUMBERED.match(rest)
        if begun is None or not place < int(begun["place"]) <= len(asked):
            return {}
        runs_on = not begun["mark"] and rest[begun.end() : begun.end() + 1].isdecimal()
        place = int(begun["place"])
        part = _first_part(rest[begun.end() :], asked[place - 1])
        if part is None:
            return {}
        reading, rest = part
        if runs_on and not found and not rest:
            return {}  # 13.5 is one number, 13.5 2有 is two answers
        found[asked[place - 1].id] = reading
    return found


def _first_part(text: str, field: Field) -> tuple[Reading, str] | None:
    """Return the answer at the start, as long as it can be, and what follows it."""
    ends = [cut.start() for cut in _NEXT_PLACE.finditer(text) if cut.start() > 0]
    for end in [len(text), *reversed(ends)]:
        reading = read_answer(text[:end].strip(" ,，;；、。"), field)
        if reading is not None:
            return reading, text[end:].lstrip(" ,，;；、。")
    return None


def _one_after_another(text: str, asked: Sequence[Field]) -> dict[str, Reading]:
    parts = [part for part in _CUTS.split(text) if part]
    if not 1 < len(parts) <= len(asked):
        return {}
    found: dict[str, Reading] = {}
    for part, field in zip(parts, asked, strict=False):
        reading = read_answer(part, field)
        if reading is None:
            return {}
        found[field.id] = reading
    return found


def _single(text: str, asked: Sequence[Field]) -> dict[str, Reading]:
    alone = len(asked) == 1
    for field in asked:
        reading = read_answer(text, field, by_digit=alone)
        if reading is not None:
            return {field.id: reading}
    return {}
