"""What is said of years whose working days are not known, and of notices that are entered."""

from datetime import date


def year_not_loaded(year: int) -> str:
    """Say what to load for a year that no notice covers."""
    return (
        f"{year}年的放假安排还没有装进来（国务院一般在上一年11月公布）。"
        "公布以后在办公室页面“设置·工作日历”贴上通知，"
        "或者运行 pip install --upgrade chinesecalendar 再重新启动；在那以前提醒按周一至周五排。"
    )


def no_holiday(name: str) -> str:
    """Say that a holiday is missing from a notice."""
    return f"没有读到{name}，请把通知全文都贴上。"


def no_such_day(sentence: str) -> str:
    """Say that a sentence names a day that cannot be."""
    return f"“{sentence}”里的日期读不懂。"


def other_count(sentence: str, told: int, read: int) -> str:
    """Say that a sentence counts other days than it names."""
    return f"“{sentence}”写的是共{told}天，读到的是{read}天。"


def no_weekend(day: date) -> str:
    """Say that a day to be worked is no weekend anyway."""
    return f"{day:%Y-%m-%d}本来就是工作日，不用写上班。"


def both_ways(day: date) -> str:
    """Say that a day is both off and worked."""
    return f"{day:%Y-%m-%d}又放假又上班，只能有一样。"


def other_year(year: int) -> str:
    """Say that the days are not of the year they are entered for."""
    return f"这份通知不是{year}年的。"
