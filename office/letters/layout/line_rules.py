"""The two red double lines of the first page (GB/T 9704-2012, 10.1).

They are borders of paragraphs, as ours are, or drawn; programs of different ages draw in two ways.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, Final

from docx.document import Document
from docx.oxml.ns import qn
from docx.section import Section

from catalogue.wording import staff_letter_check as words
from office.letters.layout.anatomy import FALLBACK
from office.letters.layout.looks import Looks, is_red

_TEXT_WIDTH, _LINE_LENGTH = 156.0, 170.0  # millimetres
_TOLERANCE: Final = 2.0
_EMU_A_MM: Final = 36000
_NO_LINE: Final = {"nil", "none"}
_TWO_IN_ONE: Final = ("double", "thick", "thin")  # how Word's names of double borders begin
_MAIN: Final = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
_PLACED: Final = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}"
_OLD_SHAPES: Final = "{urn:schemas-microsoft-com:vml}"
_STRAIGHT: Final = ("line", "straightConnector1")


@dataclass(frozen=True, slots=True)
class RedLine:
    """A line across the page. `weight`: Word's number for a border, 0 for a drawn one.

    `double`: two lines in one; `length` in millimetres, 0 where it is not known.
    """

    colour: str
    weight: float
    double: bool
    length: float

    @property
    def drawn(self) -> bool:
        """Whether it is no border."""
        return self.weight == 0


def check_lines(document: Document, section: Section, looks: Looks) -> Iterator[str]:
    """Yield what is wrong with the lines above and below the first page's text."""
    width = sum(
        sign * float(length.mm) if length is not None else 0.0
        for sign, length in (
            (1, section.page_width),
            (-1, section.left_margin),
            (-1, section.right_margin),
        )
    )
    head = of_first_page(section.first_page_header, section.header, section)
    foot = of_first_page(section.first_page_footer, section.footer, section)
    above = [*_lines_in(head, looks, width), *_lines_in(document.element.body, looks, width)]
    below = _lines_in(foot, looks, width) or [line for line in above if line.drawn][1:]
    missing = (words.UPPER_LINE_MISSING, words.LOWER_LINE_MISSING)
    single = (words.UPPER_LINE_SINGLE, words.LOWER_LINE_SINGLE)
    for place, lines in enumerate((above, below)):
        red = [line for line in lines if is_red(line.colour)]
        if not lines:
            yield missing[place]
        elif not red:
            yield words.differs(words.LINES, words.COLOUR, f"#{lines[0].colour}", words.RED)
        elif not _is_double(red, thick_first=place == 0):
            yield single[place]
    yield from _lengths([*above, *below], width)


def of_first_page(first: Any, other: Any, section: Section) -> Any:
    """Return the element of the header or footer that the first page shows."""
    shown = first if section.different_first_page_header_footer else other
    return shown._element  # noqa: SLF001 - lines have no public way


def _is_double(red: list[RedLine], *, thick_first: bool) -> bool:
    """Whether red lines are a thick and a thin one; what is drawn is not looked at so closely."""
    if any(line.drawn or line.double for line in red):
        return True
    if len(red) == 1:
        return False
    upper, lower = red[0].weight, red[1].weight
    return upper > lower if thick_first else upper < lower


def _lengths(lines: list[RedLine], width: float) -> Iterator[str]:
    """Measure the red lines; on wrong margins they are wrong too, and that is said already."""
    if abs(width - _TEXT_WIDTH) > _TOLERANCE:
        return
    for line in lines:
        wrong = line.length and abs(line.length - _LINE_LENGTH) > _TOLERANCE
        if wrong and is_red(line.colour):
            shown, right = words.millimetres(line.length), words.millimetres(_LINE_LENGTH)
            yield words.differs(words.LINES, words.WIDTH, shown, right)
            return


def _lines_in(root: Any, looks: Looks, width: float) -> list[RedLine]:
    return [*_borders(root, looks, width), *_drawn(root), *_drawn_of_old(root)]


def _borders(root: Any, looks: Looks, width: float) -> Iterator[RedLine]:
    for paragraph in root.iter(qn("w:p")):
        if next(paragraph.iterancestors(qn("w:tbl")), None) is not None:
            continue
        length = width - sum(looks.length(paragraph, side) for side in ("left", "right"))
        for edge in ("w:top", "w:bottom"):
            for border in paragraph.iterfind(f"{qn('w:pPr')}/{qn('w:pBdr')}/{qn(edge)}"):
                name = border.get(qn("w:val")) or ""
                if name not in _NO_LINE:
                    colour = str(border.get(qn("w:color")) or "000000").upper()
                    weight = float(border.get(qn("w:sz")) or 1)
                    yield RedLine(colour, weight, name.startswith(_TWO_IN_ONE), length)


def _drawn(root: Any) -> Iterator[RedLine]:
    for colour in root.iter(f"{_MAIN}srgbClr"):
        if next(colour.iterancestors(FALLBACK), None) is None:
            yield RedLine(str(colour.get("val")).upper(), 0, double=False, length=_extent(colour))


def _extent(colour: Any) -> float:
    """Return the length of a straight line that is drawn, 0 for other shapes."""
    for frame in colour.iterancestors(f"{_PLACED}anchor", f"{_PLACED}inline"):
        shapes = [each.get("prst") for each in frame.iter(f"{_MAIN}prstGeom")]
        extent = frame.find(f"{_PLACED}extent")
        if len(shapes) == 1 and shapes[0] in _STRAIGHT and extent is not None:
            return float(extent.get("cx") or 0) / _EMU_A_MM
    return 0.0


def _drawn_of_old(root: Any) -> Iterator[RedLine]:
    for name in ("line", "shape", "rect"):
        for shape in root.iter(f"{_OLD_SHAPES}{name}"):
            colour = str(shape.get("strokecolor") or "").split(" ")[0].lstrip("#").upper()
            if colour and next(shape.iterancestors(FALLBACK), None) is None:
                yield RedLine("FF0000" if colour == "F00" else colour, 0, double=False, length=0)
