"""Answers that are not ready in time: no text, a repeat, or the outbox; and too many at once."""

from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial

import pytest
from sqlalchemy import select

from bot.wiring import furnish_house
from storage.tables.intake import deliveries
from storage.tables.people import observers
from tests.support.clock import HandClock
from tests.support.phone import Phone, Push
from tests.support.together import all_at_once
from tests.support.world import World

ROAD = "隆回县小沙江镇的通村公路塌了半边"


@pytest.fixture
def hasty(world: World) -> World:
    """A world that waits only a moment for its own database."""
    world.serve(furnish_house(world.base), patience=0.05)
    return world


@contextmanager
def stuck(world: World) -> Iterator[None]:
    """Hold what every delivery of an observer needs: SQLite's one pen, PostgreSQL's row."""
    with world.database.write() as connection:
        connection.execute(select(observers.c.id).with_for_update())
        yield


def test_past_the_patience_nothing_is_said_and_the_repeat_gets_the_kept_answer(
    hasty: World,
) -> None:
    phone = hasty.observers_phone()
    push = phone.text_push(ROAD)
    with stuck(hasty):
        assert phone.delivers(push).status == 503
    answer = until_answered(phone, push)
    assert answer.startswith("0714-1号：隆回县小沙江镇，农村公路")
    assert hasty.report().notes == 1


def test_without_a_repeat_the_outbox_brings_the_answer_once(hasty: World, clock: HandClock) -> None:
    phone = hasty.observers_phone()
    with stuck(hasty):
        assert phone.delivers(phone.text_push(ROAD)).status == 503
    until_noted(phone)
    clock.advance(seconds=19)
    hasty.sweep()
    assert hasty.posted() == []
    clock.advance(seconds=1)
    all_at_once([hasty.sweep] * 4)
    (text,) = hasty.posted()
    assert text.startswith("0714-1号：隆回县小沙江镇，农村公路")


def test_an_answer_that_left_by_the_outbox_is_not_said_again(
    hasty: World, clock: HandClock
) -> None:
    phone = hasty.observers_phone()
    push = phone.text_push(ROAD)
    with stuck(hasty):
        assert phone.delivers(push).status == 503
    until_noted(phone)
    clock.advance(seconds=20)
    hasty.sweep()
    assert until_answered(phone, push) == ""


def test_a_repeat_in_time_keeps_the_answer_out_of_the_outbox(
    hasty: World, clock: HandClock
) -> None:
    phone = hasty.observers_phone()
    push = phone.text_push(ROAD)
    with stuck(hasty):
        assert phone.delivers(push).status == 503
    assert until_answered(phone, push)
    clock.advance(minutes=5)
    hasty.sweep()
    assert hasty.posted() == []


def test_a_message_and_its_early_repeat_both_late_are_posted_once(
    hasty: World, clock: HandClock
) -> None:
    phone = hasty.observers_phone()
    push = phone.text_push(ROAD)
    with stuck(hasty):
        assert phone.delivers(push).status == 503
        assert phone.delivers(push).status == 503
    until_noted(phone)
    clock.advance(minutes=1)
    hasty.sweep()
    hasty.sweep()
    assert len(hasty.posted()) == 1


def test_overload_is_refused_at_once_and_stores_nothing(world: World, phone: Phone) -> None:
    world.serve(furnish_house(world.base), most_waiting=0)
    push = phone.text_push(ROAD)
    assert phone.delivers(push).status == 503
    assert world.rows(deliveries) == []
    world.serve(furnish_house(world.base))
    assert phone.delivers(push).text


def test_a_slow_reader_does_not_delay_the_intake(world: World, phone: Phone) -> None:
    with world.database.read() as connection:
        rows = connection.execute(select(deliveries))
        assert phone.sends_photo()
        rows.close()


def test_the_service_lives_on_after_twenty_late_answers(hasty: World) -> None:
    phones = [hasty.observers_phone(f"o{n}") for n in range(20)]
    with stuck(hasty):
        pushes = [phone.text_push(ROAD) for phone in phones]
        acts = [partial(p.delivers, m) for p, m in zip(phones, pushes, strict=True)]
        assert {response.status for response in all_at_once(acts)} == {503}
    assert until_answered(phones[0], phones[0].text_push("进度"))
    assert len(hasty.reports()) == 20


def until_noted(phone: Phone) -> None:
    """Return when late answers are noted: the first of these may share their batch."""
    for _ in range(2):
        until_answered(phone, phone.text_push("谢谢"))


def until_answered(phone: Phone, push: Push) -> str:
    """Repeat as a very patient platform would until the answer is there."""
    for _ in range(1000):
        response = phone.delivers(push)
        if response.status == 200:
            return response.text
    raise AssertionError("never answered")
