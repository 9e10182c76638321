# ruff: noqa: INP001 - a script beside the pages it serves, not a package
"""The 呈批单: the sheet on which a letter is signed by hand."""

import page
from annexes import bordered
from docx.document import Document
from docx.enum.table import WD_CELL_VERTICAL_ALIGNMENT
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.shared import Mm, Pt

# What stands to the left, what stands beside it, and how high the row is in millimetres.
_ROWS = (
    ("标题", "{{标题全文}}", 14),
    ("文种及依据", "{{文种}}　{{依据}}", 12),
    ("主送", "{{主送}}", 11),
    ("抄送", "{{抄送}}", 11),
    ("事由", "{{事由}}", 30),
    ("答复时限", "{{反馈}}", 12),
    ("附件", "{{附件一览}}", 11),
    ("拟稿", "　　　　　　　　　　　　年　　月　　日", 12),
    ("保密审查", "□ 不涉密　　审查人：　　　　　　年　　月　　日", 12),
    ("签发人意见", "{{签发职务}}　{{签发人}}", 40),
    ("备注", "", 12),
)


def approval_slip() -> Document:
    """Return the template of the slip, one page."""
    document = page.new_document()
    title = document.add_paragraph("{{发文机关}}", "公文标题")
    title.paragraph_format.space_before = Pt(0)
    slip = document.add_paragraph("发文呈批单", "公文标题")
    slip.paragraph_format.space_before, slip.paragraph_format.space_after = Pt(0), Pt(10)
    number = document.add_paragraph("文号：{{文号}}", "表格文字")
    number.paragraph_format.alignment = WD_ALIGN_PARAGRAPH.RIGHT
    table = bordered(document.add_table(rows=0, cols=2), (30, 126))
    for name, text, height in _ROWS:
        row = table.add_row()
        row.height = Mm(height)
        for cell, words, style in zip(
            row.cells, (name, text), ("表格标题", "表格文字"), strict=True
        ):
            cell.paragraphs[0].style = style
            cell.paragraphs[0].add_run(words)
            cell.vertical_alignment = WD_CELL_VERTICAL_ALIGNMENT.CENTER
    document.add_paragraph("正文校验码：{{校验码}}（与送签时冻结的内容一致）", "表格文字")
    return document
