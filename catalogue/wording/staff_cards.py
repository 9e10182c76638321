"""What the console says about a report's card."""

from collections.abc import Iterable
from types import MappingProxyType

BY = MappingProxyType(
    {"report": "从话里读到", "observer": "观察员答", "page": "手机页上填", "clerk": "办公室改"}
)
SAVED = "采集卡已保存。"
SAME = "采集卡没有改动。"
OTHER_CARD = "这条的项目或采集卡刚刚换过，改动没有保存。请看一眼现在的卡再改。"
REFERENCE = "参考，待办公室核定"
YES, NO = "是", "否"
WORDS_ABOVE = "见对话"


def photos(count: int) -> str:
    """Say how many photos there are."""
    return f"{count}张" if count else ""


def not_understood(typed: Iterable[str]) -> str:
    """Name what makes no sense in its field; the rest was saved."""
    return f"这几栏看不懂或者超出范围，没有保存：{'、'.join(typed)}。"


def clashing(typed: Iterable[str]) -> str:
    """Name what somebody else has changed meanwhile; the rest was saved."""
    return f"这几栏刚刚有人改过，您的没有保存：{'、'.join(typed)}。请看一眼再改。"


def typed(label: str, wanted: str) -> str:
    """Quote what a clerk typed into a field."""
    return f"{label}“{wanted}”"


def change(label: str, before: str, after: str) -> str:
    """Say one change, for the record of deeds."""
    return f"{label}：{before or '空'}→{after or '空'}"
