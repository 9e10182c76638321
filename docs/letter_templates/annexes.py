# ruff: noqa: INP001 - a script beside the pages it serves, not a package
"""The annexes of a letter: list of problems, photos, and the form that the unit sends back."""

from collections.abc import Sequence
from typing import Any

from docx.document import Document
from docx.enum.table import WD_TABLE_ALIGNMENT
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm
from docx.table import Table, _Cell

_LIST = (
    ("序号", "{{清单.序号}}", 12),
    ("项目", "{{清单.项目}}", 26),
    ("地点", "{{清单.地点}}", 26),
    ("发现的问题", "{{清单.问题}}", 40),
    ("整改要求", "{{清单.要求}}", 29),
    ("照片", "{{清单.照片}}", 23),
)
_ANSWER = (
    ("序号", "{{清单.序号}}", 12),
    ("问题", "{{清单.地点}}：{{清单.问题}}", 36),
    ("整改措施", "", 30),
    ("完成时限", "", 19),
    ("完成情况", "", 19),
    ("责任人及电话", "", 24),
    ("佐证", "", 16),
)
_REPORT = (
    ("一、督办事项基本情况", 24),
    ("二、核查情况", 26),
    ("三、办理过程", 32),
    ("四、办理结果", 26),
    ("五、整改措施和长效机制", 34),
    ("六、附件（照片、验收单等）", 14),
)


def list_of_problems(document: Document) -> None:
    """Add the table of all items; it goes where the letter tells few of them in its text."""
    _heading(document, "清单附件")
    table = _table(document, [width for *_, width in _LIST])
    _fill(table.rows[0].cells, [name for name, *_ in _LIST], "表格标题")
    _fill(table.add_row().cells, [field for _, field, _ in _LIST], "表格文字")
    _repeat_heading(table)


def photos(document: Document) -> None:
    """Add the photos, two a row, or one large one."""
    _heading(document, "照片附件")
    document.add_paragraph("{{照片}}", "照片说明")


def answer_form(document: Document) -> None:
    """Add 整改反馈表: what the unit fills in for each item."""
    _heading(document, "反馈表附件")
    for text in (
        "函号：{{文号}}　填报单位：{{主送}}（盖章）",
        "填表说明：完成情况填未启动、整改中、已完成、长期坚持或不属实；佐证附整改前后对比照片。",
    ):
        document.add_paragraph(text, "表格文字").paragraph_format.keep_with_next = True
    table = _table(document, [width for *_, width in _ANSWER])
    _fill(table.rows[0].cells, [name for name, *_ in _ANSWER], "表格标题")
    _fill(table.add_row().cells, [field for _, field, _ in _ANSWER], "表格文字")
    table.rows[1].height = Mm(24)
    _repeat_heading(table)


def report_form(document: Document) -> None:
    """Add 督办事项处理报告 (督办工作规则第九条（四）), to be filled in by the unit."""
    _heading(document, "反馈表附件")
    line = document.add_paragraph("函号：{{文号}}　承办单位：{{主送}}", "表格文字")
    line.paragraph_format.keep_with_next = True
    table = _table(document, [40, 116])
    for place, (name, height) in enumerate(_REPORT):
        row = table.rows[0] if place == 0 else table.add_row()
        _fill(row.cells, [name, "{{事由}}" if place == 0 else ""], "表格文字")
        row.height = Mm(height)
    signed = document.add_paragraph(
        "主要负责人（签字）：　　　　　　　　单位（盖章）　　　　年　　月　　日",
        "表格文字",
    )
    signed.paragraph_format.space_before = Mm(8)


def bordered(table: Table, widths: Sequence[float]) -> Table:
    """Give a table fixed columns of these millimetres and thin lines all around."""
    table.autofit = False
    table.alignment = WD_TABLE_ALIGNMENT.CENTER
    for column, width in zip(table.columns, widths, strict=True):
        column.width = Mm(width)
    borders = OxmlElement("w:tblBorders")
    for edge in ("top", "left", "bottom", "right", "insideH", "insideV"):
        line = OxmlElement(f"w:{edge}")
        for name, value in (("val", "single"), ("sz", "4"), ("space", "0"), ("color", "000000")):
            line.set(qn(f"w:{name}"), value)
        borders.append(line)
    table._tblPr.append(borders)  # noqa: SLF001 - borders have no public way
    table._tblPr.append(_close_margins())  # noqa: SLF001 - as above
    return table


def _close_margins() -> Any:
    margins = OxmlElement("w:tblCellMar")
    for edge in ("top", "left", "bottom", "right"):
        margin = OxmlElement(f"w:{edge}")
        margin.set(qn("w:w"), "57")  # twentieths of a point: 1 mm
        margin.set(qn("w:type"), "dxa")
        margins.append(margin)
    return margins


def _heading(document: Document, field: str) -> None:
    document.add_paragraph(f"{{{{{field}.号}}}}", "附件号")
    document.add_paragraph(f"{{{{{field}.名}}}}", "附件标题")


def _table(document: Document, widths: Sequence[float]) -> Table:
    table = document.add_table(rows=1, cols=len(widths))
    return bordered(table, widths)


def _fill(cells: Sequence[_Cell], texts: Sequence[str], style: str) -> None:
    for cell, text in zip(cells, texts, strict=True):
        cell.paragraphs[0].style = style
        cell.paragraphs[0].add_run(text)


def _repeat_heading(table: Table) -> None:
    _mark(table.rows[0]._tr, "w:tblHeader")  # noqa: SLF001 - no public way
    for row in table.rows:
        _mark(row._tr, "w:cantSplit", first=True)  # noqa: SLF001 - no public way


def _mark(row: Any, tag: str, *, first: bool = False) -> None:
    properties = row.get_or_add_trPr()
    mark = OxmlElement(tag)
    if first:
        properties.insert(0, mark)
    else:
        properties.append(mark)
