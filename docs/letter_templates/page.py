# ruff: noqa: INP001 - a script beside the pages it serves, not a package
"""The sheet of paper of a letter: margins, styles, letterhead, red lines, page numbers.

Source of every measure: GB/T 9704-2012, sections 5, 7 and 10.1 (信函格式).
"""

from collections.abc import Sequence
from typing import Any

import docx
from docx.document import Document
from docx.enum.style import WD_STYLE_TYPE
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_LINE_SPACING
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, Pt, RGBColor
from docx.styles.style import ParagraphStyle
from docx.text.paragraph import Paragraph

FANGSONG, KAITI, HEITI, XIAOBIAOSONG = "仿宋_GB2312", "楷体_GB2312", "黑体", "方正小标宋简体"
SONGTI = "宋体"
RED = RGBColor(0xFF, 0, 0)
LINE = Pt(28.95)  # 225 mm in 22 lines
CHARACTER = Pt(15.8)  # 156 mm in 28 characters
_WIDE = CHARACTER.pt
_CLOSER = "-4"  # twentieths of a point
# The red lines are 170 mm long in the middle of the sheet; the text's margins are 28 and 26 mm.
_OUTSIDE_LEFT, _OUTSIDE_RIGHT = Mm(-8), Mm(-6)
_RULE = Pt(2)  # the height of the paragraphs that carry the lines


def new_document() -> Document:
    """Return an empty A4 document with the styles of a letter and nothing else."""
    document = docx.Document()
    for paragraph in list(document.paragraphs):
        paragraph._element.getparent().remove(paragraph._element)  # noqa: SLF001 - no public way
    section = document.sections[0]
    section.page_width, section.page_height = Mm(210), Mm(297)
    section.top_margin, section.bottom_margin = Mm(37), Mm(35)
    section.left_margin, section.right_margin = Mm(28), Mm(26)
    section.header_distance, section.footer_distance = Mm(28.5), Mm(20)
    section.gutter = Mm(0)
    _without_grid(section._sectPr)  # noqa: SLF001 - no public way
    _styles(document)
    return document


def letterhead(document: Document, field: str) -> None:
    """Put the office's name over the first red line, and the second line at the page's foot."""
    section = document.sections[0]
    section.different_first_page_header_footer = True
    document.settings.odd_and_even_pages_header_footer = True
    head = section.first_page_header
    head.is_linked_to_previous = False
    name = head.paragraphs[0]
    name.style = document.styles["发文机关标志"]
    name.add_run(field)
    _rule(name, 18, space=7)  # 4 mm below the name's characters, not below their line
    _rule(_thin(head.add_paragraph()), 6)
    foot = section.first_page_footer
    foot.is_linked_to_previous = False
    _rule(_thin(foot.paragraphs[0]), 6)
    _rule(_thin(foot.add_paragraph()), 18)


def page_numbers(document: Document) -> None:
    """Put numbers on all pages but the first: odd ones to the right, even ones to the left."""
    section = document.sections[0]
    for foot, right in ((section.footer, True), (section.even_page_footer, False)):
        foot.is_linked_to_previous = False
        paragraph = foot.paragraphs[0]
        paragraph.style = document.styles["页码"]
        form = paragraph.paragraph_format
        form.alignment = WD_ALIGN_PARAGRAPH.RIGHT if right else WD_ALIGN_PARAGRAPH.LEFT
        form.right_indent, form.left_indent = (Pt(14), None) if right else (None, Pt(14))
        paragraph.add_run("— ")
        for kind, text in (("begin", ""), ("", "PAGE"), ("end", "")):
            _field(paragraph, kind, text)
        paragraph.add_run(" —")


def fonts(run_properties: Any, font: str) -> None:
    """Name one font for every script, as Word wants it."""
    names = run_properties.find(qn("w:rFonts"))
    if names is None:
        names = OxmlElement("w:rFonts")
        run_properties.insert(0, names)
    for name in [each for each in names.attrib if each.endswith("Theme")]:
        del names.attrib[name]
    for script in ("ascii", "hAnsi", "eastAsia", "cs"):
        names.set(qn(f"w:{script}"), font)


def _styles(document: Document) -> None:
    _normal(document.styles["Normal"])
    add = _adder(document)
    body = add("公文正文", FANGSONG, 16)
    body.paragraph_format.first_line_indent = Pt(2 * _WIDE)
    indent = body.element.pPr.find(qn("w:ind"))
    indent.set(qn("w:firstLineChars"), "200")  # two characters, whatever size the office chooses
    _head(add)
    _attachments(add)
    _signature(add)
    _annexes(add)
    copies = add("抄送", FANGSONG, 14).paragraph_format
    copies.line_spacing = Pt(24)
    copies.left_indent, copies.first_line_indent = Pt(56), Pt(-42)
    copies.right_indent = Pt(14)
    page = add("页码", SONGTI, 14).paragraph_format
    page.line_spacing, page.space_after = Pt(14), Mm(5)


def _normal(normal: Any) -> None:
    _shape(normal, FANGSONG, 16)
    _narrower(normal)
    form = normal.paragraph_format
    form.alignment = WD_ALIGN_PARAGRAPH.JUSTIFY
    form.space_after = form.space_before = Pt(0)
    form.line_spacing_rule, form.line_spacing = WD_LINE_SPACING.EXACTLY, LINE
    form.widow_control = False


