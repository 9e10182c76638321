"""What an observer reads once a unit has answered: a look is asked for, in three digits at most."""

from collections.abc import Sequence
from datetime import date
from typing import Final

_MOST_NAMED: Final = 5
LATER = "好的，看过之后回1或2就行。"


def asking(number: str, answered_on: date, words: str, *, photos: bool) -> str:
    """Ask to look whether a unit's answer holds."""
    on = f"{answered_on.month}月{answered_on.day}日"
    shown = "（照片）" if photos else ""
    return (
        f"{number}号：单位{on}答复“{words}”{shown}。"
        "您方便时看一眼：1 已经好了 2 还没好（请发照片） 3 去不了。"
    )


def fixed(number: str) -> str:
    """Answer 已经好了."""
    return f"{number}号记下了：已经好了。谢谢您去看。记错了，回“{number} 2”。"


def not_fixed(number: str) -> str:
    """Answer 还没好."""
    return (
        f"{number}号记下了：还没好，办公室会再核查。请现在发照片；"
        f"过后再拍的，先发“补充 {number}”再发照片。"
    )


def cannot_go(number: str) -> str:
    """Answer 去不了."""
    return f"好的，{number}号您不用去了，办公室另想办法。"


def also_waiting(number: str) -> str:
    """Name another matter that waits for their look."""
    return f"还有{number}号也请您看一眼，回“{number} 1”这样就行。"


def closed_already(number: str, verdict: str) -> str:
    """Answer a verdict that came after the end."""
    if verdict == "not_fixed":
        return (
            f"{number}号前面办结了，您说还没好，已请办公室再核查。"
            f"请现在发照片；过后再拍的，先发“补充 {number}”再发照片。"
        )
    return f"{number}号已经办结，谢谢您。现场要是又坏了，直接发照片再报一次，办公室接着看。"


def which(numbers: Sequence[str]) -> str:
    """Ask which of several matters a bare digit is about."""
    return (
        f"请您看的有{len(numbers)}件：{_named(numbers)}。说的是哪件？回“{numbers[0]} 1”这样就行。"
    )


def later(numbers: Sequence[str]) -> str:
    """Answer 收到 where several matters wait for a look."""
    return f"好的，看过之后回“{numbers[0]} 1”这样就行（请您看的有{_named(numbers)}）。"


def unclear(number: str) -> str:
    """Ask again where the digit and the words say different things."""
    return f"没看明白：{number}号好了没有？好了回“{number} 1”，没好回“{number} 2”。"


def is_it(number: str) -> str:
    """Ask whether 好了, said in the midst of a report, is about the matter to look at."""
    return f"您是说{number}号已经好了吗？是就回“{number} 1”；不是，接着报您的就行。"


def if_it_was_the_answer(number: str) -> str:
    """Tell how to answer, where a recording may have been meant as the answer."""
    return f"这段要是说{number}号的，请再回1（已经好了）或2（还没好）。"


def _named(numbers: Sequence[str]) -> str:
    return "、".join(f"{number}号" for number in numbers[:_MOST_NAMED])
