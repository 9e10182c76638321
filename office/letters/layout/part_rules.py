"""The parts of a letter: fonts, sizes, places and endings (GB/T 9704-2012, 7.2 to 7.4, 10.1)."""

import re
from collections.abc import Iterator
from typing import Final

from catalogue.wording import staff_letter_check as words
from office.letters.layout.anatomy import Anatomy, Piece
from office.letters.layout.looks import Look, is_red

FANGSONG: Final = (
    "仿宋_GB2312",
    "仿宋",
    "FangSong",
    "FangSong_GB2312",
    "方正仿宋_GBK",
    "方正仿宋简体",
)
KAITI: Final = ("楷体_GB2312", "楷体", "KaiTi", "KaiTi_GB2312", "方正楷体_GBK", "方正楷体简体")
HEITI: Final = ("黑体", "SimHei", "方正黑体_GBK", "方正黑体简体")
XIAOBIAOSONG: Final = ("方正小标宋简体", "方正小标宋_GBK", "小标宋", "方正小标宋")
_TEXT, _TITLE, _COPIES = 16.0, 22.0, 14.0  # points
_SPACING: Final = (28.0, 30.0)
_FIRST_LEVEL: Final = re.compile(r"^　*[一二三四五六七八九十]+、")
_SECOND_LEVEL: Final = re.compile(r"^　*（[一二三四五六七八九十]+）")
_MARKS: Final = "。！？，；：、.!?,;"
_TITLE_ENDS: Final = ("函", "通知")
_TWO: Final = 2.0  # characters
_NEARLY: Final = 0.3
_BLANK: Final = re.compile(r"[\s　]")


def check_parts(parts: Anatomy) -> Iterator[str]:
    """Yield what is wrong with each part, from the top of the page to its foot."""
    yield from _letterhead(parts.letterhead)
    yield from _number(parts.number)
    yield from _title(parts.title)
    yield from _addressee(parts.addressee)
    for piece in parts.text:
        yield from _text(piece)
    yield from _attached(parts)
    yield from _signature(parts)
    yield from _copies(parts)


def _letterhead(mark: Piece | None) -> Iterator[str]:
    if mark is None:
        yield words.LETTERHEAD_MISSING
        return
    yield from _font(words.LETTERHEAD, mark, XIAOBIAOSONG)
    if not is_red(mark.look.colour):
        yield words.differs(words.LETTERHEAD, words.COLOUR, _shown_colour(mark), words.RED)
    yield from _align(words.LETTERHEAD, mark, "center")


def _number(number: Piece | None) -> Iterator[str]:
    if number is None:
        yield words.NUMBER_MISSING
        return
    yield from _font(words.NUMBER, number, FANGSONG)
    yield from _size(words.NUMBER, number, _TEXT)
    yield from _align(words.NUMBER, number, "right")


def _title(title: tuple[Piece, ...]) -> Iterator[str]:
    if not title:
        yield words.TITLE_MISSING
        return
    for piece in title:
        yield from _font(words.TITLE, piece, XIAOBIAOSONG)
        yield from _size(words.TITLE, piece, _TITLE)
        yield from _align(words.TITLE, piece, "center")
        yield from _not_bold(words.TITLE, piece)
    if title[-1].text.endswith(tuple(_MARKS)):
        yield words.TITLE_END
    elif not title[-1].text.endswith(_TITLE_ENDS):
        yield words.TITLE_KIND


def _addressee(addressee: Piece | None) -> Iterator[str]:
    if addressee is None:
        yield words.ADDRESSEE_MISSING
        return
    yield from _font(words.ADDRESSEE, addressee, FANGSONG)
    yield from _size(words.ADDRESSEE, addressee, _TEXT)
    if addressee.text.endswith(":"):
        yield words.ADDRESSEE_COLON


