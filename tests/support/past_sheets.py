"""Sheets as offices kept them before, with everything that makes them hard to read."""

from datetime import date
from functools import cache
from io import BytesIO

from openpyxl import Workbook

_MERGED = ("A1:L1", "A2:L2", "F3:G3", "B5:B6", "C5:C6", "D5:D6", "A11:L11")
_HEADING_COLUMNS = "ABCDEHIJKL"
# fmt: off
_MESSY = (
    ("2023年民生实事观察问题销号台账",),
    ("填报单位：专班办公室",),
    ("序号", "发函日期", "函 号", "县（市、区）", "项目名称", "存在问题", "", "责任单位",
     "是否销号", "观察员", "联系电话", "备注"),
    ("", "", "", "", "", "描述", "地点", "", "", "", "", ""),
    (1, "2023.7.5", "市民实函〔2023〕3号", "隆回", "养老服务", "后墙开裂", "桃花坪",
     "市民政局、隆回县民政局", "已销号", "欧阳志强", "13900001357", "已回访１３８００００１２３４"),
    (2, "", "", "", "农村公路", "路灯不亮", "滩头", "市交通运输局", "否", "", "",
     "欧阳志强去看过"),
    (3, "7月8日", "市民实函〔2023〕4号", "洞口县", "3", "井盖缺失", "文昌", "县住建局", "√"),
    (4, date(2023, 7, 20), "", "市直", "高铁站", "排队久", "", "市政务局", "基本完成"),
    (5,),
    ("合计", "", "", "", "", 4),
    ("填表人：李莉",),
)
# fmt: on


@cache  # a workbook holds the second of its making
def messy_sheet() -> bytes:
    """Return a list of problems: titles, a heading of two lines, merged, summed, signed, hidden."""
    book = Workbook()
    sheet = book.active
    sheet.title = "销号"
    for row in _MESSY:
        sheet.append(row)
    for block in (*_MERGED, *(f"{column}3:{column}4" for column in _HEADING_COLUMNS)):
        sheet.merge_cells(block)
    secret = book.create_sheet("草稿")
    secret.append(("县市区", "问题", "责任单位"))
    secret.append(("隆回县", "没有核实的", "市民政局"))
    secret.sheet_state = "hidden"
    book.create_sheet("说明").append(("本表由办公室填写",))
    return saved(book)


def plain_sheet(*rows) -> bytes:
    """Return a workbook of these rows, the first of them the heading."""
    book = Workbook()
    for row in rows:
        book.active.append(row)
    return saved(book)


def saved(book: Workbook) -> bytes:
    """Return a workbook as a file."""
    data = BytesIO()
    book.save(data)
    return data.getvalue()
