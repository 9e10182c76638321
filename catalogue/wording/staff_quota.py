"""Words of the office's pages on 四个一."""

from collections.abc import Sequence
from datetime import date
from types import MappingProxyType

from catalogue.quota.quota_policy import Item

BASES = MappingProxyType(
    {"seed": "文件规定", "found": "公开资料", "believed": "待办公室核定", "own": "办公室约定"}
)
PIECE_STATES = MappingProxyType(
    {"pending": "已交，待审", "accepted": "已审核", "rejected": "不计入"}
)
NO_POLICY = "config.toml 里 region 写的地区没有四个一的规则，所以谁都不计任务。"

REVIEWED = MappingProxyType(
    {"accepted": "已审核，计入。", "rejected": "不计入，已告诉观察员原因。"}
)
REVIEWED_BEFORE = "这条已经是这样了。"
NOT_COUNTED = "这条本来就不计入四个一，不用审。"
REASON_MISSING = "请写一句原因，观察员看得到。"
LEAVE_SAVED = "请假记下了。"
LEAVE_ENDED = "销假记下了。"
ROLE_SAVED = "身份记下了。"
ROLE_ENDED = "身份结束了。"
OWN_NUMBER_SAVED = "任务数记下了。"
BAD_DAYS = "日期看不懂，或者结束早于开始。请写成 2026-07-14。"
BAD_MONTH = "月份看不懂，请写成 2026-07。"
BAD_NUMBER = "任务数应是0到99的整数。"
GONE = "没有找到，可能刚刚改过。请刷新再看。"
TITLE_MISSING = "请写名称。"

NOT_YET_IN_SERVICE = "这个月不计任务：没有在聘满整月，或请假、停聘够了天数。"
WITHDRAWN = "已撤回"
INTO_OWN = "并到了本人的另一条"
WHILE_SUSPENDED = "停聘期间"
NO_PROJECT = "不在重点民生实事里"
NO_WORDS = "还没有文字"
ASKED = "是提问"
FOR_ANOTHER_PERIOD = "补算到前一期"
MADE_GOOD = "补交，算这一期"

SHEET = "工作台账"
COLUMNS = (
    ("项目", 12),
    ("编号", 11),
    ("时间", 17),
    ("类别", 10),
    ("重点民生实事", 22),
    ("县市区", 12),
    ("内容", 60),
    ("结果", 24),
)


def sheet_title(name: str, year: int, month: int) -> str:
    """Return the first line of a 工作台账."""
    return f"民生实事观察员工作台账　{name}　{year}年{month}月"


def sheet_name(name: str, year: int, month: int) -> str:
    """Return the file's name."""
    return f"工作台账-{name}-{year}年{month:02d}月.xlsx"


def sheet_total(item: Item, have: int, owed: int) -> str:
    """Return the line of totals of one item, e.g. 信息：交1条，应交1条."""
    return f"{item.name}：交{have}{item.unit}，应交{owed}{item.unit}"


def cell_hint(period: str, parts: Sequence[str]) -> str:
    """Return what the mouse shows over a cell of the heat map."""
    return f"{period}：{'，'.join(parts)}" if parts else f"{period}：不计任务"


def part(item: Item, have: int, owed: int) -> str:
    """Return one item of a cell, e.g. 信息1/1条."""
    return f"{item.name}{have}/{owed}{item.unit}"


def span(first: date, last: date | None) -> str:
    """Return days as a page shows them."""
    begin = f"{first.year}年{first.month}月{first.day}日"
    return f"{begin}至{last.year}年{last.month}月{last.day}日" if last else f"{begin}起"


def period(month: int) -> str:
    """Return how a column of the heat map is called; 0 is the year."""
    return f"{month}月" if month else "全年"
