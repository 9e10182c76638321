"""Which messages are commands: the whole message and nothing else.

进度太慢了 and 补充一点，墙也裂了 are notes; 进度 32 and 补充 32 are commands.
(Source: issue 2 item 6.)
"""

import re
import unicodedata
from dataclasses import dataclass
from typing import Literal

Name = Literal[
    "help",
    "mine",
    "done",
    "withdraw",
    "progress",
    "supplement",
    "correct",
    "bind",
    "report_it",
    "ask_office",
    "handbook",
    "office",
    "pause",
    "resume",
    "also",
    "join",
    "card",
    "leave_it",
    "ahead",
    "check_in",
    "visit",
    "essay",
    "assess",
    "reply",
]

_NUMBER = r"(?P<number>\d{4}-\d{1,6}|\d{1,6})\s*号?"
_END = r"[\s。.!！~]*$"
_PATTERNS: tuple[tuple[Name, re.Pattern[str]], ...] = (
    ("help", re.compile(rf"(?:帮助|help|怎么报|怎么用|[?])(?P<number>){_END}", re.IGNORECASE)),
    ("mine", re.compile(rf"我的(?:信息)?(?P<number>){_END}")),
    ("done", re.compile(rf"(?:完成|报完了)(?P<number>){_END}")),
    ("withdraw", re.compile(rf"撤回\s*(?:{_NUMBER})?{_END}")),
    ("progress", re.compile(rf"(?:查)?进度\s*(?:{_NUMBER})?{_END}")),
    ("supplement", re.compile(rf"补充\s*(?:{_NUMBER})?{_END}")),
    ("supplement", re.compile(rf"补充\s*{_NUMBER}[\s:,，、：]+(?P<rest>.+)", re.DOTALL)),
    ("correct", re.compile(rf"改\s*(?:{_NUMBER})?{_END}")),
    (
        "correct",
        re.compile(
            rf"改\s*(?:{_NUMBER}\s*)?"
            r"(?P<rest>(?:项目|类别|分类|地点|地方|性质|类型|紧急|不紧急)(?:[\s:：]+\S.*)?)$"
        ),
    ),
    ("bind", re.compile(rf"绑定(?P<number>){_END}")),
    (
        "bind",
        re.compile(
            r"绑定(?P<number>)[\s:：]*"
            r"(?P<rest>[^\d\s]{2,20}?\s*\d{4}|[A-Za-z0-9](?:[ -]?[A-Za-z0-9]){7})$"
        ),
    ),
    ("report_it", re.compile(rf"“?(?:报|报信息|当作?信息报)(?:\s+{_NUMBER})?”?{_END}")),
    ("handbook", re.compile(rf"手册(?P<number>)(?:[\s:]+(?P<rest>\S.{{0,19}}?))?{_END}")),
    ("pause", re.compile(rf"(?:暂停|停止|关闭|不再|不要|别再?)提醒我?了?(?P<number>){_END}")),
    ("resume", re.compile(rf"(?:恢复|继续|打开|开启)提醒(?P<number>){_END}")),
    ("also", re.compile(rf"(?:{_NUMBER}\s*)?也算(?P<rest>建议|信息){_END}")),
    ("also", re.compile(rf"也算(?P<rest>建议|信息)\s*{_NUMBER}{_END}")),
    ("leave_it", re.compile(rf"(?:取消|退出)报名\s*(?P<number>\d{{1,2}})?{_END}")),
    ("ahead", re.compile(rf"(?:检查|活动)安排(?P<number>){_END}")),
    ("check_in", re.compile(rf"签到(?P<number>){_END}")),
    (
        "assess",
        re.compile(
            rf"(?:监督|三题)?测评(?P<number>)[\s:：]*(?P<rest>[1-9][\s\d,，、]{{0,10}})?{_END}"
        ),
    ),
    ("visit", re.compile(rf"走访(?P<number>){_END}")),
    ("join", re.compile(rf"报名\s*(?P<number>\d{{1,2}})?{_END}")),
    ("card", re.compile(rf"(?:填卡|采集卡|填采集卡)\s*(?:{_NUMBER})?{_END}")),
    ("essay", re.compile(rf"交(?:调研)?材料(?P<number>)(?:[\s:]+(?P<rest>\S.{{0,59}}?))?{_END}")),
    ("reply", re.compile(rf"答\s*(?:{_NUMBER})?{_END}")),
    (
        "reply",
        re.compile(rf"答(?:\s*{_NUMBER})?[\s:,，、：]+(?P<rest>.+)", re.DOTALL),
    ),
    ("office", re.compile(rf"(?:找|联系)办公室(?P<number>){_END}")),
    ("ask_office", re.compile(rf"“?问办公室(?P<number>)”?{_END}")),
    ("ask_office", re.compile(r"问办公室(?P<number>)[\s:]+(?P<rest>.+)", re.DOTALL)),
)

_KEPT = frozenset(("supplement", "ask_office", "reply"))  # what follows is kept, so as it was typed


@dataclass(frozen=True, slots=True)
class Command:
    """A command; `number` as typed or empty, `rest` is what follows it."""

    name: Name
    number: str = ""
    rest: str = ""


def read_command(text: str) -> Command | None:
    """Return the command that the whole message is, or None. Full-width digits are as good."""
    typed = text.strip()
    plain = unicodedata.normalize("NFKC", typed)
    for name, pattern in _PATTERNS:
        found = pattern.match(plain)
        if found:
            parts = found.groupdict()
            rest = parts.get("rest") or ""
            if rest and name in _KEPT and len(plain) == len(typed):
                rest = typed[found.start("rest") :]
            return Command(name, parts.get("number") or "", rest.strip())
    return None
