"""The made-up observers of a rehearsal: who they are, how they are reached, what they are like."""

from dataclasses import dataclass, replace
from datetime import date, timedelta
from enum import StrEnum
from random import Random
from typing import Final

from handlers.messages import Channel
from simulator.people import load_people
from storage.people.people import Person


class Habit(StrEnum):
    """What somebody is like."""

    DILIGENT = "diligent"  # hands in early, both pieces
    STEADY = "steady"  # mostly hands in, forgets one piece now and then
    FORGETFUL = "forgetful"  # does nothing until reminded
    LATE = "late"  # in the last days of the month
    SILENT = "silent"  # bound, and never heard of again
    ON_LEAVE = "on leave"  # forgetful, and three weeks away
    RESIGNING = "resigning"  # leaves office in mid-year
    NEWCOMER = "newcomer"  # appointed in mid-year
    UNBOUND = "unbound"  # on the roster, never bound an account
    UNFOLLOWING = "unfollowing"  # leaves the official account in mid-year
    PAUSING = "pausing"  # does not want to be reminded, later does again
    LEADING = "leading"  # several roles: an observer who leads a group
    BURDENED = "burdened"  # has a number of their own: two suggestions a month


# Three of four people are of the common kinds, so that 33 of them show every kind.
_KINDS: Final = (
    Habit.FORGETFUL, Habit.DILIGENT, Habit.LEADING, Habit.STEADY, Habit.ON_LEAVE, Habit.LATE,
    Habit.PAUSING, Habit.FORGETFUL, Habit.UNBOUND, Habit.SILENT, Habit.RESIGNING, Habit.STEADY,
    Habit.UNFOLLOWING, Habit.NEWCOMER, Habit.BURDENED, Habit.DILIGENT,
)  # fmt: skip
_ACCOUNTS: Final = ("official", "official", "both", "work")
_A_PHONE: Final = 19900000000  # of nobody


@dataclass(frozen=True, slots=True)
class Actor:
    """One made-up observer; `turn` is the day on which their circumstances change."""

    number: int
    person: Person
    habit: Habit
    accounts: tuple[tuple[Channel, str], ...]
    turn: date

    @property
    def name(self) -> str:
        """Their name, which nobody else has."""
        return self.person.name

    def until(self, last: date) -> Person:
        """Return their line of the roster with a last day."""
        return replace(self.person, appointed_to=last)


def cast(dice: Random, count: int, first: date, last: date) -> list[Actor]:
    """Return `count` observers in the order of the roster; their names are the demo's."""
    return [_actor(dice, number, first, last) for number in range(count)]


def _actor(dice: Random, number: int, first: date, last: date) -> Actor:
    known = [person for person in load_people() if person.registered]
    model, round_ = known[number % len(known)], number // len(known)
    habit = _KINDS[number % len(_KINDS)]
    turn = first + timedelta(days=int((last - first).days * dice.uniform(0.3, 0.6)))
    person = Person(
        name=model.name + ("" if not round_ else f"{round_ + 1}"),
        phone=str(_A_PHONE + number),
        unit=model.unit,
        county=model.county,
        group=model.group,
        role=model.role,
        appointed_from=turn if habit is Habit.NEWCOMER else first,
        appointed_to=None,
    )
    return Actor(number, person, habit, _accounts(habit, number), turn)


def _accounts(habit: Habit, number: int) -> tuple[tuple[Channel, str], ...]:
    if habit is Habit.UNBOUND:
        return ()
    kind = "official" if habit is Habit.UNFOLLOWING else _ACCOUNTS[number % len(_ACCOUNTS)]
    both: tuple[tuple[Channel, str], ...] = (
        ("official", f"o{number:04d}"),
        ("work", f"w{number:04d}"),
    )
    return both if kind == "both" else tuple(each for each in both if each[0] == kind)
