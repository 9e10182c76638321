"""Short everyday messages: thanks that need no answer, and bare answers to our questions."""

import re
import unicodedata
from typing import Literal

# WeChat's faces arrive as [强], /::) and the like; none of them is a report.
_FACES = re.compile(r"\[[^\[\]]{1,8}\]|/:[^\s]{1,8}")
_NOT_WORDS = re.compile(r"[^\w]+|_")
_PLEASANTRIES = frozenset(
    (
        "", "好", "好的", "好嘞", "好咯", "好哒", "行", "可以", "嗯", "嗯嗯", "嗯好", "哦", "哦哦",
        "噢", "收到", "收到了", "好的收到", "知道了", "晓得了", "明白", "明白了", "ok", "okay",
        "对", "是", "是的", "不是", "没有", "不用", "不用了",
    )
)  # fmt: skip
_SAYS_SOMETHING_ELSE = frozenset(("", "对", "是", "是的", "不是", "没有", "不用", "不用了"))
_YES_OR_NO = frozenset(("对", "是", "是的", "不是", "没有"))
_THANKS = re.compile(
    r"(?:好|好的|嗯|收到)?(?:谢谢|多谢|感谢|辛苦|麻烦)(?:了|你们?|您们?|大家|各位|同志|领导|啦|啊)*"
)
_GREETINGS = frozenset(
    (
        "你好", "您好", "你好啊", "您好啊", "你好呀", "在", "在吗", "在么", "在不", "在不在",
        "有人吗", "有人在吗", "早", "早上好", "上午好", "中午好", "下午好", "晚上好", "hello", "hi",
    )
)  # fmt: skip
_DIGIT = {"一": 1, "二": 2, "三": 3, "四": 4, "①": 1, "②": 2, "③": 3, "④": 4}
_BARE_NUMBER = re.compile(r"(?:[回选]\s*)?(?P<number>\d{4}-\d{1,6}|\d{1,6})号?")
_NEW = re.compile(r"是的?|不同|(?:是|算)?(?:另(?:外)?一处|(?:一处)?新的?(?:一处|地方|一件)?)的?")
_SAME = re.compile(
    r"还是|不是(?:新的(?:一处)?)?|一样的|(?:还?是)?(?:同一[处个件](?:地方)?|那[个里处])的?"
)
_SAME_AS = re.compile(r"(?:还是|是)(?:\d{4}-)?\d{1,6}号?(?:的)?")


def bare_words(text: str) -> str:
    """Return the message without faces, punctuation, spaces and capitals."""
    plain = unicodedata.normalize("NFKC", _FACES.sub("", text))
    return _NOT_WORDS.sub("", plain).lower()


def is_pleasantry(text: str) -> bool:
    """Whether the message is a bare 好, 谢谢, 👍: silence is the friendly answer."""
    words = bare_words(text)
    return words in _PLEASANTRIES or _THANKS.fullmatch(words) is not None


def is_acknowledgement(text: str) -> bool:
    """Whether the message says no more than that ours was read: 收到, 好的."""
    return bare_words(text) in _PLEASANTRIES - _SAYS_SOMETHING_ELSE


def is_yes_or_no(text: str) -> bool:
    """Whether a pleasantry says something where a question was asked."""
    return bare_words(text) in _YES_OR_NO


def is_greeting(text: str) -> bool:
    """Whether the message is a bare 您好, 在吗: it gets the kind line and opens nothing."""
    return bare_words(text) in _GREETINGS


def bare_number(text: str) -> str:
    """Return the number that is the whole message, as typed (2, 32, 0714-32), or empty."""
    plain = unicodedata.normalize("NFKC", text).strip().rstrip("。.!！、 ")
    if plain in _DIGIT:
        return str(_DIGIT[plain])
    found = _BARE_NUMBER.fullmatch(plain)
    return found["number"] if found else ""


def new_or_same(text: str) -> Literal["new", "same"] | None:
    """Read the answer to 是新的一处吗 in digits or words."""
    number, words = bare_number(text), bare_words(text)
    if number == "1" or _NEW.fullmatch(words):
        return "new"
    if number == "2" or _SAME.fullmatch(words) or _SAME_AS.fullmatch(words):
        return "same"
    return None
