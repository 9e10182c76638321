"""What the pages of settings say: why something is not saved, and whom a change touches."""

from datetime import date
from typing import Final

SAVED: Final = "已保存，马上生效；以前的都留着，可以随时改回。"
CHANGED_ELSEWHERE: Final = "刚才有人改过这一项，您的没有保存。看一下现在的内容，需要的话再改一次。"
NO_SOURCE: Final = "请写明依据或原因（哪份文件、谁定的），最多200字。"
NO_DAY: Final = "请填一个日子，例如2026-05-04。"
NOTICE_TOO_LONG: Final = "通知太长了，只贴放假安排那几段。"
NOTHING_TURNS: Final = "和现在的日历一样，没有一天会变。"
BASES: Final = {
    "seed": "规定",
    "found": "公开资料",
    "believed": "参考，待办公室核定",
    "own": "办公室约定",
}
_WEEKDAYS: Final = "一二三四五六日"


def brought_back(version: int) -> str:
    """Note that an earlier version holds again."""
    return f"改回第{version}版" if version else "改回系统自带的"


def day_name(day: date) -> str:
    """Name a day with its day of the week."""
    return f"{day:%Y-%m-%d} 周{_WEEKDAYS[day.weekday()]}"


def turned(*, works: bool) -> tuple[str, str]:
    """Say what a day was and what it becomes."""
    return ("放假", "上班") if works else ("上班", "放假")


def calendar_title(key: str) -> str:
    """Head the preview of a change of the calendar."""
    return f"{key}年的放假通知" if key.isdecimal() else f"{key} 这一天"


def terms_stay(running: int) -> str:
    """Say what a new calendar does to letters that were delivered."""
    return (
        f"以后送达的函按新的日历算时限；已经送达的{running}件函，限期那一天不变，"
        "只是提醒经办的日子按新的日历排。"
    )
