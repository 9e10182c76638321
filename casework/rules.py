"""The times and distances that shape drafts; set by `[drafts]` and `[photos]` of the config."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

SHANGHAI = ZoneInfo("Asia/Shanghai")
_MILLISECOND = timedelta(milliseconds=1)


@dataclass(frozen=True, slots=True)
class DraftRules:
    """`far_metres`: two places further apart than this are two sites until the observer says no."""

    quiet: timedelta = timedelta(minutes=10)
    pause: timedelta = timedelta(minutes=3)
    summary_after: timedelta = timedelta(seconds=20)
    question_lasts: timedelta = timedelta(hours=48)
    media_lasts: timedelta = timedelta(days=3)
    far_metres: float = 1000.0


def local_day(moment: datetime) -> date:
    """Return the calendar day in 邵阳: numbers and months go by it."""
    return moment.astimezone(SHANGHAI).date()


def just_before(moment: datetime) -> datetime:
    """Return the last stored instant before a moment: a draft ended *at* it holds nothing of it."""
    return moment - _MILLISECOND
