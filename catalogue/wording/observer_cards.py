"""What the chat says about a report's card: few questions, each answered in a word."""

from collections.abc import Sequence

_COUNTS = ("", "一", "两", "三")
OR_UNSEEN = "没看到"
SEVERAL = "可多选"
THANKS = "谢谢您。"
COMPLETE = "采集卡已完整，谢谢您。"
NOT_ASKED_AGAIN = "好，这几样不问了。"


def ask(questions: Sequence[str]) -> str:
    """Ask for the few fields that matter, on top of a reply."""
    how_many = _COUNTS[len(questions)]
    return f"还想请您看{how_many}样，回一个字就行，不晓得就不管：{_listed(questions)}"


def question(ask_words: str, options: Sequence[str]) -> str:
    """Write one question with the answers it takes, e.g. 公示牌有没有（有/没有/没看到）."""
    return f"{ask_words}（{'/'.join(options)}）"


def lettered(choices: Sequence[str], *more: str) -> str:
    """Write choices with their letters, e.g. A未开工 B不到25%."""
    named = [f"{chr(ord('A') + place)}{choice}" for place, choice in enumerate(choices)]
    return " ".join((*named, *more))


def roughly(unit: str) -> str:
    """Write what an amount is wanted in."""
    return f"{unit}，估的也行" if unit else "估的也行"


def noted(number: str, told: Sequence[str]) -> str:
    """Say what was written into the card."""
    return f"记在{number}号里了：{'，'.join(told)}。" if told else ""


def settled(labels: Sequence[str]) -> str:
    """Say which fields the office has settled, where an answer changes nothing."""
    return f"{'、'.join(labels)}办公室已经核定，照办公室的。" if labels else ""


def unlikely(label: str, said: str, asked: str) -> str:
    """Ask once more for an amount that cannot well be."""
    return f"{label}{said}好像不对，请再看一眼：{asked}。"


def remaining(questions: Sequence[str]) -> str:
    """Name what is still open."""
    return f"方便的话还有：{_listed(questions)}"


def told(label: str, shown: str) -> str:
    """Say one field with its value."""
    return f"{label}{shown}"


def not_understood(asked: str) -> str:
    """Answer 改 with a value that the field does not take."""
    return f"没看懂，没有改。请这样回：{asked}。"


def _listed(questions: Sequence[str]) -> str:
    if len(questions) == 1:
        return f"{questions[0]}。"
    return "".join(f"\n{place} {asked}" for place, asked in enumerate(questions, start=1))