def _text(piece: Piece) -> Iterator[str]:
    where = words.paragraph(piece.place, piece.text)
    yield from _font(where, piece, FANGSONG, *_heading_fonts(piece))
    yield from _size(where, piece, _TEXT)
    yield from _not_bold(where, piece)
    low, high = _SPACING
    pitch = piece.look.pitch
    if pitch is None:
        yield words.not_fixed(where)
    elif not low <= pitch <= high:
        yield words.differs(where, words.SPACING, words.fixed(pitch), words.RIGHT_SPACING)
    blanks = len(piece.text) - len(piece.text.lstrip("　"))
    if abs(piece.look.indent + blanks - _TWO) > _NEARLY:
        yield words.not_indented(where)


def _heading_fonts(piece: Piece) -> tuple[str, ...]:
    """Return the fonts that a heading of this level may have besides that of the text."""
    if _FIRST_LEVEL.match(piece.text):
        return HEITI
    return KAITI if _SECOND_LEVEL.match(piece.text) else ()


def _attached(parts: Anatomy) -> Iterator[str]:
    for piece in parts.attached:
        yield from _font(words.ATTACHED, piece, FANGSONG)
        yield from _size(words.ATTACHED, piece, _TEXT)
        if piece.text.endswith(tuple(_MARKS)):
            yield words.ATTACHED_END
    if len(parts.attached) != len(parts.annexes):
        yield words.ATTACHED_FEWER


def _signature(parts: Anatomy) -> Iterator[str]:
    if parts.dated is None:
        yield words.DATED_MISSING
        return
    if not _BLANK.sub("", parts.dated.text).strip("年月日"):
        yield words.DATED_BLANK
    if parts.signed is None:
        yield words.SIGNED_MISSING
    for where, piece in ((words.SIGNED, parts.signed), (words.DATED, parts.dated)):
        if piece is not None:
            yield from _font(where, piece, FANGSONG)
            yield from _size(where, piece, _TEXT)


def _copies(parts: Anatomy) -> Iterator[str]:
    copies = parts.copies
    if copies is None:
        return
    yield from _font(words.COPIES, copies, FANGSONG)
    yield from _size(words.COPIES, copies, _COPIES)
    if not copies.text.endswith("。"):
        yield words.COPIES_END
    below = parts.everything[parts.everything.index(copies) + 1 :]
    if any(piece.text.endswith("印发") for piece in below):
        yield words.COPIES_OFFICE


def _not_bold(where: str, piece: Piece) -> Iterator[str]:
    if piece.look.bold or any(look.bold for _, look in piece.runs):
        yield words.bold(where)


def _font(where: str, piece: Piece, fonts: tuple[str, ...], *others: str) -> Iterator[str]:
    for here, look in _spots(where, piece):
        if look.font not in (*fonts, *others):
            found = look.font or words.UNKNOWN_FONT
            right = others if others and here == where else fonts  # a heading, then its text
            yield words.differs(here, words.FONT, found, right[0])
            return


def _size(where: str, piece: Piece, points: float) -> Iterator[str]:
    for here, look in _spots(where, piece):
        if look.size != points:
            yield words.differs(here, words.SIZE, words.size(look.size), words.size(points))
            return


def _spots(where: str, piece: Piece) -> Iterator[tuple[str, Look]]:
    """Yield (where, look) of a paragraph as a whole, then of each part that looks otherwise."""
    yield where, piece.look
    for text, look in piece.runs:
        if look != piece.look:
            yield words.part_of(where, text), look


def _align(where: str, piece: Piece, align: str) -> Iterator[str]:
    found = {"start": "left", "end": "right"}.get(piece.look.align, piece.look.align)
    if found != align:
        shown = words.ALIGNS.get(found, found)
        yield words.differs(where, words.PLACE, shown, words.ALIGNS[align])


def _shown_colour(piece: Piece) -> str:
    return f"#{piece.look.colour}" if piece.look.colour not in {"", "AUTO"} else words.BLACK
