"""When an answer is due, and on which days a desk is reminded of it.

Counting begins on the day after delivery (domain §5.6-18). A term that needs a year whose holidays
no notice has told is refused (`YearNotLoaded`), never guessed; reminders have no legal effect and
then go Monday to Friday.
"""

from collections.abc import Callable
from datetime import date, timedelta
from enum import Enum
from functools import partial

from catalogue.letters.policy import TermRule
from catalogue.working_days import (
    AS_PUBLISHED,
    Calendar,
    is_legal_working_day,
    is_nudging_day,
)

_DAY = timedelta(days=1)
_EARLY = 2  # working days


class Stage(Enum):
    """How near a term is: due within two working days, due today, or over."""

    SOON = "T-2"
    TODAY = "T"
    OVERDUE = "T+1"


def due_day(delivered: date, rule: TermRule, entered: Calendar = AS_PUBLISHED) -> date:
    """Return the last day to answer what was delivered on a day. Raises YearNotLoaded."""
    works = partial(is_legal_working_day, entered=entered)
    if rule.working:
        day = delivered
        for _ in range(rule.days):
            day = _next(day + _DAY, works, _DAY)
        return day
    last = delivered + timedelta(days=rule.days)
    return _next(last, works, _DAY) if rule.postpone else last


def stage(today: date, due: date, entered: Calendar = AS_PUBLISHED) -> Stage | None:
    """Return the stage that a term has reached by today, if any: a desk is told of each once.

    A stage begins on a working day: a last day off counts as the working day before it.
    """
    begun = [why for why, first in stage_days(due, entered).items() if first <= today]
    return begun[-1] if begun else None


def stage_days(due: date, entered: Calendar = AS_PUBLISHED) -> dict[Stage, date]:
    """Return {stage of a term: the working day on which it begins}, the earliest first."""
    works = partial(is_nudging_day, entered=entered)
    early = last = _next(due, works, -_DAY)
    for _ in range(_EARLY):
        early = _next(early - _DAY, works, -_DAY)
    overdue = overdue_from(due, entered)
    return {Stage.SOON: early, Stage.TODAY: last, Stage.OVERDUE: overdue}


def overdue_from(due: date, entered: Calendar = AS_PUBLISHED) -> date:
    """Return the first working day after a term's last day."""
    return _next(due + _DAY, partial(is_nudging_day, entered=entered), _DAY)


def _next(day: date, works: Callable[[date], bool], step: timedelta) -> date:
    while not works(day):
        day += step
    return day
