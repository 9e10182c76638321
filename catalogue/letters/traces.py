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
_DEADLINE: Final = re.compile(r"[于在至到]?(?:\d{4}年)?\d{1,2}月\d{1,2}[日号]之?[前止]")
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
_OF_MYSELF: Final = "(?:我是|我叫|本人)?(?:民生实事)?(?:监督员|评议员|观察员)?[：:]?"
_A_PLACE: Final = (  # what makes a place of the name before it: 高峰村, but not 高峰村民
    "村(?!民)|镇|乡(?!亲)|街道|社区|小区|水库|水厂|小学|中学|学校|敬老院|卫生院|大桥|大道|公路|路段"
)
_PHONE: Final = re.compile(
    r"(?:我的|本人)?(?:联系)?(?:电话|手机号?码?|微信)?(?:同号)?[是:：]?\s*"
    r"(?<!\d)1[3-9]\d(?:[ .·-]?\d{4}){2}(?!\d)[，,]?"
)
_CARD: Final = re.compile(r"(?:我的)?(?:身份证号?码?)?[是:：]?\s*(?<!\d)\d{17}[\dXx](?!\d)[，,]?")


def trace_of_a_visit(text: str) -> str:
    """Return the first words that tell the time or the way of a visit, "" for none.

    Until when something is to be done is no trace.
    """
    found = _TRACE.search(_DEADLINE.sub("", text))
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
    """Return a text without these names, as people give their own, and without numbers of theirs.

    Numbers are those of mobile phones and of identity cards; names may be spaced out. A place that
    is called as somebody is stays (高峰村).
    """
    for name in names:
        spaced = r"[ \u3000]*".join(re.escape(each) for each in name)
        text = re.sub(rf"{_OF_MYSELF}{spaced}(?!{_A_PLACE})(?:本人)?[，,。]?", "", text)
    return _PHONE.sub("", _CARD.sub("", text))


def without_namesakes(text: str, names: Iterable[str]) -> str:
    """Return a text without the places that are called as these people are: 高峰村 names nobody."""
    for name in filter(None, names):
        text = re.sub(rf"(?<!员){re.escape(name)}(?:{_A_PLACE})", "", text)
    return text