def _head(add: Any) -> None:
    """Add the styles of what stands above the text."""
    mark = add("发文机关标志", XIAOBIAOSONG, 26)
    mark.font.color.rgb = RED
    mark.paragraph_format.line_spacing = Pt(34)
    _centre(mark)
    number = add("发文字号", FANGSONG, 16).paragraph_format
    number.alignment, number.space_before = WD_ALIGN_PARAGRAPH.RIGHT, Pt(7)
    title = add("公文标题", XIAOBIAOSONG, 22)
    _centre(title)
    title.paragraph_format.line_spacing = Pt(34)
    title.paragraph_format.space_before = 2 * LINE
    add("主送机关", FANGSONG, 16).paragraph_format.space_before = LINE


def _attachments(add: Any) -> None:
    for name, hanging in (("附件说明", 4.3), ("附件说明续", 1.3)):
        form = add(name, FANGSONG, 16).paragraph_format
        form.left_indent, form.first_line_indent = Pt(6.3 * _WIDE), Pt(-hanging * _WIDE)
        form.keep_with_next = True
        if name == "附件说明":
            form.space_before = LINE


def _signature(add: Any) -> None:
    for name, before in (("发文机关署名", 2), ("代章", 0), ("成文日期", 0)):
        form = add(name, FANGSONG, 16).paragraph_format
        form.alignment = WD_ALIGN_PARAGRAPH.RIGHT
        form.right_indent = 4 * CHARACTER
        form.space_before = before * LINE
        form.keep_with_next = name != "成文日期"


def _annexes(add: Any) -> None:
    number = add("附件号", HEITI, 16)
    number.paragraph_format.page_break_before = True
    number.paragraph_format.keep_with_next = True
    title = add("附件标题", XIAOBIAOSONG, 22)
    _centre(title)
    title.paragraph_format.line_spacing = Pt(34)
    title.paragraph_format.space_before = title.paragraph_format.space_after = Pt(14)
    title.paragraph_format.keep_with_next = True
    cell = add("表格文字", FANGSONG, 12)
    cell.paragraph_format.line_spacing = Pt(18)
    cell.paragraph_format.alignment = WD_ALIGN_PARAGRAPH.LEFT
    head = add("表格标题", HEITI, 12)
    _centre(head)
    head.paragraph_format.line_spacing = Pt(18)
    picture = add("照片", FANGSONG, 12)
    _centre(picture)
    picture.paragraph_format.line_spacing_rule = WD_LINE_SPACING.SINGLE
    picture.paragraph_format.keep_with_next = True
    caption = add("照片说明", FANGSONG, 12)
    _centre(caption)
    caption.paragraph_format.line_spacing = Pt(18)
    caption.paragraph_format.space_after = Pt(6)


def _adder(document: Document) -> Any:
    def add(name: str, font: str, size: float) -> ParagraphStyle:
        style = document.styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH)
        style.base_style = document.styles["Normal"]
        style.quick_style = True
        _shape(style, font, size)
        return style

    return add


def _shape(style: Any, font: str, size: float) -> None:
    style.font.size = Pt(size)
    fonts(style.element.get_or_add_rPr(), font)


def _centre(style: ParagraphStyle) -> None:
    style.paragraph_format.alignment = WD_ALIGN_PARAGRAPH.CENTER


def _without_grid(section: Any) -> None:
    """Take Word's grid out: it would stretch the lines of tables and captions."""
    for grid in section.findall(qn("w:docGrid")):
        section.remove(grid)


def _narrower(style: Any) -> None:
    """Draw the characters a little closer, so that 28 of them fill a line of 156 mm."""
    spacing = OxmlElement("w:spacing")
    spacing.set(qn("w:val"), _CLOSER)
    in_order(style.element.get_or_add_rPr(), spacing, ("w:sz",))


def _thin(paragraph: Paragraph) -> Paragraph:
    form = paragraph.paragraph_format
    form.line_spacing_rule, form.line_spacing = WD_LINE_SPACING.EXACTLY, _RULE
    return paragraph


def _rule(paragraph: Paragraph, eighths: int, space: int = 0) -> None:
    """Draw a red line below a paragraph, 170 mm long. `eighths` of a point thick."""
    form = paragraph.paragraph_format
    form.left_indent, form.right_indent = _OUTSIDE_LEFT, _OUTSIDE_RIGHT
    border = OxmlElement("w:bottom")
    for name, value in (("val", "single"), ("sz", eighths), ("space", space), ("color", "FF0000")):
        border.set(qn(f"w:{name}"), str(value))
    borders = OxmlElement("w:pBdr")
    borders.append(border)
    in_order(paragraph._p.get_or_add_pPr(), borders, ("w:spacing", "w:ind", "w:jc"))  # noqa: SLF001


def in_order(properties: Any, element: Any, before: Sequence[str]) -> None:
    """Insert an element in front of those that must follow it."""
    for tag in before:
        following = properties.find(qn(tag))
        if following is not None:
            following.addprevious(element)
            return
    properties.append(element)


def _field(paragraph: Paragraph, kind: str, text: str) -> None:
    run = paragraph.add_run()._r  # noqa: SLF001 - fields have no public way
    element = OxmlElement("w:fldChar" if kind else "w:instrText")
    if kind:
        element.set(qn("w:fldCharType"), kind)
    else:
        element.text = text
    run.append(element)
