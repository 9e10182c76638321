"""What a stranger sends is held out of sight, nine files a day, and erased after a week."""

from datetime import timedelta

import pytest

from catalogue.wording import observer_binding, observer_strangers
from reminders.ports import Fetched
from reminders.upkeep import alarm_of_late_files, erasing_strangers
from storage.tables.intake import deliveries
from storage.tables.strangers import urgent_letters
from storage.tables.work import media
from tests.parts.jobs.fakes import TellingSource
from tests.support.clock import HandClock
from tests.support.held import URGENT, adopt, fetched, fetcher, invite, picture, states, tick
from tests.support.phone import Phone
from tests.support.world import World


@pytest.fixture
def stranger(world: World) -> Phone:
    world.observer()
    return world.phone("oNew")


def test_the_tenth_file_of_a_day_is_not_fetched_and_told_once(
    stranger: Phone, world: World, clock: HandClock
) -> None:
    said = [stranger.sends_photo() for _ in range(12)]
    full = observer_strangers.enough_files(9)
    assert said == [observer_strangers.STRANGER, *[""] * 8, full, "", ""]
    assert len(world.rows(media)) == 9
    clock.advance(days=1)
    stranger.sends_photo()
    assert len(world.rows(media)) == 10


def test_a_week_without_binding_erases_words_and_files(
    stranger: Phone, world: World, clock: HandClock
) -> None:
    stranger.sends_photo()
    stranger.says(URGENT)
    fetched(world)
    clock.advance(days=6)
    stranger.says("还是没人管")
    erasing = erasing_strangers(world.base.files)
    clock.advance(hours=23)
    tick(world, erasing)
    assert states(world) == ["held", "held", "held"]
    clock.advance(hours=2)
    tick(world, erasing)
    assert states(world) == ["erased", "erased", "held"]
    assert [row.raw is None for row in world.rows(deliveries)] == [True, True, False]
    assert world.rows(media) == []
    assert world.rows(urgent_letters) == []
    assert list(world.base.files.keys()) == []

    stranger.says(invite(world))
    adopt(world)
    assert world.posted()[1:] == ["您绑定前发的1段话已收下，编号0720-1。"]


def test_a_repeat_of_an_erased_message_stays_a_repeat(
    stranger: Phone, world: World, clock: HandClock
) -> None:
    stranger.sends_photo()
    clock.advance(days=8)
    tick(world, erasing_strangers(world.base.files))
    assert stranger.repeats() == observer_strangers.STRANGER
    assert states(world) == ["erased"]


def test_content_that_an_observer_sent_as_well_survives_the_erasure(
    stranger: Phone, world: World, clock: HandClock
) -> None:
    stranger.sends_photo()
    stranger.sends_photo()
    world.observers_phone("oB").sends_photo()
    fetched(world, picture("brown"), picture("green"), picture("brown"))
    clock.advance(days=8)
    tick(world, erasing_strangers(world.base.files))
    (kept,) = world.rows(media)
    assert kept.report_id == world.report().id
    assert len(list(world.base.files.keys())) == 3


def test_nothing_is_removed_from_the_store_while_a_worker_holds_a_file(
    stranger: Phone, world: World, clock: HandClock
) -> None:
    stranger.sends_photo()
    fetched(world)
    clock.advance(days=8)
    world.observers_phone("oB").sends_photo()
    job = fetcher(world, TellingSource([Fetched(picture())]))
    (taken,) = job.take(9)
    tick(world, erasing_strangers(world.base.files))
    assert len(world.rows(media)) == 2
    job.work(taken)
    tick(world, erasing_strangers(world.base.files))
    assert len(world.rows(media)) == 1
    assert len(list(world.base.files.keys())) == 3


def test_urgent_words_alarm_the_duty_staff_once_an_hour_and_promise_nothing(
    stranger: Phone, world: World, clock: HandClock
) -> None:
    answer = stranger.says(URGENT)
    assert answer == observer_strangers.STRANGER + observer_strangers.DIAL_NOW
    assert stranger.says(URGENT + "！") == observer_strangers.DIAL_NOW
    (alarm,) = world.rows_of_outbox()
    assert (alarm.recipient, alarm.purpose) == ("zhiban", "alarm")
    assert "未绑定人员来信第1号" in alarm.text
    assert URGENT not in alarm.text
    clock.advance(hours=1)
    stranger.says(URGENT)
    assert len(world.posted()) == 2
    assert len(world.rows(urgent_letters)) == 3


def test_a_question_how_to_bind_is_answered_though_the_greeting_was_just_said(
    stranger: Phone,
) -> None:
    assert stranger.says("我是观察员，要绑定") == observer_strangers.STRANGER
    assert stranger.says("怎么绑定啊？") == observer_binding.HOW_TO_BIND


def test_late_files_of_strangers_alarm_nobody(
    stranger: Phone, world: World, clock: HandClock
) -> None:
    stranger.sends_photo()
    clock.advance(days=2)
    tick(world, alarm_of_late_files(timedelta(days=1)))
