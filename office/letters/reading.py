"""Word files read and made by a child: the web may use this, it never has docx in memory."""

import json
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Final

from casework.letters.content import CannotRender, LetterContent, canonical
from catalogue.wording import staff_letter_files as words
from office.letters.bounded import Bounds, Unfinished, run
from office.letters.child_files import CONTENT, KIND, MADE, MADE_PDF, TEMPLATE

MOST_BYTES: Final = 50 << 20
_BOUNDS: Final = Bounds(seconds=30, memory_kb=1_500_000)  # of address space
_BOUNDS_OF_PDF: Final = Bounds(seconds=90, memory_kb=2_500_000)  # with LibreOffice below it
_CHILD: Final = (sys.executable, "-m", "office.letters.child")


@dataclass(frozen=True, slots=True)
class TriedTemplate:
    """A made-up letter by a template, as a file, and what is wrong with its layout."""

    made: bytes
    findings: tuple[str, ...]


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


def render_in_child(
    content: LetterContent, photos: Mapping[str, bytes], template: bytes, kind: str
) -> bytes:
    """Do what `renderer.render` does, in a child. Raises CannotRender."""
    with TemporaryDirectory(prefix="guancha-letter-") as name:
        folder = Path(name)
        (folder / CONTENT).write_text(canonical(content), encoding="utf-8")
        (folder / KIND).write_text(kind, encoding="utf-8")
        (folder / TEMPLATE).write_bytes(template)
        for sha256, photo in photos.items():
            (folder / sha256).write_bytes(photo)
        made = _ask(b"", "make", name)
        if not made.readable:
            raise CannotRender(made.sentences)
        return (folder / MADE).read_bytes()


def try_template(template: bytes, kind: str, *, as_pdf: bool = False) -> TriedTemplate:
    """Fill a template with a made-up letter. Raises CannotRender, which names every mistake.

    `as_pdf`: the letter as PDF, by LibreOffice, instead of the Word file.
    """
    with TemporaryDirectory(prefix="guancha-letter-") as name:
        folder = Path(name)
        (folder / KIND).write_text(kind, encoding="utf-8")
        (folder / TEMPLATE).write_bytes(template)
        if as_pdf:
            tried, made = _ask(b"", "sample-pdf", name, bounds=_BOUNDS_OF_PDF), MADE_PDF
        else:
            tried, made = _ask(b"", "sample", name), MADE
        if not tried.readable:
            raise CannotRender(tried.sentences)
        return TriedTemplate((folder / made).read_bytes(), tried.sentences)


def _ask(data: bytes, *what: str, bounds: Bounds = _BOUNDS) -> Findings:
    if len(data) > MOST_BYTES:
        return Findings(readable=False, sentences=(words.UNREADABLE["too_large"],))
    try:
        readable, sentences = json.loads(run((*_CHILD, *what), bounds, data))
    except Unfinished as unfinished:
        return Findings(readable=False, sentences=(_why(late=unfinished.late),))
    return Findings(readable=readable, sentences=tuple(sentences))


def _why(*, late: bool) -> str:
    return words.UNREADABLE["bomb" if late else "broken"]
