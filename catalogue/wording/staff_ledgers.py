"""Headings of the 台账, and what their page says."""

from typing import Final

REPORTS: Final = "观察信息台账"
MATTERS: Final = "函件问题台账"
MATTER_COLUMNS: Final = (
    ("文号", 22),
    ("文种", 10),
    ("标题", 30),
    ("责任单位", 20),
    ("签发", 11),
    ("送达", 11),
    ("签收", 11),
    ("时限", 11),
    ("函的状态", 11),
    ("问题", 44),
    ("地点", 24),
    ("项目", 14),
    ("办理", 10),
    ("反馈", 11),
    ("进展", 10),
    ("措施", 40),
    ("结果", 10),
    ("结果说明", 40),
)
NOT_DAYS: Final = "起止日期没有写对：两个都要写，起不能晚于止。"
NO_RIGHT_TO_NAMES: Final = "您的账号不能导出姓名。"


def period(first: str, last: str, count: int) -> str:
    """Tell what a table holds."""
    return f"{first}至{last}，共{count}条"


def too_many(most: int) -> str:
    """Tell that a table would be too long to open comfortably."""
    return f"这段时间超过{most}条，请把起止日期写短一些，分几次导出；全部的用 guancha export。"
