"""What is wrong with a Word file, asked of a child: the web may use this, it imports no docx."""

import json
import sys
from dataclasses import dataclass
from typing import Final

from catalogue.wording import staff_letter_files as words
from office.letters.bounded import Bounds, Unfinished, run

MOST_BYTES: Final = 50 << 20
_BOUNDS: Final = Bounds(seconds=30, memory_kb=1_500_000)  # of address space
_CHILD: Final = (sys.executable, "-m", "office.letters.child")


@dataclass(frozen=True, slots=True)
class Findings:
    """Sentences for the clerk; not `readable`: the one sentence says why."""

    readable: bool
    sentences: tuple[str, ...]


def check_letter(data: bytes) -> Findings:
    """Say where a letter leaves the letter format."""
    return _ask(data, "letter")


def check_template(data: bytes, kind: str) -> Findings:
    """Say why a template cannot carry the letters of a kind."""
    return _ask(data, "template", kind)


def _ask(data: bytes, *what: str) -> Findings:
    if len(data) > MOST_BYTES:
        return Findings(readable=False, sentences=(words.UNREADABLE["too_large"],))
    try:
        readable, sentences = json.loads(run((*_CHILD, *what), _BOUNDS, data))
    except Unfinished as unfinished:
        return Findings(readable=False, sentences=(_why(late=unfinished.late),))
    return Findings(readable=readable, sentences=tuple(sentences))


def _why(*, late: bool) -> str:
    return words.UNREADABLE["bomb" if late else "broken"]
