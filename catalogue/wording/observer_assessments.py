"""What an observer is told about the 三题监督测评: three questions, answered in three digits."""

from collections.abc import Sequence
from datetime import date

NONE_OPEN = "现在没有要您答的测评。"
LEFT = "好，不答了。想答的时候再回“测评”。"


def question(number: int, text: str, choices: Sequence[str]) -> str:
    """Ask one question with its choices, e.g. 1.进度怎么样？1按时 2慢一些."""
    listed = " ".join(f"{place}{choice}" for place, choice in enumerate(choices, start=1))
    return f"第{number}题 {text} {listed}"


def asking(title: str, lines: Sequence[str], closes_on: date) -> str:
    """Ask the three questions."""
    how = (
        f"三个数字一起回就行，如“121”；一个一个回也行，不想答回“跳过”。{_until(closes_on)}前都能改。"
        "办公室只看各组合计，不看是谁答的。"
    )
    return "\n".join([f"请您答三道题：“{title}”。", *lines, how])


def answered(text: str, choice: str) -> str:
    """Return an answered question."""
    return f"{text}{choice}"


def thanks(told: Sequence[str], closes_on: date) -> str:
    """Tell that all three are answered."""
    return f"测评记下了：{'；'.join(told)}。{_until(closes_on)}前回三个数字可以改。"


def next_one(told: Sequence[str], line: str) -> str:
    """Ask the next question after one is answered."""
    return f"记下了：{'；'.join(told)}。\n{line}"


def no_such_choice(number: int, line: str) -> str:
    """Tell that a digit is none of the choices."""
    return f"第{number}题没有这个选项，还没有记。\n{line}"


def how_to_answer(title: str, left: int) -> str:
    """Tell how many digits are wanted."""
    return f"“{title}”还差{left}题。请回{left}个数字；全部重答，回三个数字。"


def standing(title: str, told: Sequence[str], lines: Sequence[str], closes_on: date) -> str:
    """Answer 测评: the questions, and what was answered before."""
    before = [f"您答过：{'；'.join(told)}。"] if told else []
    how = f"回三个数字就行，如“121”。{_until(closes_on)}前都能改。"
    return "\n".join([f"“{title}”", *lines, *before, how])


def _until(closes_on: date) -> str:
    return f"{closes_on.month}月{closes_on.day}日24点"
