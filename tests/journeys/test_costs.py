"""What one message costs, counted in statements and round trips, never in time."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from sqlalchemy import event

from tests.support.clock import HandClock
from tests.support.databases import PostgresHouse, sqlite_url
from tests.support.phone import Phone
from tests.support.postgres_relay import PostgresRelay
from tests.support.world import World

_NOTE = "隆回县小沙江镇的通村公路塌了半边"


@pytest.fixture
def relay(postgres_house: PostgresHouse, tmp_path: Path) -> Iterator[PostgresRelay]:
    with PostgresRelay(postgres_house.new_url(), tmp_path) as relay:
        yield relay


@pytest.fixture
def relayed(relay: PostgresRelay, clock: HandClock, tmp_path: Path) -> Iterator[World]:
    with World(relay.url, clock, tmp_path) as world:
        yield world


def test_a_delivery_costs_at_most_four_round_trips_on_postgres(
    relayed: World, relay: PostgresRelay
) -> None:
    phone = relayed.observers_phone()
    phone.sends_photo()  # connects, and takes the day's first block of numbers
    spent = {what: _counted(lambda: relay.round_trips, act) for what, act in _a_conversation(phone)}
    assert spent == {
        "done": 4,
        "first photo": 4,
        "second photo": 3,
        "note": 3,
        "second note": 3,
        "thanks": 3,
        "progress": 4,
    }


def test_a_repeat_costs_one_round_trip_more_than_silence(
    relayed: World, relay: PostgresRelay
) -> None:
    phone = relayed.observers_phone()
    phone.says("谢谢")
    assert _counted(lambda: relay.round_trips, phone.repeats) == 4


def test_the_five_hundredth_note_costs_what_the_fifth_did_on_postgres(
    relayed: World, relay: PostgresRelay
) -> None:
    phone = relayed.observers_phone()
    costs = [_counted(lambda: relay.statements, lambda: phone.says(_NOTE)) for _ in range(500)]
    assert set(costs[4:]) == {costs[4]}
    assert relayed.report().notes == 500


def test_the_five_hundredth_note_costs_what_the_fifth_did_on_sqlite(
    clock: HandClock, tmp_path: Path
) -> None:
    with World(sqlite_url(tmp_path), clock, tmp_path) as world:
        phone = world.observers_phone()
        said: list[str] = []
        event.listen(
            world.database.writer,
            "checkout",
            lambda driver, _record, _proxy: driver.set_trace_callback(said.append),
        )
        costs = [_counted(lambda: len(said), lambda: phone.says(_NOTE)) for _ in range(500)]
        assert set(costs[4:]) == {costs[4]}
        assert world.report().notes == 500


def _counted(count: Callable[[], int], act: Callable[[], object]) -> int:
    before = count()
    act()
    return count() - before


def _a_conversation(phone: Phone) -> list[tuple[str, Callable[[], str]]]:
    return [
        ("done", lambda: phone.says("完成")),
        ("first photo", phone.sends_photo),
        ("second photo", phone.sends_photo),
        ("note", lambda: phone.says(_NOTE)),
        ("second note", lambda: phone.says("昨天晚上塌的")),
        ("thanks", lambda: phone.says("谢谢")),
        ("progress", lambda: phone.says("进度")),
    ]
