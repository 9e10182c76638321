"""The sheet: paper, margins, red lines, page numbers (GB/T 9704-2012, 5.2, 7.5 and 10.1)."""

from collections.abc import Iterator
from typing import Any, Final

from docx.document import Document
from docx.oxml.ns import qn
from docx.section import Section

from catalogue.wording import staff_letter_check as words
from office.letters.filling import text_of
from office.letters.layout.looks import Looks

_A4: Final = (210.0, 297.0)
_MARGINS: Final = {"top": 37.0, "bottom": 35.0, "left": 28.0, "right": 26.0}
_TOLERANCE: Final = 1.0  # millimetres, the standard's own
_TEXT_WIDTH, _LINE_LENGTH = 156.0, 170.0
_LINE_TOLERANCE: Final = 2.0
_RED: Final = "FF0000"
_NO_LINE: Final = {"nil", "none"}
_DASH: Final = "—"
_PAGE_NUMBER: Final = (14.0, ("宋体", "SimSun"))
_DRAWN: Final = ("{http://schemas.openxmlformats.org/drawingml/2006/main}srgbClr", "val")


def check_page(document: Document, looks: Looks) -> Iterator[str]:
    """Yield what is wrong with the first section's sheet."""
    section = document.sections[0]
    yield from _paper(section)
    yield from _red_lines(document, section, looks)
    yield from _page_numbers(document, section, looks)


def _paper(section: Section) -> Iterator[str]:
    found = (_mm(section.page_width), _mm(section.page_height))
    if any(abs(is_ - right) > _TOLERANCE for is_, right in zip(found, _A4, strict=True)):
        shown, right = (
            " × ".join(words.millimetres(each) for each in size) for size in (found, _A4)
        )
        yield words.differs(words.PAPER, "纸张", shown, f"A4（{right}）")
    for side, wanted in _MARGINS.items():
        margin = _mm(getattr(section, f"{side}_margin"))
        if abs(margin - wanted) > _TOLERANCE:
            shown = words.millimetres(margin)
            yield words.differs(words.PAPER, words.SIDES[side], shown, words.millimetres(wanted))


def _red_lines(document: Document, section: Section, looks: Looks) -> Iterator[str]:
    body = document.element.body
    head = _first_page(section.first_page_header, section.header, section)
    foot = _first_page(section.first_page_footer, section.footer, section)
    above = [*_lines_in(head), *_lines_in(body)]
    drawn = [line for line in above if line[1] is None]  # by hand, anywhere on the first page
    below = _lines_in(foot) or drawn[1:]
    for lines, missing in (
        (above, words.UPPER_LINE_MISSING),
        (below, words.LOWER_LINE_MISSING),
    ):
        if not lines:
            yield missing
        elif all(colour != _RED for colour, _ in lines):
            yield words.differs(words.LINES, words.COLOUR, f"#{lines[0][0]}", words.RED)
    yield from _line_length(section, looks, [*above, *below])


def _line_length(section: Section, looks: Looks, lines: list[tuple[str, Any]]) -> Iterator[str]:
    """Measure the red borders; on wrong margins they are wrong too, and that is said already."""
    width = _mm(section.page_width) - _mm(section.left_margin) - _mm(section.right_margin)
    if abs(width - _TEXT_WIDTH) > _LINE_TOLERANCE:
        return
    for colour, paragraph in lines:
        if paragraph is None or colour != _RED:
            continue
        length = width - sum(looks.length(paragraph, side) for side in ("left", "right"))
        if abs(length - _LINE_LENGTH) > _LINE_TOLERANCE:
            shown, right = words.millimetres(length), words.millimetres(_LINE_LENGTH)
            yield words.differs(words.LINES, words.WIDTH, shown, right)
            return


def _first_page(first: Any, other: Any, section: Section) -> Any:
    """Return the element of the header or footer that the first page shows."""
    shown = first if section.different_first_page_header_footer else other
    return shown._element  # noqa: SLF001 - lines have no public way


def _lines_in(root: Any) -> list[tuple[str, Any]]:
    """Return each line across the page: its colour, and its paragraph where it is a border."""
    borders = [
        (_colour(border), paragraph)
        for paragraph in root.iter(qn("w:p"))
        if next(paragraph.iterancestors(qn("w:tbl")), None) is None
        for edge in ("w:top", "w:bottom")
        for border in paragraph.iterfind(f"{qn('w:pPr')}/{qn('w:pBdr')}/{qn(edge)}")
        if border.get(qn("w:val")) not in _NO_LINE
    ]
    tag, value = _DRAWN
    drawn = [(str(colour.get(value)).upper(), None) for colour in root.iter(tag)]
    return borders + drawn


def _colour(border: Any) -> str:
    return str(border.get(qn("w:color")) or "000000").upper()


def _page_numbers(document: Document, section: Section, looks: Looks) -> Iterator[str]:
    odd, even = section.footer._element, section.even_page_footer._element  # noqa: SLF001
    numbered = [paragraph for paragraph in odd.iter(qn("w:p")) if _has_number(paragraph)]
    if not numbered:
        yield words.FOOT_MISSING
        return
    first = _first_page(section.first_page_footer, section.footer, section)
    if any(_has_number(paragraph) for paragraph in first.iter(qn("w:p"))):
        yield words.FOOT_ON_FIRST
    if text_of(numbered[0]).count(_DASH) != 2:  # noqa: PLR2004 - one on each side
        yield words.FOOT_DASHES
    both = document.settings.odd_and_even_pages_header_footer
    if not both or not any(_has_number(paragraph) for paragraph in even.iter(qn("w:p"))):
        yield words.FOOT_SIDES
    look, (size, fonts) = looks.of(numbered[0]), _PAGE_NUMBER
    if look.size != size:
        yield words.differs(words.FOOT, words.SIZE, words.size(look.size), words.size(size))
    if look.font not in fonts:
        yield words.differs(words.FOOT, words.FONT, look.font or words.UNKNOWN_FONT, fonts[0])


def _has_number(paragraph: Any) -> bool:
    codes = "".join(code.text or "" for code in paragraph.iter(qn("w:instrText")))
    simple = [field.get(qn("w:instr")) or "" for field in paragraph.iter(qn("w:fldSimple"))]
    return "PAGE" in codes.split() or any("PAGE" in each.split() for each in simple)


def _mm(length: Any) -> float:
    return 0.0 if length is None else float(length.mm)
