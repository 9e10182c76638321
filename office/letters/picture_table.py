"""The photos of a letter as a table without lines: two a row, a single one large.

A photo's paragraph has single line spacing: an exact one would cut the picture down to one line.
"""

from collections.abc import Sequence
from io import BytesIO
from typing import Any, Final

from docx.document import Document
from docx.enum.table import WD_TABLE_ALIGNMENT
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_LINE_SPACING
from docx.image.image import Image
from docx.oxml import OxmlElement
from docx.shared import Mm, Pt
from docx.table import _Cell
from docx.text.paragraph import Paragraph

from office.letters.fields import Shot

_TEXT_WIDTH: Final = 156  # millimetres
_ALONE: Final = (150, 180)  # the most width and height of a single photo
_IN_PAIRS: Final = (74, 62)  # three rows of upright photos fit on a page
_PICTURE_STYLE, _CAPTION_STYLE = "照片", "照片说明"


def picture_table(document: Document, shots: Sequence[Shot]) -> Any:
    """Return the element of a table with these photos and their captions."""
    columns, box = (1, _ALONE) if len(shots) == 1 else (2, _IN_PAIRS)
    table = document.add_table(rows=-(-len(shots) // columns), cols=columns)
    table.autofit = False
    table.alignment = WD_TABLE_ALIGNMENT.CENTER
    cells = [cell for row in table.rows for cell in row.cells]
    for cell, shot in zip(cells, shots, strict=False):
        cell.width = Mm(_TEXT_WIDTH / columns)
        _picture(document, cell, shot, box)
    for row in table.rows:
        row._tr.get_or_add_trPr().append(OxmlElement("w:cantSplit"))  # noqa: SLF001 - no public way
    return table._tbl  # noqa: SLF001 - it is moved to its field


def _picture(document: Document, cell: _Cell, shot: Shot, box: tuple[int, int]) -> None:
    image = Image.from_blob(shot.jpeg)
    widest, highest = box
    width = min(widest, highest * image.px_width / image.px_height)
    picture, caption = cell.paragraphs[0], cell.add_paragraph()
    _look(document, picture, _PICTURE_STYLE)
    picture.paragraph_format.line_spacing_rule = WD_LINE_SPACING.SINGLE
    picture.paragraph_format.keep_with_next = True
    shown = picture.add_run().add_picture(BytesIO(shot.jpeg), width=Mm(width))
    shown._inline.docPr.set("descr", shot.caption)  # noqa: SLF001 - the text read out instead
    caption.add_run(shot.caption)
    _look(document, caption, _CAPTION_STYLE)


def _look(document: Document, paragraph: Paragraph, style: str) -> None:
    """Use the template's own style; where it has none, what such a line must look like."""
    if style in {each.name for each in document.styles}:
        paragraph.style = style
        return
    paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
    for run in paragraph.runs:
        run.font.size = Pt(12)
