"""What letters themselves say by our hand: numbers, weeks, terms. Never more than is known."""

from datetime import date, timedelta
from typing import Final

ROLES: Final = {
    "clerk": "经办",
    "director": "专班办公室主任",
    "convenor": "专班召集人",
    "deputy_convenor": "专班副召集人",
}
_WEEK: Final = timedelta(days=6)


def number(word: str, year: int, sequence: int) -> str:
    """Return a 文号: six-cornered brackets, no 第, no leading zero (GB/T 9704)."""
    return f"{word}〔{year}〕{sequence}号"


def week_of(day: date) -> str:
    """Tell when something was seen by its week, Monday to Sunday: never the day or the hour."""
    monday = day - timedelta(days=day.weekday())
    sunday = monday + _WEEK
    end = f"{sunday.day}日" if sunday.month == monday.month else f"{sunday.month}月{sunday.day}日"
    return f"{monday.month}月{monday.day}日至{end}期间"


def from_observers(seen: str, *, verified: bool = True) -> str:
    """Open a letter: observers, without a name; `seen` is empty for a 暗访.

    经核实 is said of what the office verified only.
    """
    when = f"{seen}，" if seen else ""
    looked = "，经核实" if verified else ""
    return f"{when}民生实事观察员反映{looked}，有以下情况："


def title(about: str, kind: str) -> str:
    """Propose a title; `about` is where and what, or empty."""
    return f"关于{about}有关问题的{kind}"


ASKED_OF_EACH: Final = "请尽快核实并整改。"
ASKED_OF_ALL: Final = "请高度重视，明确专人负责，逐项整改到位，并按时反馈办理结果。"


def called_an_observer(name: str) -> tuple[str, ...]:
    """Return the ways in which a letter would call somebody an observer by name."""
    return (f"观察员{name}", f"{name}观察员", f"监督员{name}", f"评议员{name}")
