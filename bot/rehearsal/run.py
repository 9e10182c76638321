"""Sets the stage, plays it, and returns what came of it."""

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from random import Random

from bot.rehearsal.crashes import Fate, Place
from bot.rehearsal.desk import Desk
from bot.rehearsal.house import House, Surroundings, fetch_tokens
from bot.rehearsal.journal import Journal
from bot.rehearsal.lives import Life
from bot.rehearsal.people import Actor, cast
from bot.rehearsal.settings import REMINDER_TEMPLATE, TEMPLATES, rehearsal_settings
from bot.rehearsal.simulated_time import SimulatedTime
from bot.rehearsal.stage import Stage
from bot.rehearsal.stand_in import Exchange, StandIn
from bot.rehearsal.troubles import Troubles, troubles_between
from bot.rehearsal.witness import Breach
from bot.wiring import Foundations, lay_foundations
from casework.quota.quota_book import start_of
from casework.reminding import PURPOSE
from catalogue.reminder_times import ReminderPolicy
from storage.migrate import upgrade
from storage.roads.outbox_history import Posted, posted_for


@dataclass(frozen=True, slots=True)
class Plan:
    """What to rehearse: the days, how many observers, whose dice, which policy.

    `crash_every`: so many points (around commits and calls) lie between two deaths on average; 0
    for none.
    """

    first: date
    last: date
    observers: int
    seed: int
    policy: ReminderPolicy
    crash_every: int = 400


@dataclass(frozen=True, slots=True)
class Outcome:
    """All that a rehearsal can tell."""

    plan: Plan
    actors: Sequence[Actor]
    journal: Journal
    posted: Sequence[Posted]
    breaches: Sequence[Breach]
    deaths: Counter[Place]
    troubles: Troubles


def rehearse(
    plan: Plan, folder: Path, open_house: Callable[[Foundations, Surroundings], House] = House
) -> Outcome:
    """Play a plan on a fresh database in `folder`, which the caller throws away."""
    dice = Random(plan.seed)  # noqa: S311 - made-up troubles, no secret
    troubles = troubles_between(dice, plan.policy, plan.first, plan.last)
    time = SimulatedTime(start_of(plan.first), troubles.off_by)
    base = lay_foundations(rehearsal_settings(folder), time.service)
    upgrade(base.database)
    fetch_tokens(base)
    actors = cast(dice, plan.observers, plan.first, plan.last)
    lives = [Life(actor, plan.seed) for actor in actors]
    stage = Stage(base, time, plan.policy, lives, troubles, Desk(base, dice))
    stand_in = StandIn(time.true, TEMPLATES, REMINDER_TEMPLATE, stage.arrived, stage.told)
    fate = Fate(_countdowns(dice, plan.crash_every))
    around = Surroundings(Exchange(stand_in, troubles, time.true), plan.policy, fate)
    stage.play(open_house(base, around), stand_in, plan.first, plan.last)
    with base.database.read() as connection:
        posted = posted_for(connection, PURPOSE)
    base.database.close()
    breaches = stage.witness.breaches
    return Outcome(plan, actors, stage.journal, posted, breaches, fate.deaths, troubles)


def _countdowns(dice: Random, on_average: int) -> Iterator[int]:
    while on_average:
        yield dice.randint(1, 2 * on_average - 1)
