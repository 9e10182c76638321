"""What clerks do to a good letter in Word: faults, and right things done in another way."""

from collections.abc import Callable
from copy import deepcopy

from docx.document import Document
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, Pt, RGBColor
from docx.text.paragraph import Paragraph


def starting(document: Document, start: str) -> Paragraph:
    return next(each for each in document.paragraphs if each.text.startswith(start))


def says(start: str, text: str) -> Callable[[Document], None]:
    def change(document: Document) -> None:
        paragraph = starting(document, start)
        for run in paragraph.runs[1:]:
            run._r.getparent().remove(run._r)
        paragraph.runs[0].text = text

    return change


def font(start: str, name: str) -> Callable[[Document], None]:
    def change(document: Document) -> None:
        for run in starting(document, start).runs:
            run.font.name = name
            run._r.rPr.rFonts.set(qn("w:eastAsia"), name)

    return change


def size(start: str, points: float) -> Callable[[Document], None]:
    def change(document: Document) -> None:
        for run in starting(document, start).runs:
            run.font.size = Pt(points)

    return change


def form(start: str, name: str, value: object) -> Callable[[Document], None]:
    def change(document: Document) -> None:
        setattr(starting(document, start).paragraph_format, name, value)

    return change


def without(start: str) -> Callable[[Document], None]:
    def change(document: Document) -> None:
        element = starting(document, start)._p
        element.getparent().remove(element)

    return change


def section(name: str, value: object) -> Callable[[Document], None]:
    def change(document: Document) -> None:
        setattr(document.sections[0], name, value)

    return change


def head(document: Document) -> Paragraph:
    return document.sections[0].first_page_header.paragraphs[0]


def black_letterhead(document: Document) -> None:
    head(document).runs[0].font.color.rgb = RGBColor(0, 0, 0)


def black_lines(document: Document) -> None:
    for border in document.sections[0].first_page_header._element.iter(qn("w:bottom")):
        border.set(qn("w:color"), "000000")


def no_upper_line(document: Document) -> None:
    for borders in list(document.sections[0].first_page_header._element.iter(qn("w:pBdr"))):
        borders.getparent().remove(borders)


def no_lower_line(document: Document) -> None:
    for borders in list(document.sections[0].first_page_footer._element.iter(qn("w:pBdr"))):
        borders.getparent().remove(borders)


def short_line(document: Document) -> None:
    head(document).paragraph_format.left_indent = Mm(0)
    head(document).paragraph_format.right_indent = Mm(0)


def number_on_the_first_page(document: Document) -> None:
    first = document.sections[0].first_page_footer.paragraphs[0]._p
    for run in document.sections[0].footer.paragraphs[0].runs:
        first.append(run._r.__copy__())


def no_page_numbers(document: Document) -> None:
    for run in document.sections[0].footer.paragraphs[0].runs:
        run._r.getparent().remove(run._r)


def one_sided(document: Document) -> None:
    document.settings.odd_and_even_pages_header_footer = False


def no_dashes(document: Document) -> None:
    paragraph = document.sections[0].footer.paragraphs[0]
    paragraph.runs[0].text = paragraph.runs[-1].text = ""


def large_page_number(document: Document) -> None:
    for run in document.sections[0].footer.paragraphs[0].runs:
        run.font.size = Pt(16)


def adds(start: str, points: float, name: str) -> Callable[[Document], None]:
    def change(document: Document) -> None:
        run = starting(document, start).add_run("又加了几个字")
        run.font.size, run.font.name = Pt(points), name
        run._r.rPr.rFonts.set(qn("w:eastAsia"), name)

    return change


def one_upper_line(document: Document) -> None:
    *_, last = document.sections[0].first_page_header._element.iter(qn("w:pBdr"))
    last.getparent().remove(last)


def lower_lines_turned_round(document: Document) -> None:
    first, second = document.sections[0].first_page_footer._element.iter(qn("w:bottom"))
    for border, weight in ((first, "18"), (second, "6")):
        border.set(qn("w:sz"), weight)


def page_number_in_the_middle(document: Document) -> None:
    document.sections[0].footer.paragraphs[0].alignment = WD_ALIGN_PARAGRAPH.CENTER


def bold_title(document: Document) -> None:
    starting(document, "关于").runs[0].bold = True


def tracked_format(document: Document) -> None:
    properties = starting(document, "民生实事").runs[0]._r.get_or_add_rPr()
    properties.append(OxmlElement("w:rPrChange"))


def printers_red(document: Document) -> None:
    head(document).runs[0].font.color.rgb = RGBColor(0xE6, 0x00, 0x12)
    for part in (document.sections[0].first_page_header, document.sections[0].first_page_footer):
        for border in part._element.iter(qn("w:bottom")):
            border.set(qn("w:color"), "E60012")


def content_control(document: Document) -> None:
    paragraph, control = starting(document, "民生实事")._p, OxmlElement("w:sdt")
    paragraph.addprevious(control)
    held = OxmlElement("w:sdtContent")
    control.append(held)
    held.append(paragraph)


def boxed_letterhead(document: Document) -> None:
    mark, box = head(document)._p, OxmlElement("w:txbxContent")
    inside = deepcopy(mark)
    for borders in list(inside.iter(qn("w:pBdr"))):
        borders.getparent().remove(borders)
    box.append(inside)
    for run in mark.findall(qn("w:r")):
        mark.remove(run)
    holder = OxmlElement("w:r")
    mark.append(holder)
    holder.append(box)


def lines_on_the_grid(document: Document) -> None:
    """Word's own way to 22 lines a page: single lines on a grid of 28.95 pt."""
    grid = OxmlElement("w:docGrid")
    grid.set(qn("w:type"), "lines")
    grid.set(qn("w:linePitch"), "579")
    for old in list(document.sections[0]._sectPr.iter(qn("w:docGrid"))):
        old.getparent().remove(old)
    document.sections[0]._sectPr.append(grid)
    starting(document, "民生实事").paragraph_format.line_spacing = 1.0


def number_on_the_outer_side(document: Document) -> None:
    """As WPS puts page numbers: one frame for both sides."""
    frame = OxmlElement("w:framePr")
    frame.set(qn("w:xAlign"), "outside")
    document.sections[0].footer.paragraphs[0]._p.get_or_add_pPr().append(frame)
    document.settings.odd_and_even_pages_header_footer = False


def cut_photo(document: Document) -> None:
    document.tables[0].cell(0, 0).paragraphs[0].paragraph_format.line_spacing = Pt(28)
