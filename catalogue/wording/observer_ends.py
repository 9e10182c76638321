"""What an observer reads of the steps and the end of what they reported. Nothing tells who did it.

A word stands here for an event that is stored. (Source: issue 5 item 8; peers R11.)
"""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Final

ASKED: Final = "办公室有一句话问您，等您回复。"
NO_RESULT: Final = "还没有办理结果，一有结果就告诉您。"
_ENDS: Final[Mapping[str, str]] = {
    "solved": "已解决",
    "lasting": "要长期做，转长期推进",
    "not_ours": "不归专班管",
    "unverifiable": "没能核实到",
    "duplicate": "和已经在办的是同一件事",
}
_STEPS: Final[Mapping[str, str]] = {
    "received": "已收到",
    "reviewed": "已审核",
    "handed": "已转有关单位",
    "sent": "已发函",
    "signed": "单位已签收",
    "answered": "单位已反馈",
    "verified": "已到现场核实",
}


def ended(number: str, code: str, words: str) -> str:
    """Tell how a matter ended."""
    return f"{number}号办结：{_ENDS[code]}。{_sentence(words)}谢谢您，现场有变化随时再报。"


def reopened(number: str) -> str:
    """Tell that a matter that had ended is in hand again."""
    return f"{number}号又在办了：办公室核对后重新打开，有结果再告诉您。"


def step(day: date, name: str, done: int = 1, of: int = 1) -> str:
    """Name a step with its day; of several letters with how many have come to it."""
    told = f"{day.month}月{day.day}日{_STEPS[name]}"
    return told if of == 1 else f"{told}（{of}件里{done}件）"


def progress(number: str, held: Sequence[str], steps: Sequence[str]) -> str:
    """Answer 进度 with the steps in their order."""
    tag = f"（{'，'.join(held)}）" if held else ""
    return f"{number}号{tag}：{'，'.join(steps)}。"


def result(code: str, words: str) -> str:
    """Name an end with its words."""
    return f"结果：{_ENDS[code]}。{_sentence(words)}"


def rest(matters: int) -> str:
    """Tell how many matters of the report go on."""
    return f"还有{matters}件在办。"


def _sentence(words: str) -> str:
    return words if words.endswith(("。", "！", "；")) else f"{words}。"
