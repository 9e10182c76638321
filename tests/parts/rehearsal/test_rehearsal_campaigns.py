"""A year of reminders with a thousand deaths of all memory, and one with fifty real kill -9."""

from datetime import date
from pathlib import Path

import pytest

from bot.rehearsal.house import Surroundings
from bot.rehearsal.run import Plan, rehearse
from bot.rehearsal.telling import failures
from bot.wiring import Foundations
from catalogue.reminder_times import load_reminders
from tests.support.killed_house import KilledHouse, Killer

FIRST, LAST = date(2024, 1, 1), date(2024, 12, 31)


@pytest.mark.campaign
@pytest.mark.parametrize("seed", [1, 2])
def test_a_year_with_a_thousand_deaths_breaks_no_rule(tmp_path: Path, seed: int) -> None:
    plan = Plan(FIRST, LAST, 100, seed, load_reminders(), crash_every=22)
    outcome = rehearse(plan, tmp_path)
    assert outcome.deaths.total() >= 1000
    assert outcome.breaches == []
    assert failures(outcome) == []
    assert len(outcome.journal.reminders) >= 100


@pytest.mark.campaign
def test_a_year_with_fifty_processes_killed_breaks_no_rule(tmp_path: Path) -> None:
    killer = Killer(tmp_path, seed=3)

    def open_house(base: Foundations, around: Surroundings) -> KilledHouse:
        return KilledHouse(killer, base, around)

    plan = Plan(FIRST, LAST, 33, 3, load_reminders(), crash_every=0)
    outcome = rehearse(plan, tmp_path, open_house)
    assert killer.exits[-9] >= 50
    assert outcome.breaches == []
    assert failures(outcome) == []
    assert len(outcome.journal.reminders) >= 150
