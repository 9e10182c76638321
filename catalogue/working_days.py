"""Working days by the State Council's calendar with 调休, and office time for nudges.

Two kinds of question are kept apart. A legal term asks `is_legal_working_day`, which refuses a year
that no notice covers. A nudge (an alarm, a digest) has no legal effect: `is_nudging_day` then takes
Monday to Friday. (Source: mechanics §Policy; the notices come with `chinese_calendar`.)
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta
from typing import Final
from zoneinfo import ZoneInfo

import chinese_calendar

from catalogue.wording.calendar import year_not_loaded

_CHINA: Final = ZoneInfo("Asia/Shanghai")
_SATURDAY: Final = 5
_SPAN: Final = re.compile(r"(\d{1,2}):(\d\d)-(\d{1,2}):(\d\d)")


class YearNotLoaded(LookupError):
    """No notice of the State Council covers this year; its text says what to load."""

    def __init__(self, year: int) -> None:
        super().__init__(year_not_loaded(year))
        self.year = year


@dataclass(frozen=True, slots=True)
class Span:
    """One stretch of a day's office hours, e.g. 8:30 to 12:00, by the clock in 邵阳."""

    start: time
    end: time


@dataclass(frozen=True, slots=True)
class Calendar:
    """What the office entered beside the notices that come with `chinese_calendar`.

    `days`: day → whether people work, which outranks the notices; `years`: those whose whole
    notice was entered, where every other day goes by its day of the week.
    """

    days: Mapping[date, bool] = field(default_factory=dict)
    years: frozenset[int] = frozenset()


AS_PUBLISHED: Final = Calendar()


def is_legal_working_day(day: date, entered: Calendar = AS_PUBLISHED) -> bool:
    """Whether people work on this day by the notices. Raises YearNotLoaded, and never guesses."""
    if day in entered.days:
        return entered.days[day]
    try:
        return bool(chinese_calendar.is_workday(day))
    except NotImplementedError as error:
        if day.year in entered.years:
            return day.weekday() < _SATURDAY
        raise YearNotLoaded(day.year) from error


def is_nudging_day(day: date, entered: Calendar = AS_PUBLISHED) -> bool:
    """Whether the office may be nudged on this day; Monday to Friday in a year without a notice."""
    try:
        return is_legal_working_day(day, entered)
    except YearNotLoaded:
        return day.weekday() < _SATURDAY


def read_span(text: str) -> Span:
    """Read "8:30-12:00". Raises ValueError for anything else, and where the end is not later."""
    found = _SPAN.fullmatch(text)
    if found is None:
        raise ValueError("not two times of a day")
    hour, minute, last_hour, last_minute = map(int, found.groups())
    span = Span(time(hour, minute), time(last_hour, last_minute))
    if span.start >= span.end:
        raise ValueError("ends before it begins")
    return span


def office_time(
    since: datetime, until: datetime, hours: Sequence[Span], entered: Calendar = AS_PUBLISHED
) -> timedelta:
    """Return how much office time lies between two aware moments; nothing if they are reversed.

    `hours` are the day's spans, which must not overlap.
    """
    first, last = since.astimezone(_CHINA).date(), until.astimezone(_CHINA).date()
    whole = timedelta()
    for number in range((last - first).days + 1):
        day = first + timedelta(days=number)
        if is_nudging_day(day, entered):
            whole += sum((_overlap(day, span, since, until) for span in hours), timedelta())
    return whole


def is_office_time(
    moment: datetime, hours: Sequence[Span], entered: Calendar = AS_PUBLISHED
) -> bool:
    """Whether somebody should be at the desk at this aware moment."""
    local = moment.astimezone(_CHINA)
    within = any(span.start <= local.time() < span.end for span in hours)
    return within and is_nudging_day(local.date(), entered)


def next_office_moment(
    moment: datetime, hours: Sequence[Span], entered: Calendar = AS_PUBLISHED
) -> datetime:
    """Return the next beginning of office hours after a moment."""
    day = moment.astimezone(_CHINA).date()
    while True:
        if is_nudging_day(day, entered):
            starts = (datetime.combine(day, span.start, _CHINA) for span in hours)
            later = [start for start in starts if start > moment]
            if later:
                return min(later).astimezone(UTC)
        day += timedelta(days=1)


def last_office_moment(moment: datetime, hours: Sequence[Span]) -> datetime:
    """Return when a day's office hours end."""
    day = moment.astimezone(_CHINA).date()
    return datetime.combine(day, max(span.end for span in hours), _CHINA).astimezone(UTC)


def _overlap(day: date, span: Span, since: datetime, until: datetime) -> timedelta:
    start = max(since, datetime.combine(day, span.start, _CHINA))
    end = min(until, datetime.combine(day, span.end, _CHINA))
    return max(end - start, timedelta())
