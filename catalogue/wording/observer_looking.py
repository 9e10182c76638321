"""What an observer reads once a unit has answered: a look is asked for, in three digits at most."""

from datetime import date

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


def closed_already(number: str) -> str:
    """Answer a verdict that came after the end."""
    return f"{number}号已经办结。现场要是还没好，直接发照片再报一次，办公室接着看。"
