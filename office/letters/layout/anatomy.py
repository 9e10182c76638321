"""Which paragraph of a letter is what: number, title, addressee, text, signature, date, copies.

A letter that a clerk typed has no marks; so its parts are told by what they say and where.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any, Final

from docx.document import Document
from docx.oxml.ns import qn

from office.letters.filling import text_of
from office.letters.layout.looks import Look, Looks

_NUMBER: Final = re.compile(
    r"^.{0,20}(?:[〔\[【（(［﹝].{0,6}\d{2,4}.{0,6}[〕\]】）)］﹞].*|〔\s*〕.*|\d{4}.*第.*)号$"
)
_ADDRESSEE: Final = re.compile(r"^\S.{1,200}[：:]$")
_DATE: Final = re.compile(
    r"^\s*(?:[\d〇○零一二三四五六七八九十]{2,4}\s*年.{1,4}月.{1,4}日|年\s*月\s*日|\d{4}[./-]\d+[./-]\d+)\s*$"
)
_ATTACHED: Final = re.compile(r"^附件[：:]")
_ANNEX: Final = re.compile(r"^附件\s*\d*$")
_COPIES: Final = re.compile(r"^抄送")
_RED: Final = "FF0000"
_TITLE_SIZE: Final = 18.0  # points; smaller lines above the addressee are no title


@dataclass(frozen=True, slots=True)
class Piece:
    """A paragraph with its place on the page, counted from 1 as an editor counts."""

    place: int
    text: str
    look: Look
    element: Any = field(repr=False)


@dataclass(frozen=True, slots=True)
class Anatomy:
    """The parts of a letter; what was not found is None or empty."""

    letterhead: Piece | None
    number: Piece | None
    title: tuple[Piece, ...]
    addressee: Piece | None
    text: tuple[Piece, ...]
    attached: tuple[Piece, ...]
    signed: Piece | None
    dated: Piece | None
    copies: Piece | None
    annexes: tuple[Piece, ...]
    everything: tuple[Piece, ...]


def dissect(document: Document, looks: Looks) -> Anatomy:
    """Return the parts of a letter."""
    pieces = tuple(
        Piece(place, text_of(element).strip(" \t"), looks.of(element), element)
        for place, element in enumerate(document.element.body.findall(qn("w:p")), 1)
    )
    there = tuple(piece for piece in pieces if piece.text.strip("　"))
    end = _end(there)
    letter = there[:end]
    addressed = _first([piece for piece in letter if piece.look.indent < 1], _ADDRESSEE)
    start = letter.index(addressed) if addressed else len(_above(letter))
    body = letter[start + 1 if addressed else start :]
    attached, signed, dated = _foot(body)
    foot = next((piece for piece in (*attached, signed, dated) if piece is not None), None)
    return Anatomy(
        letterhead=_letterhead(document, looks, letter[:start]),
        number=_first(letter[:start], _NUMBER),
        title=tuple(piece for piece in letter[:start] if _is_title(piece)),
        addressee=addressed,
        text=body if foot is None else body[: body.index(foot)],
        attached=attached,
        signed=signed,
        dated=dated,
        copies=_first(there, _COPIES),
        annexes=tuple(piece for piece in there[end:] if _ANNEX.match(piece.text)),
        everything=there,
    )


def _foot(body: Sequence[Piece]) -> tuple[tuple[Piece, ...], Piece | None, Piece | None]:
    """Return what stands below the text: the list of annexes, the office's name, the date."""
    dated = _first(body, _DATE)
    above = body if dated is None else body[: body.index(dated)]
    attached = _attached(above)
    if attached:
        above = above[above.index(attached[-1]) + 1 :]
    return attached, _signed(above, dated), dated


def _first(pieces: Sequence[Piece], pattern: re.Pattern[str]) -> Piece | None:
    return next((piece for piece in pieces if pattern.match(piece.text)), None)


def _above(pieces: Sequence[Piece]) -> Sequence[Piece]:
    """Return what stands above the text of a letter that addresses nobody."""
    last = max((n for n, piece in enumerate(pieces, 1) if _is_title(piece)), default=0)
    return pieces[:last]


def _is_title(piece: Piece) -> bool:
    return piece.look.size >= _TITLE_SIZE and piece.look.colour != _RED


def _end(pieces: Sequence[Piece]) -> int:
    """Return where annexes and copies begin."""
    for place, piece in enumerate(pieces):
        if _ANNEX.match(piece.text) or _COPIES.match(piece.text):
            return place
    return len(pieces)


def _attached(pieces: Sequence[Piece]) -> tuple[Piece, ...]:
    first = _first(pieces, _ATTACHED)
    if first is None:
        return ()
    begin = pieces.index(first)
    more = begin + 1
    while more < len(pieces) and re.match(r"^　*\d+[.．、]", pieces[more].text):
        more += 1
    return tuple(pieces[begin:more])


def _signed(pieces: Sequence[Piece], dated: Piece | None) -> Piece | None:
    """Return the line that names the office: the first of those moved to the right."""
    if dated is None:
        return None
    tail = [piece for piece in pieces[-4:] if piece.look.align in {"right", "end", "center"}]
    return tail[0] if tail else None


def _letterhead(document: Document, looks: Looks, above: Sequence[Piece]) -> Piece | None:
    section = document.sections[0]
    headers = (section.first_page_header, section.header)
    for header in headers:
        for paragraph in header.paragraphs:
            if paragraph.text.strip():
                element = paragraph._p  # noqa: SLF001 - the element is what looks read
                return Piece(0, paragraph.text.strip(), looks.of(element), element)
    return next((piece for piece in above if piece.look.colour == _RED), None)
