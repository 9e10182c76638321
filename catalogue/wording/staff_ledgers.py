"""Headings of the 台账, and what their page says."""

from collections.abc import Iterable
from datetime import date
from types import MappingProxyType
from typing import Final

from catalogue.wording import staff_export

REPORTS: Final = "观察信息台账"
LETTERS: Final = "函件台账"
MATTERS: Final = "函件问题台账"
REPORT_COLUMNS: Final = (*staff_export.COLUMNS[:3], ("办理", 10), *staff_export.COLUMNS[3:])
LETTER_COLUMNS: Final = (
    ("文号", 22),
    ("文种", 10),
    ("标题", 40),
    ("主送", 22),
    ("抄送", 24),
    ("签发人", 10),
    ("签发", 12),
    ("送达", 12),
    ("签收", 12),
    ("时限", 12),
    ("函的状态", 11),
    ("问题数", 8),
    ("已销号数", 9),
)
MATTER_COLUMNS: Final = (
    ("文号", 22),
    ("文种", 10),
    ("标题", 30),
    ("责任单位", 20),
    ("签发", 12),
    ("送达", 12),
    ("签收", 12),
    ("时限", 12),
    ("函的状态", 11),
    ("问题", 44),
    ("地点", 24),
    ("县市区", 10),
    ("项目", 14),
    ("办理", 10),
    ("反馈", 12),
    ("进展", 10),
    ("措施", 40),
    ("结果", 10),
    ("结果说明", 40),
)
MATTER_STATES: Final = MappingProxyType(
    {
        "unclosed": "没有销号的",
        "open": "待反馈的",
        "answered": "已反馈、待销号的",
        "closed": "已销号的",
    }
)
NOT_DAYS: Final = "起止日期没有写对：两个都要写，起不能晚于止。"
NO_RIGHT_TO_NAMES: Final = "您的账号不能导出姓名。"


def with_names(told: str, reason: str) -> str:
    """Say of an export that it holds observers' names, and why."""
    return f"{told} 带姓名：{reason}"


def told(first: date, last: date, count: int, asked: Iterable[str]) -> str:
    """Tell what a table holds, and by which filters."""
    return "，".join(filter(None, (f"{first}至{last}", *asked, f"共{count}条")))


def too_many(most: int) -> str:
    """Tell that a table would be too long to open comfortably."""
    return f"超过{most}条，请把起止日期写短一些，或再选一个县市区、项目，分几次导出。"
