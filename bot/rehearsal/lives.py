"""What a made-up observer does: of their own accord each month, and when a reminder reaches them.

Each life throws dice of its own, so that one more person or message changes nobody else's.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from random import Random
from typing import Final, Literal

from bot.rehearsal.people import Actor, Habit
from casework.quota.quota_book import start_of
from catalogue.wording import rehearsal_talk as talk

Kind = Literal["text", "image", "subscribe", "unsubscribe"]
_BOTH: Final = ("info", "suggestion")
_EARLY, _ANY_DAY, _LAST_DAYS = (1, 16), (2, 20), (23, 29)
_PATIENCE: Final = 2  # reminders, before the impatient one has enough
# (how likely each piece comes by itself, between which days)
_BY_THEMSELVES: Final[dict[Habit, tuple[float, tuple[int, int]]]] = {
    Habit.DILIGENT: (1.0, _EARLY),
    Habit.STEADY: (0.75, _ANY_DAY),
    Habit.LATE: (0.9, _LAST_DAYS),
    Habit.LEADING: (0.8, _ANY_DAY),
    Habit.BURDENED: (0.8, _EARLY),
    Habit.NEWCOMER: (0.6, _ANY_DAY),
    Habit.RESIGNING: (0.5, _ANY_DAY),
    Habit.UNFOLLOWING: (0.3, _ANY_DAY),
    Habit.FORGETFUL: (0.15, _ANY_DAY),
    Habit.PAUSING: (0.1, _ANY_DAY),
    Habit.ON_LEAVE: (0.2, _ANY_DAY),
}
_ANSWERS_REMINDERS: Final = 0.75
_ASKS: Final = 0.15  # 我的, in a month
_WITH_PHOTO: Final = 0.5


@dataclass(frozen=True, slots=True)
class Line:
    """One message of theirs; the journal says nothing of a secret one."""

    kind: Kind
    text: str = ""
    is_secret: bool = False


@dataclass(frozen=True, slots=True)
class Speech:
    """Messages that follow each other within minutes, the first one at `at` (aware UTC)."""

    at: datetime
    lines: tuple[Line, ...]


class Life:
    """One observer's year."""

    def __init__(self, actor: Actor, seed: int) -> None:
        self.actor = actor
        self._dice = Random(f"{seed}/{actor.number}")  # noqa: S311 - a made-up life, no secret
        self._heard = 0

    def of_month(self, month: date) -> Iterator[Speech]:
        """Give what they do of their own accord in a month, given by its first day."""
        chance, days = _BY_THEMSELVES.get(self.actor.habit, (0.0, _ANY_DAY))
        for code in _BOTH:
            if self._dice.random() < chance:
                yield Speech(self._some_time(month, days), self._piece(code))
        if chance and self._dice.random() < _ASKS:
            yield Speech(self._some_time(month, _ANY_DAY), (Line("text", talk.MINE),))

    def of_turn(self) -> Iterator[Speech]:
        """Give what they do when their circumstances change."""
        at = start_of(self.actor.turn) + timedelta(hours=10)
        if self.actor.habit is Habit.UNFOLLOWING:
            yield Speech(at, (Line("unsubscribe"),))
        if self.actor.habit is Habit.PAUSING:
            yield Speech(at + timedelta(days=60), (Line("text", talk.RESUME),))

    def hears(self, text: str, at: datetime) -> Iterator[Speech]:
        """Give what they do about a reminder."""
        self._heard += 1
        later = at + timedelta(minutes=self._dice.randrange(2, 36 * 60))
        if self.actor.habit is Habit.PAUSING and self._heard == _PATIENCE:
            yield Speech(at + timedelta(minutes=5), (Line("text", talk.PAUSE),))
            return
        if self.actor.habit is Habit.SILENT or self._dice.random() > _ANSWERS_REMINDERS:
            return
        for code in _BOTH:
            if any(words in text for words in talk.LACKS[code]):
                yield Speech(later, self._piece(code))
                later += timedelta(minutes=self._dice.randrange(40, 300))

    def _piece(self, code: str) -> tuple[Line, ...]:
        if code == "suggestion":
            return (Line("text", self._dice.choice(talk.SUGGESTIONS)),)
        place = self._dice.choice(talk.TOWNSHIPS)
        words = Line("text", place + self._dice.choice(talk.INFORMATION))
        return (Line("image"), words) if self._dice.random() < _WITH_PHOTO else (words,)

    def _some_time(self, month: date, days: tuple[int, int]) -> datetime:
        day = start_of(month.replace(day=self._dice.randrange(*days)))
        return day + timedelta(minutes=self._dice.randrange(7 * 60, 22 * 60))
