"""What goes wrong in a rehearsal, and when: silences of the platform, downtimes, jumping clocks."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from random import Random
from typing import Final

from bot.platform.errors import NoAnswer
from casework.quota.quota_book import start_of
from catalogue.reminder_times import ReminderPolicy, moments_of

_LOST = 0.02  # of all calls: the platform did it, its answer never came
_CUT = 0.02  # of all calls: the connection was not even made
_BUSY = 0.01  # of all calls: errcode -1, half of them done all the same
_LONG_DOWNTIME: Final = timedelta(days=7)
_DAYS_BETWEEN_LONG_ONES: Final = 150


@dataclass(frozen=True, slots=True)
class Spell:
    """A trouble from `first` until before `last` (aware UTC); `by` is how far a clock is off."""

    first: datetime
    last: datetime
    by: timedelta = timedelta()

    def holds(self, now: datetime) -> bool:
        """Whether it is going on."""
        return self.first <= now < self.last


@dataclass(frozen=True, slots=True)
class Troubles:
    """All troubles of a rehearsal; the small ones are thrown for each call."""

    outages: Sequence[Spell]
    downtimes: Sequence[Spell]
    jumps: Sequence[Spell]
    dice: Random

    def is_down(self, now: datetime) -> bool:
        """Whether the service itself is switched off."""
        return any(spell.holds(now) for spell in self.downtimes)

    def off_by(self, now: datetime) -> timedelta:
        """Return how far the service's clock is off."""
        return sum((spell.by for spell in self.jumps if spell.holds(now)), timedelta())

    def on_the_way(self, now: datetime) -> None:
        """Let a call reach the platform, or raise NoAnswer."""
        if any(spell.holds(now) for spell in self.outages) or self.dice.random() < _CUT:
            raise NoAnswer("an outage", may_have_arrived=False)

    def on_the_way_back(self) -> None:
        """Let an answer reach us, or raise NoAnswer."""
        if self.dice.random() < _LOST:
            raise NoAnswer("a lost answer", may_have_arrived=True)

    def is_busy(self) -> bool:
        """Whether the platform says so, whatever it has done."""
        return self.dice.random() < _BUSY

    def is_done_all_the_same(self) -> bool:
        """Whether a busy platform has done what it was asked."""
        return self.dice.random() < 1 / 2


def troubles_between(dice: Random, policy: ReminderPolicy, first: date, last: date) -> Troubles:
    """Return the troubles of these days; most of them meet a reminder's moment."""
    outages: list[Spell] = []
    downtimes: list[Spell] = []
    jumps: list[Spell] = []
    begin = start_of(first)
    moments = [at for year, month in _months(first, last) for at in _moments(policy, year, month)]
    for at in moments:
        outages.append(_spell(dice, at, earliest=-3, longest=8))
        if dice.random() < 1 / 3:
            downtimes.append(_spell(dice, at, earliest=-8, longest=12))
        by = timedelta(hours=dice.choice((-50, -26, -9, -2, 2, 9, 26, 50)))
        jumps.append(_spell(dice, at, earliest=-40, longest=2, by=by))
    days = (last - first).days
    for number in range(_DAYS_BETWEEN_LONG_ONES // 2, days, _DAYS_BETWEEN_LONG_ONES):
        around = begin + timedelta(days=number)
        moment = next((at for at in moments if at > around), around)
        shut = moment - timedelta(days=1, hours=dice.randrange(24))
        downtimes.append(Spell(shut, shut + _LONG_DOWNTIME))
    return Troubles(outages, downtimes, jumps, dice)


def _spell(
    dice: Random, around: datetime, *, earliest: int, longest: int, by: timedelta = timedelta()
) -> Spell:
    """Return a spell that begins at most `-earliest` hours before a moment or two hours after."""
    first = around + timedelta(minutes=dice.randrange(earliest * 60, 120))
    return Spell(first, first + timedelta(minutes=dice.randrange(5, longest * 60)), by)


def _months(first: date, last: date) -> list[tuple[int, int]]:
    numbers = range(first.year * 12 + first.month - 1, last.year * 12 + last.month)
    return [(number // 12, number % 12 + 1) for number in numbers]


def _moments(policy: ReminderPolicy, year: int, month: int) -> list[datetime]:
    return [moment.at for moment in moments_of(policy, year, month)]
