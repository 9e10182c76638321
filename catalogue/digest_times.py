"""When digests are made: on working days, and once a week for the leaders.

(Source: issue 5 item 9. A digest has no legal effect, so a year without a calendar runs Monday to
Friday: mechanics §Policy.)
"""

from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from functools import cache, partial
from pathlib import Path
from typing import Annotated, Final, Literal
from zoneinfo import ZoneInfo

from pydantic import BeforeValidator, ConfigDict, Field

from catalogue.data_files import DATA, Row, read_row
from catalogue.quota.quota_policy import Basis
from catalogue.working_days import AS_PUBLISHED, Calendar, is_nudging_day

_CHINA: Final = ZoneInfo("Asia/Shanghai")
_DAY: Final = timedelta(days=1)
_DAYS_OF_WEEK: Final = 7

Kind = Literal["day", "week"]
Hour = Annotated[time, BeforeValidator(lambda text: datetime.strptime(text, "%H:%M").time())]  # noqa: DTZ007 - an hour of the day has no zone


class DigestPolicy(Row):
    """When digests are made, and from when on an answer counts as due soon."""

    model_config = ConfigDict(arbitrary_types_allowed=True)

    basis: Basis
    at: Hour
    until: Hour
    soon: int = Field(ge=0, le=10)  # working days


@dataclass(frozen=True, slots=True)
class Period:
    """A digest that is to be made once: its kind, its name for ever, and until when (UTC)."""

    kind: Kind
    name: str
    until: datetime


@cache
def load_digest_policy(path: Path = DATA / "digests.toml") -> DigestPolicy:
    """Return the policy. Raises CatalogueError."""
    return read_row(path, DigestPolicy)


def periods_due(
    policy: DigestPolicy, now: datetime, entered: Calendar = AS_PUBLISHED
) -> list[Period]:
    """Return the digests that are to be there at a moment, the daily one first."""
    today = now.astimezone(_CHINA).date()
    found: list[Period] = []
    works = partial(is_nudging_day, entered=entered)
    if works(today) and _moment(today, policy.at) <= now <= _moment(today, policy.until):
        found.append(Period("day", f"{today:%Y-%m-%d}", _moment(today, policy.until)))
    monday = today - today.weekday() * _DAY
    first = next((day for day in _week(monday) if works(day)), None)
    end = _moment(monday + (_DAYS_OF_WEEK - 1) * _DAY, policy.until)
    if first is not None and _moment(first, policy.at) <= now <= end:
        found.append(Period("week", f"{monday:%G-W%V}", end))
    return found


def soon_until(policy: DigestPolicy, today: date, entered: Calendar = AS_PUBLISHED) -> date:
    """Return the last of the days whose terms count as due soon."""
    day = today
    for _ in range(policy.soon):
        day += _DAY
        while not is_nudging_day(day, entered):
            day += _DAY
    return day


def _week(monday: date) -> list[date]:
    return [monday + number * _DAY for number in range(_DAYS_OF_WEEK)]


def _moment(day: date, at: time) -> datetime:
    return datetime.combine(day, at, _CHINA).astimezone(UTC)
