"""When an answer is due, and on which days a desk is reminded of it.

Counting begins on the day after delivery (domain §5.6-18). A term that needs a year whose holidays
no notice has told is refused (`YearNotLoaded`), never guessed; reminders have no legal effect and
then go Monday to Friday.
"""

from collections.abc import Callable
from datetime import date, timedelta
from enum import Enum

from catalogue.letters.policy import TermRule
from catalogue.working_days import is_legal_working_day, is_nudging_day

_DAY = timedelta(days=1)
_EARLY = 2  # working days


class Stage(Enum):
    """How near a term is: due within two working days, due today, or over."""

    SOON = "T-2"
    TODAY = "T"
    OVERDUE = "T+1"


def due_day(delivered: date, rule: TermRule) -> date:
    """Return the last day to answer what was delivered on a day. Raises YearNotLoaded."""
    if rule.working:
        day = delivered
        for _ in range(rule.days):
            day = _next(day + _DAY, is_legal_working_day, _DAY)
        return day
    last = delivered + timedelta(days=rule.days)
    return _next(last, is_legal_working_day, _DAY) if rule.postpone else last


def stage(today: date, due: date) -> Stage | None:
    """Return the stage that a term has reached by today, if any: a desk is told of each once.

    A stage begins on a working day: a last day off counts as the working day before it.
    """
    if today >= overdue_from(due):
        return Stage.OVERDUE
    last = _next(due, is_nudging_day, -_DAY)
    if today >= last:
        return Stage.TODAY
    early = last
    for _ in range(_EARLY):
        early = _next(early - _DAY, is_nudging_day, -_DAY)
    return Stage.SOON if today >= early else None


def overdue_from(due: date) -> date:
    """Return the first working day after a term's last day."""
    return _next(due + _DAY, is_nudging_day, _DAY)


def _next(day: date, works: Callable[[date], bool], step: timedelta) -> date:
    while not works(day):
        day += step
    return day
