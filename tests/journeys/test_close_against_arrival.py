"""A message and the clock that closes its draft meet a thousand times; nothing is orphaned."""

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta

import pytest
from sqlalchemy import func, select

from storage.tables.reports import items, reports
from storage.tables.work import media
from tests.support.clock import HandClock
from tests.support.phone import Phone
from tests.support.together import all_at_once
from tests.support.world import World

MEETINGS = 1000
PHONES = 8


@contextmanager
def sweeping(world: World) -> Iterator[None]:
    """Let the clock sweep without a pause while the block runs."""
    over = threading.Event()

    def sweep() -> None:
        while not over.is_set():
            world.sweep()

    sweeper = threading.Thread(target=sweep)
    sweeper.start()
    try:
        yield
    finally:
        over.set()
        sweeper.join()


def meet_often(world: World, clock: HandClock, meetings: int) -> list[Phone]:
    """Send photos so old that their drafts are due for closing at the moment they arrive."""
    phones = [world.observers_phone(f"o{n}") for n in range(PHONES)]
    each, step = meetings // PHONES, timedelta(seconds=150)
    begun = clock() - timedelta(minutes=10) - each * step

    def send_photos(phone: Phone) -> None:
        for place in range(each):
            phone.sends_photo(at=begun + place * step)

    with sweeping(world):
        all_at_once([lambda phone=phone: send_photos(phone) for phone in phones])
    return phones


def assert_nothing_is_orphaned(world: World, meetings: int) -> None:
    with world.database.read() as connection:
        counted = connection.execute(
            select(reports.c.id, reports.c.photos, func.count(items.c.id))
            .outerjoin(items, items.c.report_id == reports.c.id)
            .group_by(reports.c.id)
        ).all()
        wanted = connection.execute(
            select(func.count())
            .select_from(media)
            .join(items, items.c.delivery_id == media.c.delivery_id)
            .where(items.c.report_id == media.c.report_id)
        ).scalar_one()
    assert all(photos == held > 0 for _, photos, held in counted)
    assert sum(photos for _, photos, _ in counted) == wanted == meetings


def test_close_against_arrival_a_thousand_times_without_an_orphan(
    world: World, clock: HandClock
) -> None:
    meet_often(world, clock, MEETINGS)
    assert_nothing_is_orphaned(world, MEETINGS)
    assert len(world.reports()) > PHONES  # the clock was there in between
    world.sweep()
    assert all(row.state == "received" for row in world.reports())


def test_every_album_is_one_report_though_each_photo_meets_the_close(
    world: World, clock: HandClock
) -> None:
    phones = [world.observers_phone(f"o{n}") for n in range(PHONES)]
    sent_at = clock()
    clock.advance(minutes=10, seconds=8)  # every one of them is due for closing when it comes

    def send_album(phone: Phone) -> None:
        for second in (3, 1, 2, 5, 4, 7, 6, 8):
            phone.sends_photo(at=sent_at + timedelta(seconds=second))

    with sweeping(world):
        all_at_once([lambda phone=phone: send_album(phone) for phone in phones])
    assert [row.photos for row in world.reports()] == [8] * PHONES


@pytest.mark.campaign
def test_close_against_arrival_twenty_thousand_times(world: World, clock: HandClock) -> None:
    meet_often(world, clock, 20 * MEETINGS)
    assert_nothing_is_orphaned(world, 20 * MEETINGS)
