"""The working days as the office entered them: single days by a late notice, whole years."""

from dataclasses import dataclass
from datetime import date, timedelta

from catalogue.holiday_notice import Notice
from catalogue.working_days import (
    AS_PUBLISHED,
    Calendar,
    YearNotLoaded,
    is_legal_working_day,
    is_nudging_day,
)
from storage.database import Connection
from storage.settings.versions import Setting, newest

FAMILY = "calendar"
_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class YearState:
    """A year for the page: whether its days are known, and whose notice it is (0: nobody's)."""

    year: int
    published: bool
    entered: Setting | None

    @property
    def known(self) -> bool:
        """Whether terms may be counted in it."""
        return self.published or (self.entered is not None and self.entered.value is not None)


def calendar_now(connection: Connection) -> Calendar:
    """Return what the office entered; single days outrank a year's notice."""
    return calendar_of(newest(connection, FAMILY))


def calendar_of(entered: dict[str, Setting]) -> Calendar:
    """Return these settings as a calendar: keys are days (2026-05-04) and years (2027)."""
    days: dict[date, bool] = {}
    years = {int(key): each for key, each in entered.items() if key.isdecimal() and each.value}
    for each in years.values():
        value = each.value or {}
        days |= {date.fromisoformat(day): False for day in value["off"]}
        days |= {date.fromisoformat(day): True for day in value["worked"]}
    for key, each in entered.items():
        if each.value and not key.isdecimal():
            days[date.fromisoformat(key)] = bool(each.value["works"])
    return Calendar(days, frozenset(years))


def year_states(entered: dict[str, Setting], first: int, last: int) -> list[YearState]:
    """Return the state of each year from `first` to `last`."""
    return [
        YearState(year, is_known(year, AS_PUBLISHED), entered.get(str(year)))
        for year in range(first, last + 1)
    ]


def notice_value(notice: Notice) -> dict[str, list[str]]:
    """Return a notice as it is kept."""
    return {
        "off": [day.isoformat() for day in notice.off],
        "worked": [day.isoformat() for day in notice.worked],
    }


def is_known(year: int, calendar: Calendar) -> bool:
    """Whether terms may be counted in a year; a single day of it that was entered is no notice."""
    if year in calendar.years:
        return True
    try:
        is_legal_working_day(date(year, 1, 1))
    except YearNotLoaded:
        return False
    return True


def differing_days(year: int, before: Calendar, after: Calendar) -> list[tuple[date, bool]]:
    """Return (day, whether people work now) for each day of a year that a change would turn.

    A year that was unknown before counts from Monday to Friday.
    """
    day, turned = date(year, 1, 1), []
    while day.year == year:
        works = is_nudging_day(day, after)
        if works is not is_nudging_day(day, before):
            turned.append((day, works))
        day += _DAY
    return turned
