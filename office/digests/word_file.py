"""Sets a digest's sheet as a Word file: `python -m office.digests.word_file`, JSON in, file out."""

import json
import sys
from io import BytesIO
from typing import Any, Final

import docx
from docx.document import Document
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml.ns import qn
from docx.shared import Mm, Pt
from docx.text.run import Run

_TITLE_FONT, _TEXT_FONT = "黑体", "仿宋_GB2312"
_TITLE, _HEADING, _TEXT, _SMALL = Pt(18), Pt(14), Pt(11), Pt(9)
_MARGIN: Final = Mm(22)


def word_file(sheet: dict[str, Any]) -> bytes:
    """Return the file; `sheet` is an `office.digests.sheet.Sheet` as JSON."""
    document = docx.Document()
    _page(document)
    title = document.add_paragraph()
    title.alignment = WD_ALIGN_PARAGRAPH.CENTER
    _set(title.add_run(sheet["title"]), _TITLE_FONT, _TITLE)
    if sheet["opening"]:
        _set(document.add_paragraph().add_run(sheet["opening"]), _TEXT_FONT, _TEXT)
    for grid in sheet["grids"]:
        _grid(document, grid["title"], grid["rows"])
    for line in sheet["end"]:
        _set(document.add_paragraph().add_run(line), _TEXT_FONT, _SMALL)
    made = BytesIO()
    document.save(made)
    return made.getvalue()


def _page(document: Document) -> None:
    section = document.sections[0]
    section.page_width, section.page_height = Mm(210), Mm(297)
    section.left_margin = section.right_margin = _MARGIN
    section.top_margin = section.bottom_margin = _MARGIN


def _grid(document: Document, title: str, rows: list[list[str]]) -> None:
    _set(document.add_paragraph().add_run(title), _TITLE_FONT, _HEADING)
    table = document.add_table(rows=len(rows), cols=len(rows[0]), style="Table Grid")
    for cells, words in zip(table.rows, rows, strict=True):
        for cell, word in zip(cells.cells, words, strict=True):
            font = _TITLE_FONT if cells is table.rows[0] else _TEXT_FONT
            _set(cell.paragraphs[0].add_run(word), font, _TEXT)
    document.add_paragraph()


def _set(run: Run, font: str, size: Pt) -> None:
    run.font.name, run.font.size = font, size
    fonts = run._element.get_or_add_rPr().get_or_add_rFonts()  # noqa: SLF001 - no public way
    fonts.set(qn("w:eastAsia"), font)


if __name__ == "__main__":
    sys.stdout.buffer.write(word_file(json.load(sys.stdin)))
