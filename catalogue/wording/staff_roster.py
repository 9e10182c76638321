"""What a clerk reads about an uploaded roster: why a file, a line or a cell is not taken."""

from collections.abc import Iterable
from typing import Final, Literal

UnreadableReason = Literal[
    "empty", "password", "old_xls", "text", "not_xlsx", "macros", "too_large", "damaged"
]

UNREADABLE: Final[dict[UnreadableReason, str]] = {
    "empty": "文件是空的。请选好表格再上传。",
    "password": "文件加了打开密码。请在Excel或WPS里去掉密码，再上传。",
    "old_xls": "这是旧格式（.xls或.et）。请用Excel或WPS打开，另存为.xlsx，再上传。",
    "text": "这是文本文件（例如CSV）。请用Excel或WPS打开，另存为.xlsx，再上传。",
    "not_xlsx": "这不是.xlsx表格。请下载空白表，把花名册填进去再上传。",
    "macros": "表格里带宏。请用Excel或WPS另存为不带宏的.xlsx，再上传。",
    "too_large": "表格展开后太大。请只把花名册那几列复制到空白表里，再上传。",
    "damaged": "表格损坏或没有传完整，打不开。请用Excel或WPS重新另存一份，再上传。",
}

ERROR_VALUE = "公式算出了错误值，请改成直接填写的内容"
NO_VALUE = "是公式，但没有存下结果。请用Excel打开、保存一次，或直接填写内容"
MISSING = "没有填"
TOO_LONG = "太长，请检查是不是填错了列"
MERGED = "是合并单元格，请取消合并，每行各填一格"
NAME_HAS_DIGITS = "里有数字，请检查是不是填错了列"
PHONE_SCIENTIFIC = "成了科学计数法，后面几位丢了。请把这一格设成“文本”，重新填写"
DAY_UNKNOWN = "看不懂。请写成2026-06-20这样，年月日都要有；没有就留空"
DAY_FAR = "不在2000年到2099年之间，请检查"
OPENID_UNKNOWN = "只能是字母、数字、减号和下划线，请检查"
USERID_UNKNOWN = "只能是字母、数字和点、@、减号、下划线，请检查"
APPOINTED_BACKWARDS = "比聘任起还早，请检查"


def in_cell(line: int, column: str, what: str) -> str:
    """Say what is wrong with one cell."""
    return f"第{line}行“{column}”{what}。"


def in_form(column: str, what: str) -> str:
    """Say what is wrong with one field of a form."""
    return f"“{column}”{what}。"


def merged(first: int, last: int, column: str) -> str:
    """Say that the cells of these lines are merged."""
    if first == last:
        return in_cell(first, column, MERGED)
    return f"第{first}至{last}行“{column}”{MERGED}。"


def phone_length(digits: int) -> str:
    """Say how many digits a phone number should have."""
    return f"应是11位数字，现在是{digits}位"


PHONE_UNKNOWN = "应是以1开头的11位数字，一格只填一个"


def unknown_county(value: str, known: Iterable[str]) -> str:
    """Name the county that nobody knows, and those that can be written."""
    return f"“{value[:20]}”不认识，请填：{'、'.join(known)}；不分县的留空"


def unknown_role(value: str, known: Iterable[str]) -> str:
    """Name the role that nobody knows, and those that can be written."""
    return f"“{value[:20]}”不认识，请填：{'、'.join(known)}"


def repeated(lines: Iterable[int], column: str) -> str:
    """Name every line that holds the same value."""
    return f"第{'、'.join(map(str, lines))}行的“{column}”相同，请核对后只留一个。"


def hidden_line(line: int) -> str:
    """Say that a filled line cannot be seen in the sheet."""
    return f"第{line}行是隐藏的行。请取消隐藏（或清除筛选）核对；不要的请删掉。"


def missing_headers(names: Iterable[str]) -> str:
    """Name the columns that the header row lacks."""
    return f"表头缺少：{'、'.join(names)}。请照空白表的表头改好，再上传。"


def no_header(names: Iterable[str]) -> str:
    """Say that no sheet has a header row, and what it should hold."""
    return f"没有找到表头。请确认传的是花名册，表头要有：{'、'.join(names)}。"


def repeated_header(name: str) -> str:
    """Say that a column stands in the header more than once."""
    return f"表头里“{name}”出现了不止一次，请只留一列。"


def several_rosters(sheets: Iterable[str]) -> str:
    """Say that more than one sheet looks like a roster."""
    named = "、".join(f"“{sheet}”" for sheet in sheets)
    return f"有几张工作表都像花名册：{named}。请只留一张，再上传。"


def too_many_lines(most: int) -> str:
    """Say how many people one file may hold."""
    return f"超过{most}行。请分成几个文件上传。"


def nobody() -> str:
    """Say that the table has a header and no one below it."""
    return "表头下面没有人。请填好再上传。"


def unused_columns(names: Iterable[str]) -> str:
    """Note which columns were not read."""
    return f"这些列没有用到：{'、'.join(names)}。"


def unused_sheets(names: Iterable[str], read: str) -> str:
    """Note which sheets were not read."""
    return f"只读了工作表“{read}”，没有读：{'、'.join(f'“{name}”' for name in names)}。"


BLANK_INSTRUCTIONS: Final = (
    ("姓名", "必填。"),
    ("手机号", "必填，11位数字，每人不同。这一列已设成文本，直接填。"),
    ("单位", "可留空。"),
    ("县市区", "从下拉框里选；不分县的（例如市级）留空。"),
    ("小组", "可留空，例如：第一小组。"),
    ("身份", "必填，从下拉框里选。"),
    ("聘任起", "可留空，写成2026-06-20这样。"),
    ("聘任止", "可留空，写成2026-06-20这样。"),
    ("企业微信账号", "可留空。填了就直接绑定，不用本人再绑。"),
    ("公众号openid", "可留空。填了就直接绑定，不用本人再绑。"),
    ("", "一行一个人，不要合并单元格。上传后先看预览；有一处不对，整张表都不会导入。"),
)
