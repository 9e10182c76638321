"""Sets a piece as a Word file: `python -m office.column.word_file FOLDER`, the file on stdout.

The folder holds `sheet.json`, a `casework.column.papers.Sheet`, and its photos by sha256.
"""

import json
import sys
from io import BytesIO
from pathlib import Path
from typing import Any, Final

import docx
from docx.document import Document
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml.ns import qn
from docx.shared import Emu, Mm, Pt
from docx.text.paragraph import Paragraph

_TITLE_FONT, _TEXT_FONT = "黑体", "仿宋_GB2312"
_TITLE, _TEXT, _SMALL = Pt(18), Pt(14), Pt(11)
_MARGIN, _WIDTH, _HIGHEST = Mm(25), Mm(150), Mm(110)
_LINE: Final = 1.5


def word_file(sheet: dict[str, Any], folder: Path) -> bytes:
    """Return the file."""
    document = docx.Document()
    section = document.sections[0]
    section.page_width, section.page_height = Mm(210), Mm(297)
    section.left_margin = section.right_margin = _MARGIN
    section.top_margin = section.bottom_margin = _MARGIN
    _line(document, sheet["title"], _TITLE_FONT, _TITLE).alignment = WD_ALIGN_PARAGRAPH.CENTER
    for paragraph in filter(str.strip, sheet["text"].split("\n")):
        _line(document, paragraph.strip(), _TEXT_FONT, _TEXT).paragraph_format.first_line_indent = (
            2 * _TEXT
        )
    if sheet["credit"]:
        _line(document, sheet["credit"], _TEXT_FONT, _SMALL).alignment = WD_ALIGN_PARAGRAPH.RIGHT
    for sha256, caption in sheet["photos"]:
        _photo(document, folder / sha256)
        _line(document, caption, _TEXT_FONT, _SMALL).alignment = WD_ALIGN_PARAGRAPH.CENTER
    made = BytesIO()
    document.save(made)
    return made.getvalue()


def _photo(document: Document, path: Path) -> None:
    paragraph = document.add_paragraph()
    paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
    paragraph.paragraph_format.keep_with_next = True
    picture = paragraph.add_run().add_picture(str(path))
    scale = min(_WIDTH / picture.width, _HIGHEST / picture.height)
    picture.width = Emu(int(picture.width * scale))
    picture.height = Emu(int(picture.height * scale))


def _line(document: Document, words: str, font: str, size: Pt) -> Paragraph:
    paragraph = document.add_paragraph()
    paragraph.paragraph_format.line_spacing = _LINE
    run = paragraph.add_run(words)
    run.font.name, run.font.size = font, size
    fonts = run._element.get_or_add_rPr().get_or_add_rFonts()  # noqa: SLF001 - no public way
    fonts.set(qn("w:eastAsia"), font)
    return paragraph


if __name__ == "__main__":
    where = Path(sys.argv[1])
    held = json.loads((where / "sheet.json").read_text(encoding="utf-8"))
    sys.stdout.buffer.write(word_file(held, where))
