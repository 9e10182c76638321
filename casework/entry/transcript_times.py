"""Times as WeChat and WeCom write them: 2023/7/14 9:32, 7月14日 上午9:32, 昨天 21:05, 9:32.

Some leave out the year, some the whole day; `TimeReader` remembers the day that was named last.
"""

import re
from datetime import date, datetime, timedelta

from casework.rules import SHANGHAI

_WEEKDAYS = {name: day for day, name in enumerate("一二三四五六日")} | {"天": 6}
_HALF_DAY = timedelta(hours=12)
_DAY = (
    r"(?:(?:(?P<year>\d{4})\s?[-/.年]\s?)?(?P<month>\d{1,2})\s?[-/.月]\s?(?P<day>\d{1,2})\s?日?"
    r"|(?P<near>今天|昨天|前天)|(?:星期|周)(?P<weekday>[一二三四五六日天]))"
)
_OFTEN_BESIDE = r"(?:\s*[（(]?(?:星期|周)[一二三四五六日天][)）]?)?"
_CLOCK = (
    r"(?P<half>凌晨|清晨|早上|上午|中午|下午|傍晚|晚上|[AaPp][Mm])?\s*"
    r"(?P<hour>\d{1,2})[:：](?P<minute>\d{2})(?:[:：](?P<second>\d{2}))?"
    r"\s*(?P<after>[AaPp][Mm])?"
)
DATED = rf"{_DAY}{_OFTEN_BESIDE}[\sT]*{_CLOCK}"
CLOCK_ONLY = _CLOCK
DAY_ONLY = rf"{_DAY}{_OFTEN_BESIDE}"
_NEAR = {"今天": 0, "昨天": 1, "前天": 2}
_LATE = frozenset({"下午", "傍晚", "晚上", "pm"})
_EARLY = frozenset({"凌晨", "上午", "am"})
_NOON, _FIRST_AFTERNOON_HOURS = 12, 5


class TimeReader:
    """Turns found times into moments, line after line.

    `now` (aware) is when the transcript was pasted; `first_day` is what a clock without any day
    before it belongs to.
    """

    def __init__(self, now: datetime, first_day: date) -> None:
        self._today = now.astimezone(SHANGHAI).date()
        self._latest = datetime(first_day.year, first_day.month, first_day.day, tzinfo=SHANGHAI)

    def knows(self, found: re.Match[str]) -> bool:
        """Whether what looks like a time or a day is one: the 45th of July is not."""
        return self._read(found) is not None

    def read(self, found: re.Match[str]) -> datetime:
        """Return the moment and remember its day; raises ValueError where `knows` says no."""
        moment = self._read(found)
        if moment is None:
            raise ValueError("not a time")
        self._latest = moment
        return moment

    @property
    def latest(self) -> datetime:
        """The moment of the line read last."""
        return self._latest

    def _read(self, found: re.Match[str]) -> datetime | None:
        words = found.groupdict()
        try:
            day = self._day(words)
            if words.get("hour") is None:
                return datetime(day.year, day.month, day.day, tzinfo=SHANGHAI)
            clock = (_hour(words), int(words["minute"]), int(words["second"] or 0))
            moment = datetime(day.year, day.month, day.day, *clock, tzinfo=SHANGHAI)
            has_day = any(words.get(name) for name in ("month", "near", "weekday"))
            if not has_day and self._latest - moment > _HALF_DAY:  # the talk went past midnight
                return moment + timedelta(days=1)
        except (ValueError, OverflowError):
            return None
        return moment

    def _day(self, words: dict[str, str | None]) -> date:
        if words.get("near"):
            return self._today - timedelta(days=_NEAR[words["near"] or ""])
        if words.get("weekday"):
            wanted = _WEEKDAYS[words["weekday"] or ""]
            return self._today - timedelta(days=(self._today.weekday() - wanted) % 7)
        if not words.get("month"):
            return self._latest.date()
        month, day = int(words["month"] or ""), int(words["day"] or "")
        if words["year"]:
            return date(int(words["year"]), month, day)
        this_year = date(self._today.year, month, day)
        return this_year if this_year <= self._today else date(self._today.year - 1, month, day)


def _hour(words: dict[str, str | None]) -> int:
    hour, half = int(words["hour"] or ""), (words["half"] or words["after"] or "").lower()
    if half in _LATE and hour < _NOON:
        return hour + _NOON
    if half == "中午" and hour <= _FIRST_AFTERNOON_HOURS:
        return hour + _NOON
    return 0 if half in _EARLY and hour == _NOON else hour
