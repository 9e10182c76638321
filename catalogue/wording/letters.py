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


def from_observers(seen: str) -> str:
    """Open a letter: observers, without a name; `seen` is empty for a 暗访."""
    when = f"{seen}，" if seen else ""
    return f"{when}民生实事观察员反映，经核实，有以下情况："
