"""A voice that nobody hears alarms the duty staff, once, after half an hour of office time."""

from datetime import UTC, datetime

import pytest

from bot.worker_parts import _rules
from reminders.tick import Ticker
from simulator.samples import sample_of
from tests.parts.media.voice_rooms import VoiceHouse
from tests.support.clock import HandClock
from tests.support.phone import Phone
from tests.support.world import World

FRIDAY_1720 = datetime(2026, 7, 17, 9, 20, tzinfo=UTC)
ALARM = "【语音】观察信息0717-1号有语音半小时没有人听写。请登录后台“语音听写”处理。"


@pytest.fixture
def ticker(world: World) -> Ticker:
    return Ticker(world.database, "test", _rules(world.base))


def alarms(world: World) -> list[str]:
    return [row.text for row in world.rows_of_outbox() if row.purpose == "voice-alarm"]


def test_friday_evenings_voice_alarms_on_monday_morning_and_never_again(
    phone: Phone, world: World, clock: HandClock, ticker: Ticker
) -> None:
    clock.now = FRIDAY_1720
    phone.sends_voice()
    VoiceHouse(world).fetch(sample_of("voice", "")[0])
    for hours in (0.5, 12, 24, 24):
        ticker.tick(clock.advance(hours=hours))
        assert alarms(world) == []
    clock.now = datetime(2026, 7, 20, 0, 49, tzinfo=UTC)  # Monday 8:49 in 邵阳
    ticker.tick(clock())
    assert alarms(world) == []
    ticker.tick(clock.advance(minutes=1))
    assert alarms(world) == [ALARM]
    world.run("DELETE FROM outbox")
    ticker.tick(clock.advance(minutes=40))
    assert alarms(world) == []


def test_a_voice_typed_up_in_time_alarms_nobody(
    phone: Phone, world: World, clock: HandClock, ticker: Ticker
) -> None:
    phone.sends_voice()
    house = VoiceHouse(world)
    house.fetch(sample_of("voice", "")[0])
    clerk = house.clerk()
    clerk.press("/office/voices/1", text="听到了", version="0")
    ticker.tick(clock.advance(hours=3))
    assert alarms(world) == []
