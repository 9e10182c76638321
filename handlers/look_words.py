"""Reads answers to 请您看一眼: a digit, the option's own words, with the report's number or not.

收到, 好的 and 谢谢 are no verdict. (Source: issue 5 item 8.)
"""

import re
import unicodedata
from dataclasses import dataclass
from typing import Final

from handlers.phrases import bare_number, bare_words, is_acknowledgement
from storage.closing.looks import Verdict

_DIGITS: Final[dict[str, Verdict]] = {"1": "fixed", "2": "not_fixed", "3": "cannot_go"}
_DONE: Final = r"修|弄|搞|做|整|整改|处理|修理|维修"
_MENDED: Final = rf"(?:(?:{_DONE})?好|(?:{_DONE})(?:完|到位)|修通|解决)"
_WORDS: Final[tuple[tuple[Verdict, re.Pattern[str]], ...]] = (
    (
        "not_fixed",
        re.compile(rf"(?:还是?|一直|根本)?(?:没有?|未){_MENDED}|(?:还是)?老样子|没(?:人)?动"),
    ),
    (
        "fixed",
        re.compile(rf"(?:现在|确实)?(?:都|已经?|全)?都?{_MENDED}了|已经?{_MENDED}"),
    ),
    ("cannot_go", re.compile(r"(?:我)?(?:去不了|去不成|没空去|没时间去|不方便去|不在家去不了)")),
)
_WITH_NUMBER: Final = re.compile(
    r"(?P<number>\d{4}-\d{1,6}|\d{1,6})(?:\s*号\s*|[\s:,，、]+)[\s:,，、]*(?P<said>\S.*)"
)
_NUMBER_LAST: Final = re.compile(r"(?P<said>[123])[\s:,，、]+(?P<number>\d{4}-\d{1,6})\s*号?")
_OPTION: Final = re.compile(r"[回选]?\s*(?P<digit>[123一二三①②③])[\s.:,，、）)]*(?P<words>\D.*)")
_THANKS: Final = re.compile(r"[\s,，。!！]*(?:谢谢|多谢|感谢|辛苦)(?:了|你们?|您们?|大家|领导)*$")


@dataclass(frozen=True, slots=True)
class Said:
    """What was said; no verdict: it was acknowledged. `number` is empty where none was named.

    `is_clear` is false where the digit says one thing and the words another. `is_short`: the bare
    好了, with which people also end what they are reporting.
    """

    verdict: Verdict | None
    number: str = ""
    is_clear: bool = True
    is_short: bool = False


def read(text: str) -> Said | None:
    """Return what a message says about a look, None where it says nothing of the kind."""
    plain = unicodedata.normalize("NFKC", text).strip().rstrip("。.!！")
    plain = _THANKS.sub("", plain) or plain
    option = _option(plain)
    if option is not None:
        return option
    named = _NUMBER_LAST.fullmatch(plain) or _WITH_NUMBER.fullmatch(plain)
    if named is not None:
        inner = _option(named["said"])
        verdict = inner.verdict if inner else _verdict(named["said"])
        is_clear = inner is None or inner.is_clear
        if verdict:
            return Said(verdict, named["number"], is_clear=is_clear)
    verdict = _verdict(plain)
    if verdict:
        return Said(verdict, is_short=bare_words(plain) == "好了")
    return Said(None) if is_acknowledgement(plain) else None


def _option(said: str) -> Said | None:
    """Read an option sent back whole: 1 已经好了, 2、还没好（请发照片）."""
    found = _OPTION.fullmatch(said.replace("(请发照片)", ""))
    verdict = _in_words(found["words"]) if found else None
    if found is None or verdict is None:
        return None
    return Said(verdict, is_clear=_DIGITS[bare_number(found["digit"])] == verdict)


def _verdict(said: str) -> Verdict | None:
    return _DIGITS.get(bare_number(said)) or _in_words(said)


def _in_words(said: str) -> Verdict | None:
    words = bare_words(said)
    return next((verdict for verdict, pattern in _WORDS if pattern.fullmatch(words)), None)
