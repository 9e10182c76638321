"""Rules that look after what was sent, answered and closed: terms, looks, and last year's ends."""

from collections.abc import Callable, Sequence
from datetime import datetime, timedelta
from typing import Final

from casework.closing.looking import visit_after_silence
from casework.closing.term_clock import follow_terms
from casework.ends.last_year import look_back_on_last_year
from catalogue.working_days import Span
from reminders.tick import Rule, Turn, plain
from storage.database import Database

_PAUSE: Final = timedelta(minutes=5)


def following_terms(hours: Sequence[Span]) -> Rule:
    """Return the rule that keeps the desk's tasks of terms true, in office hours."""
    return now_and_then(lambda database, now: follow_terms(database, now, hours))


def visiting_after_silence() -> Rule:
    """Return the rule that sends staff where no observer looked in time."""
    return now_and_then(visit_after_silence)


def looking_back_on_last_year() -> Rule:
    """Return the rule that puts 上年度回头看 on the desk in spring."""
    return now_and_then(look_back_on_last_year)


def now_and_then(work: Callable[[Database, datetime], object], pause: timedelta = _PAUSE) -> Rule:
    """Return a rule that bears coming again at any time, and comes after each pause."""
    return paced(plain(work), pause)


def paced(work: Rule, pause: timedelta = _PAUSE) -> Rule:
    """Return a rule that comes after each pause.

    Nothing is kept of it: after a restart, or in another process, it comes at once.
    """
    last: list[datetime] = []

    def rule(turn: Turn) -> None:
        if last and timedelta() <= turn.now - last[0] < pause:
            return
        work(turn)
        last[:] = [turn.now]

    return rule
