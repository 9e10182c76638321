"""What is written wrong wherever it stands: numbers, dates, fields left over, photos cut."""

import re
from collections.abc import Iterator
from datetime import date
from typing import Any, Final

from docx.document import Document
from docx.oxml.ns import qn

from catalogue.wording import staff_letter_check as words
from office.letters.filling import FIELD, fields_in, roots, text_of
from office.letters.layout.anatomy import Anatomy, Piece
from office.letters.layout.looks import Looks
from office.letters.template_check import left_in

_RIGHT_NUMBER: Final = re.compile(r"^\S{1,20}〔\d{4}〕[1-9]\d*号$")
_BLANK_NUMBER: Final = re.compile(r"〔[\s　]*〕|〔\d{4}〕[\s　]*号$")
_IN_WRONG_BRACKETS: Final = re.compile(r"[\[【（(［﹝]\s*\d{2,4}\s*[\]】）)］﹞]")
_ZEROS: Final = re.compile(r"(?<!\d)(\d{4})年0?(\d{1,2})月0?(\d{1,2})[日号]")
_SHORT_YEAR: Final = re.compile(r"(?<![\d年])\d{2}年\d{1,2}月\d{1,2}[日号]")
_POINTED: Final = re.compile(r"(?<![\d.])(20\d\d)[./-](\d{1,2})[./-](\d{1,2})(?![\d.])")
_IN_CHARACTERS: Final = re.compile(
    r"(\d{4}|二[〇○零一二三四五六七八九]{3})年"
    r"(\d{1,2}|[一二三四五六七八九十]{1,2})月(\d{1,2}|[一二三四五六七八九十]{1,3})[日号]"
)
_DIGITS: Final = str.maketrans("〇○零一二三四五六七八九", "000123456789")


def check_marks(document: Document, parts: Anatomy, looks: Looks) -> Iterator[str]:
    """Yield what is written wrong."""
    if parts.number is not None:
        yield from _number(parts.number.text)
    for piece in parts.everything:
        yield from _dates(piece)
    if any(fields_in(each) for root in roots(document) for each in root.iter(qn("w:p"))):
        yield words.FIELDS_LEFT
    yield from _cut_photos(document, looks)
    yield from left_in(document)


def _number(text: str) -> Iterator[str]:
    if _RIGHT_NUMBER.match(text) or FIELD.search(text):
        return
    if _BLANK_NUMBER.search(text):
        yield words.NUMBER_BLANK
        return
    found = [sentence for pattern, sentence in _NUMBER_MISTAKES if pattern.search(text)]
    yield from found or [words.NUMBER_FORM]


_NUMBER_MISTAKES: Final = (
    (_IN_WRONG_BRACKETS, words.NUMBER_BRACKETS),
    (re.compile(r"[^\d]\d{2}[〕\]】）)］﹞]"), words.NUMBER_YEAR),
    (re.compile(r"第\s*\d+\s*号"), words.NUMBER_ORDINAL),
    (re.compile(r"[^\d]0\d*\s*号"), words.NUMBER_ZERO),
)


def _dates(piece: Piece) -> Iterator[str]:
    where = words.paragraph(piece.place, piece.text)
    for pattern in (_ZEROS, _POINTED, _IN_CHARACTERS):
        for found in pattern.finditer(piece.text):
            year, month, day = (_arabic(part) for part in found.groups())
            right = f"{year}年{month}月{day}日"
            if not _is_a_day(year, month, day):
                yield words.impossible_date(where, found[0])
            elif found[0] != right:
                yield words.date_form(where, found[0], right)
    for short in _SHORT_YEAR.findall(piece.text):
        yield words.short_year(where, short)


def _is_a_day(year: int, month: int, day: int) -> bool:
    try:
        date(year, month, day)
    except ValueError:
        return False
    return True


def _arabic(part: str) -> int:
    """Return a number of a date, written in figures or in characters up to 三十一."""
    if part.isascii():
        return int(part)
    tens, ten, ones = part.partition("十")
    if not ten:
        return int(part.translate(_DIGITS))
    return int(tens.translate(_DIGITS) or 1) * 10 + int(ones.translate(_DIGITS) or 0)


def _cut_photos(document: Document, looks: Looks) -> Iterator[str]:
    for place, paragraph in enumerate(document.element.body.iter(qn("w:p")), 1):
        if _shows_a_photo(paragraph) and looks.of(paragraph).exact is not None:
            yield words.photo_cut(words.paragraph(place, text_of(paragraph)))


def _shows_a_photo(paragraph: Any) -> bool:
    """Whether a picture stands in the line; one that floats is not cut."""
    inline = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}inline"
    return next(paragraph.iter(inline), None) is not None
