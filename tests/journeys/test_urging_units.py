"""自动催办 with the real worker and the provider's stand-in: once, in words, or not any more."""

from collections.abc import Iterator
from datetime import UTC, date, datetime, time
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from reminders.tick import Ticker
from reminders.urging import urging_units
from simulator.faults import FaultKind
from storage.closing.tasks import open_tasks
from storage.urging.urgings import urgings_of
from tests.support.closing_house import HOURS
from tests.support.letter_house import REGION, LetterHouse
from tests.support.town import Town, town_on
from tests.support.urging_house import MOBILE, UrgingDesk, add_contact, answer_all, switch_on

CHINA = ZoneInfo("Asia/Shanghai")
EARLY, LAST = date(2026, 7, 17), date(2026, 7, 21)  # T-2 and T of a letter of 14 July


@pytest.fixture
def town(database_url: str, tmp_path: Path) -> Iterator[Town]:
    with town_on(database_url, tmp_path, texts=True) as town:
        at(town, date(2026, 7, 14))
        yield town


@pytest.fixture
def letters(town: Town) -> LetterHouse:
    letters = LetterHouse(town.world.database, town.world.base.vault, town.clock)
    add_contact(letters)
    switch_on(letters)
    return letters


def at(town: Town, day: date, hour: time = time(9, 30)) -> None:
    town.clock.now = datetime.combine(day, hour, CHINA).astimezone(UTC)


def tick(town: Town) -> None:
    desk = UrgingDesk(town.world.base.vault, REGION, HOURS, texts=True)
    ticker = Ticker(town.world.database, "test", [("urge", urging_units(desk))])
    assert ticker.tick(town.clock())


def states(town: Town, letter_id: int) -> list[tuple[str, str]]:
    with town.world.database.read() as connection:
        return [(each.stage, each.state) for each in urgings_of(connection, (letter_id,))]


def test_a_unit_gets_one_short_message_a_stage_and_none_once_it_has_answered(town, letters):
    letter_id = letters.received()
    at(town, EARLY)
    for _ in range(2):  # a restart between
        tick(town)
        town.work()
    [sent] = town.platform.memory.texts.messages()
    assert (sent.phone, sent.template, sent.values) == (MOBILE, "1113", ())
    assert states(town, letter_id) == [("T-2", "sent")]
    at(town, LAST)
    tick(town)
    answer_all(letters, letter_id)
    town.work()
    assert states(town, letter_id) == [("T", "dropped"), ("T-2", "sent")]
    assert len(town.platform.memory.texts.messages()) == 1


@pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
def test_what_the_provider_refuses_is_shown_as_undelivered_and_becomes_a_call(town, letters):
    letter_id = letters.received()
    town.platform.fault(FaultKind.SMS_REFUSED, word="InvalidParameterValue.IncorrectPhoneNumber")
    at(town, EARLY)
    tick(town)
    town.work()
    assert states(town, letter_id) == [("T-2", "undelivered")]
    tick(town)
    with town.world.database.read() as connection:
        assert [each.kind for each in open_tasks(connection, letters.vault, 9)] == ["ring"]
