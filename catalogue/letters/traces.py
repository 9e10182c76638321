"""Words that tell when and by which way somebody came: a letter about a 暗访 holds none of them.

(Source: peers.md R14; issue 5 item 3: a 暗访 report drops time and route.)
"""

import re
from collections.abc import Iterable
from typing import Final

_TRACES: Final = (
    r"\d{1,2}\s*[:：]\s*\d{2}",
    r"[\d一二三四五六七八九十]{1,3}[点时](?:[\d一二三四五]|半|钟|整|许|多|左右|[，。、\s]|$)",
    r"\d{1,2}月\d{1,2}[日号]",
    r"[今昨前当][天日早晚]",
    r"凌晨|清晨|早上|上午|中午|下午|傍晚|晚上|夜里|星期[一二三四五六日天]|周[一二三四五六日]",
    r"从.{1,12}[到至往].{1,12}",
    r"路线|途经|沿途|出发|一路",
)
_TRACE: Final = re.compile("|".join(_TRACES))
_PART_OF_DAY: Final = "凌晨|清晨|早上|早晨|上午|中午|下午|傍晚|晚上"
_COUNT: Final = r"(?:\d{1,2}|[一二两三四五六七八九十]{1,3})"
_HOUR: Final = re.compile(
    rf"(?:[今昨前]天|刚才|刚刚)?(?:{_PART_OF_DAY})?(?:大概|大约|差不多)?"
    rf"(?:\d{{1,2}}[:：]\d{{2}}|{_COUNT}点(?:{_COUNT}分?|半|钟|整|许|多|左右))[，,]?"
    rf"|(?:[今昨前]天)?(?:{_PART_OF_DAY}){_COUNT}点[，,]?"
)
_SECRECY: Final = re.compile(
    r"(?:这是|我们?去?)?(?:暗访|暗查)(?:时|中|的时候)?(?:发现|看到)?[：:，,]?"
)
_PHONE: Final = re.compile(
    r"(?:我的)?(?:电话|手机)?[是:：]?\s*(?<!\d)1[3-9]\d(?:[ -]?\d{4}){2}(?!\d)"
)


def trace_of_a_visit(text: str) -> str:
    """Return the first words that tell the time or the way of a visit, "" for none."""
    found = _TRACE.search(text)
    return found.group() if found else ""


def without_hours(text: str) -> str:
    """Return a text without the hours in it: a letter tells the week."""
    return _HOUR.sub("", text)


def tells_of_secrecy(text: str) -> bool:
    """Whether an observer says that nobody knew of the visit."""
    return _SECRECY.search(text) is not None


def without_secrecy(text: str) -> str:
    """Return a text without the words that tell of a 暗访: a unit never learns of one."""
    return _SECRECY.sub("", text)


def without_people(text: str, names: Iterable[str]) -> str:
    """Return a text without these names, as people give their own, and without mobile phones."""
    for name in names:
        text = re.sub(rf"(?:我是|我叫)?{re.escape(name)}[，,。]?", "", text)
    return _PHONE.sub("", text)
