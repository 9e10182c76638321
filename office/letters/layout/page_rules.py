"""The sheet: paper, margins, page numbers (GB/T 9704-2012, 5.2 and 7.5)."""

from collections.abc import Iterator
from typing import Any, Final

from docx.document import Document
from docx.oxml.ns import qn
from docx.section import Section

from catalogue.wording import staff_letter_check as words
from office.letters.filling import text_of
from office.letters.layout.line_rules import check_lines, of_first_page
from office.letters.layout.looks import Looks

_A4: Final = (210.0, 297.0)
_MARGINS: Final = {"top": 37.0, "bottom": 35.0, "left": 28.0, "right": 26.0}
_TOLERANCE: Final = 1.0  # millimetres, the standard's own
_DASH: Final = "—"
_RIGHT: Final = ("right", "end")
_BOX_ALIGN: Final = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}align"
_PAGE_NUMBER: Final = (14.0, ("宋体", "SimSun"))


def check_page(document: Document, looks: Looks) -> Iterator[str]:
    """Yield what is wrong with the first section's sheet."""
    section = document.sections[0]
    yield from _paper(section)
    yield from check_lines(document, section, looks)
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


def _page_numbers(document: Document, section: Section, looks: Looks) -> Iterator[str]:
    odd, even = section.footer._element, section.even_page_footer._element  # noqa: SLF001
    numbered = [paragraph for paragraph in odd.iter(qn("w:p")) if _has_number(paragraph)]
    if not numbered:
        yield words.FOOT_MISSING
        return
    first = of_first_page(section.first_page_footer, section.footer, section)
    if any(_has_number(paragraph) for paragraph in first.iter(qn("w:p"))):
        yield words.FOOT_ON_FIRST
    if text_of(numbered[0]).count(_DASH) != 2:  # noqa: PLR2004 - one on each side
        yield words.FOOT_DASHES
    if not (_stands_outside(odd) or _has_sides(document, looks, numbered[0], even)):
        yield words.FOOT_SIDES
    look, (size, fonts) = looks.of(numbered[0]), _PAGE_NUMBER
    if look.size != size:
        yield words.differs(words.FOOT, words.SIZE, words.size(look.size), words.size(size))
    if look.font not in fonts:
        yield words.differs(words.FOOT, words.FONT, look.font or words.UNKNOWN_FONT, fonts[0])


def _has_sides(document: Document, looks: Looks, odd: Any, even: Any) -> bool:
    """Whether odd pages have their number on the right and even ones theirs on the left."""
    if not document.settings.odd_and_even_pages_header_footer:
        return False
    left = [looks.of(each).align for each in even.iter(qn("w:p")) if _has_number(each)]
    return looks.of(odd).align in _RIGHT and bool(left) and left[0] not in (*_RIGHT, "center")


def _stands_outside(footer: Any) -> bool:
    """Whether the number is in a frame or box that Word itself puts on the outer side."""
    frames = (frame.get(qn("w:xAlign")) for frame in footer.iter(qn("w:framePr")))
    boxes = (align.text for align in footer.iter(_BOX_ALIGN))
    return "outside" in {*frames, *boxes}


def _has_number(paragraph: Any) -> bool:
    codes = "".join(code.text or "" for code in paragraph.iter(qn("w:instrText")))
    simple = [field.get(qn("w:instr")) or "" for field in paragraph.iter(qn("w:fldSimple"))]
    return "PAGE" in codes.split() or any("PAGE" in each.split() for each in simple)


def _mm(length: Any) -> float:
    return 0.0 if length is None else float(length.mm)
