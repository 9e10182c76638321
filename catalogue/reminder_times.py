"""When observers are reminded: the moments of a month, moved off holidays, and the decent hours.

(Source: issue 4 item 6; a nudge has no legal effect, so a year without a calendar runs Monday to
Friday: mechanics §Policy.)
"""

from calendar import monthrange
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from functools import cache, partial
from pathlib import Path
from typing import Annotated, Final, Self
from zoneinfo import ZoneInfo

from pydantic import BeforeValidator, ConfigDict, Field, model_validator

from catalogue.data_files import DATA, Row, read_row
from catalogue.quota.quota_policy import Basis
from catalogue.working_days import AS_PUBLISHED, Calendar, Span, is_nudging_day, read_span

_CHINA: Final = ZoneInfo("Asia/Shanghai")
_DAY: Final = timedelta(days=1)


class MomentRow(Row):
    """One moment of each month: a day, and an hour such as 9:30 by the clock in 邵阳."""

    day: int = Field(ge=1, le=28)
    at: Annotated[time, BeforeValidator(lambda text: datetime.strptime(text, "%H:%M").time())]  # noqa: DTZ007 - an hour of the day has no zone
    yearly: bool


class ReminderPolicy(Row):
    """When reminders leave."""

    model_config = ConfigDict(arbitrary_types_allowed=True)

    basis: Basis
    hours: Annotated[Span, BeforeValidator(read_span)]
    yearly_from: int = Field(ge=1, le=12)
    most_in_a_month: int = Field(ge=0)
    moments: tuple[MomentRow, ...] = Field(strict=False)

    @model_validator(mode="after")
    def _is_no_nagging(self) -> Self:
        days = [moment.day for moment in self.moments]
        if days != sorted(set(days)) or len(days) > self.most_in_a_month:
            raise ValueError("moments: each day once, in order, no more than most_in_a_month")
        if any(not self.hours.start <= moment.at < self.hours.end for moment in self.moments):
            raise ValueError("moments: each within hours")
        return self


@dataclass(frozen=True, slots=True)
class Moment:
    """One moment: the `number`-th of its month, from `at` until `until` (aware UTC)."""

    month: date
    number: int
    at: datetime
    until: datetime
    yearly: bool

    @property
    def period(self) -> str:
        """Its name for ever, whatever becomes of the policy's days: e.g. 2026-07/1."""
        return f"{self.month:%Y-%m}/{self.number}"


@cache
def load_reminders(path: Path = DATA / "reminders.toml") -> ReminderPolicy:
    """Return the policy. Raises CatalogueError."""
    return read_row(path, ReminderPolicy)


def moments_of(
    policy: ReminderPolicy, year: int, month: int, entered: Calendar = AS_PUBLISHED
) -> list[Moment]:
    """Return the moments of a month; two that fall on one day after moving are one."""
    first = date(year, month, 1)
    found: list[Moment] = []
    works = partial(is_nudging_day, entered=entered)
    for number, row in enumerate(policy.moments, start=1):
        day = _working_day(first.replace(day=row.day), works)
        if day is None or (found and day <= found[-1].at.astimezone(_CHINA).date()):
            continue
        until = _moment(_last_day(day, works), policy.hours.end)
        yearly = row.yearly and month >= policy.yearly_from
        found.append(Moment(first, number, _moment(day, row.at), until, yearly))
    return found


def moment_at(
    policy: ReminderPolicy, now: datetime, entered: Calendar = AS_PUBLISHED
) -> Moment | None:
    """Return the moment whose reminders may leave now or, within its days, at a later hour."""
    local = now.astimezone(_CHINA)
    known = moments_of(policy, local.year, local.month, entered)
    begun = [each for each in known if each.at <= now]
    return begun[-1] if begun and now <= begun[-1].until else None


def is_decent(policy: ReminderPolicy, now: datetime, entered: Calendar = AS_PUBLISHED) -> bool:
    """Whether a reminder may arrive at this moment."""
    local = now.astimezone(_CHINA)
    within = policy.hours.start <= local.time() < policy.hours.end
    return within and is_nudging_day(local.date(), entered)


def next_decent(
    policy: ReminderPolicy, now: datetime, entered: Calendar = AS_PUBLISHED
) -> datetime:
    """Return the next moment at which a reminder may arrive."""
    day = now.astimezone(_CHINA).date()
    while not is_nudging_day(day, entered) or _moment(day, policy.hours.start) <= now:
        day += _DAY
    return _moment(day, policy.hours.start)


def next_decent_day(
    policy: ReminderPolicy, now: datetime, entered: Calendar = AS_PUBLISHED
) -> datetime:
    """Return the next such moment of a later day."""
    tomorrow = now.astimezone(_CHINA).date() + _DAY
    return next_decent(policy, _moment(tomorrow, time()), entered)


def _working_day(wanted: date, works: Callable[[date], bool]) -> date | None:
    last = monthrange(wanted.year, wanted.month)[1]
    later = [wanted.replace(day=day) for day in range(wanted.day, last + 1)]
    earlier = [wanted.replace(day=day) for day in range(wanted.day - 1, 0, -1)]
    return next(filter(works, [*later, *earlier]), None)


def _last_day(day: date, works: Callable[[date], bool]) -> date:
    """Return the working day after, if it is of the same month."""
    following = day + _DAY
    while following.month == day.month and not works(following):
        following += _DAY
    return following if following.month == day.month else day


def _moment(day: date, hour: time) -> datetime:
    return datetime.combine(day, hour, _CHINA).astimezone(UTC)
