"""Which paragraph of a letter is what: number, title, addressee, text, signature, date, copies.

A letter that a clerk typed has no marks; so its parts are told by what they say and where.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any, Final

from docx.document import Document
from docx.oxml.ns import qn

from office.letters.filling import text_of
from office.letters.layout.looks import Look, Looks, is_red

_NUMBER: Final = re.compile(
    r"^.{0,20}(?:[〔\[【（(［﹝].{0,6}\d{2,4}.{0,6}[〕\]】）)］﹞].*|〔\s*〕.*|\d{4}.*第.*)号$"
)
_SOME_NUMBER: Final = re.compile(
    r"^[^。；，]{0,20}(?:[12]\d{3}|[１２][０-９]{3}).{0,6}[\d０-９一二三四五六七八九十]+.?\s*号?$"
)  # no brackets, no 号: a clerk meant a number
_WRAPPERS: Final = (qn("w:sdt"), qn("w:sdtContent"), qn("w:customXml"))
FALLBACK: Final = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
_ADDRESSEE: Final = re.compile(r"^\S.{1,200}[：:]$")
_DATE: Final = re.compile(
    r"^\s*(?:[\d〇○零一二三四五六七八九十]{2,4}\s*年.{1,4}月.{1,4}[日号]|年\s*月\s*日|\d{4}[./-]\d+[./-]\d+)\s*$"
)
_ATTACHED: Final = re.compile(r"^附件[：:]")
_ANNEX: Final = re.compile(r"^附件\s*\d*$")
_COPIES: Final = re.compile(r"^抄送")
_TITLE_SIZE: Final = 18.0  # points; smaller lines above the addressee are no title


@dataclass(frozen=True, slots=True)
class Piece:
    """A paragraph with its place on the page, counted from 1 as an editor counts.

    `runs` are (text, look) of its parts.
    """

    place: int
    text: str
    look: Look
    runs: tuple[tuple[str, Look], ...] = field(repr=False)


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
    body = document.element.body
    pieces = tuple(_piece(place, each, looks) for place, each in enumerate(_flow(body), 1))
    there = tuple(piece for piece in pieces if piece.text.strip("　"))
    end = _end(there)
    letter = there[:end]
    addressed = _first([piece for piece in letter if piece.look.indent < 1], _ADDRESSEE)
    start = letter.index(addressed) if addressed else len(_above(letter))
    text = letter[start + 1 if addressed else start :]
    attached, signed, dated = _foot(text)
    foot = next((piece for piece in (*attached, signed, dated) if piece is not None), None)
    boxed = tuple(_piece(0, each, looks) for each in _in_boxes(body))
    return Anatomy(
        letterhead=_letterhead(document, looks, (*letter[:start], *boxed)),
        number=_number([piece for piece in (*letter[:start], *boxed) if not _is_title(piece)]),
        title=tuple(piece for piece in letter[:start] if _is_title(piece)),
        addressee=addressed,
        text=text if foot is None else text[: text.index(foot)],
        attached=attached,
        signed=signed,
        dated=dated,
        copies=_first(there, _COPIES),
        annexes=tuple(piece for piece in there[end:] if _ANNEX.match(piece.text)),
        everything=there,
    )


def _piece(place: int, element: Any, looks: Looks) -> Piece:
    return Piece(place, text_of(element).strip(" \t"), looks.of(element), looks.within(element))


def _flow(root: Any) -> Iterator[Any]:
    """Yield the paragraphs of the text, those in content controls too, without tables."""
    for element in root:
        if element.tag == qn("w:p"):
            yield element
        elif element.tag in _WRAPPERS:
            yield from _flow(element)


def _in_boxes(root: Any) -> Iterator[Any]:
    """Yield the paragraphs of text boxes; the copies for older programs are left out."""
    for box in root.iter(qn("w:txbxContent")):
        if next(box.iterancestors(FALLBACK), None) is None:
            yield from box.iter(qn("w:p"))


def _number(pieces: Sequence[Piece]) -> Piece | None:
    return _first(pieces, _NUMBER) or _first(pieces, _SOME_NUMBER)


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
    return piece.look.size >= _TITLE_SIZE and not is_red(piece.look.colour)


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
    for header in (section.first_page_header, section.header):
        root = header._element  # noqa: SLF001 - text boxes have no public way
        for element in (*root.findall(qn("w:p")), *_in_boxes(root)):
            piece = _piece(0, element, looks)
            if piece.text.strip():
                return piece
    return next((piece for piece in above if is_red(piece.look.colour)), None)
