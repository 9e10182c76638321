"""What clerks read about sheets of earlier years and the lines that came of them (往年)."""

from collections.abc import Mapping, Sequence
from types import MappingProxyType
from typing import Final

LONGEST_COUNTY: Final = 12  # characters of a cell that names one county
SHORTEST_PROJECT: Final = 2
_MOST_LINES_NAMED: Final = 12

A_NAME: Final = "〔姓名略〕"
A_NUMBER: Final = "〔号码略〕"
KINDS: Final = MappingProxyType({"report": "观察信息", "letter": "函件", "problem": "问题（销号）"})
STATES: Final = MappingProxyType({"closed": "已销号", "open": "没有销号"})
SHEET_STATES: Final = MappingProxyType(
    {
        "waiting": "正在读",
        "refused": "没有读成",
        "read": "等您确认",
        "taken": "已导入",
        "dropped": "没有导入",
        "undone": "已撤销",
    }
)
ROLES: Final = MappingProxyType(
    {
        "": "照原样保留",
        "date": "照原样保留（日期）",
        "number": "文号或编号",
        "day": "日期",
        "county": "县市区",
        "project": "项目",
        "unit": "单位",
        "closed": "是否销号",
        "problem": "问题",
    }
)
UNREADABLE: Final[Mapping[str, str]] = {
    "empty": "文件是空的。请选好表格再上传。",
    "not_xlsx": "这不是.xlsx表格。请用Excel或WPS打开，另存为.xlsx，再上传。",
    "too_large": "表格展开后太大。请按月份或县市区分成几个文件，分别上传。",
}
NO_FILE: Final = "没有选文件。请先选好.xlsx表格。"
NO_YEAR: Final = "请写明这是哪一年的表，例如2023。"
TOO_LARGE: Final = "文件超过20MB。请删掉里面的照片，或按月份分成几个文件，分别上传。"
NO_TABLE: Final = (
    "没有找到表头。表头要有日期、县市区、项目、单位、文号、问题、是否销号这些列里的至少两列。"
)
NO_LINES: Final = "表头下面没有内容。"
DAY_UNKNOWN: Final = "看不懂。请写成2023-07-05或7月5日这样；没有就留空"
DAY_AS_NUMBER: Final = (
    "是一个数，分不清是几日（7.1可能是7月1日，也可能是7月10日）。请写成7月1日这样"
)
DAY_FAR: Final = "早于2000年或晚于今天，请检查"
FAULTS: Final[Mapping[str, str]] = {
    "error": "公式算出了错误值，请改成直接填写的内容",
    "uncalculated": "是公式，但没有存下结果。请用Excel打开、保存一次，或直接填写内容",
}
LONE: Final = "只有一格有内容（小标题、签字），没有读入"
COVERED: Final = "文字里的姓名或号码已隐去"
WAITING: Final = "收到了，正在读。读完在这一页看结果，确认以后才导入。"
KNOWN: Final = "这张表已导入，没有再导一次。"
KNOWN_WAITING: Final = "这张表传过了，还没有确认，请在这一页看。"
TAKEN: Final = "已导入。"
DROPPED: Final = "没有导入，表里的内容已清除。"
UNDONE: Final = "已撤销，这张表的内容不再出现。"
CHANGED: Final = "这张表刚才有人处理过，请看现在的情况。"
FAILED: Final = "这张表读了几次都没有读成，已经不再读。请另存一份再上传；还不行请告诉技术人员。"
EXPORT: Final = "往年台账"
EXPORT_COLUMNS: Final = (
    ("年份", 7),
    ("种类", 12),
    ("日期", 12),
    ("文号或编号", 22),
    ("县市区", 10),
    ("项目", 14),
    ("单位", 24),
    ("是否销号", 10),
    ("原表内容", 90),
    ("原表", 30),
    ("原表行", 8),
)


def line(number: int, sheet: str) -> str:
    """Name a line; `sheet` only where the workbook has several tables."""
    return f"“{sheet}”第{number}行" if sheet else f"第{number}行"


def in_cell(where: str, column: str, what: str) -> str:
    """Say what is wrong with one cell."""
    return f"{where}“{column[:20]}”{what}。"


def hidden(where: str) -> str:
    """Say that a filled line cannot be seen in the sheet."""
    return f"{where}是隐藏的行。请取消隐藏（或清除筛选）核对；不要的请删掉。"


def same_content(filename: str) -> str:
    """Say that another file with the very same lines is taken in."""
    return f"内容和已导入的“{filename}”一模一样，没有再导一次。"


def too_long(most: int) -> str:
    """Say that a cell holds too much."""
    return f"超过{most}字，请检查是不是填错了列"


def too_many_lines(most: int) -> str:
    """Say how many lines one file may hold."""
    return f"超过{most}行。请按月份或县市区分成几个文件，分别上传。"


def unknown(column: str) -> str:
    """Name a column of which some cells were not recognised."""
    return f"“{column[:20]}”没有认出来，照原样保留，但按它筛选时找不到"


def remark(what: str, lines: Sequence[str], count: int) -> str:
    """Tell of how many lines something holds, and name the first of them."""
    shown = lines[:_MOST_LINES_NAMED]
    return f"有{count}行{what}：{'、'.join(shown)}{'等' if count > len(shown) else ''}。"


def more(count: int) -> str:
    """Say how many troubles are not listed."""
    return f"还有{count}处没有列出来，请先改好上面这些。"


def exported(count: int) -> str:
    """Tell what an exported table holds."""
    return f"从以前的表格导入，只供查阅，共{count}条"


def cell(heading: str, text: str) -> str:
    """Tell one cell of the sheet on one line."""
    return f"{heading}：{text}"
