"""What the office changes in the roster is felt in the chat by the next message."""

from datetime import date

from casework.people.handover import Succession, hand_over
from casework.people.observer_desk import free_account, reinstate, suspend
from catalogue.wording import observer
from storage.people.observer_changes import Cause, Way
from storage.people.people import Person, find_sender
from storage.people.staff import add_member
from storage.tables.reports import reports
from tests.support.clock import HandClock
from tests.support.world import World

TODAY = date(2026, 7, 14)


def do(world: World, way: Way, act, *details):
    """Let a clerk do something to the first observer."""
    with world.database.write() as connection:
        clerk = add_member(connection, way, "李莉", "clerk", world.clock())
        cause = Cause(way, clerk, world.clock(), "说好的")
        return act(connection, world.base.vault, 1, *details, cause)


def test_a_freed_account_is_a_strangers_again(world: World) -> None:
    phone = world.observers_phone()
    phone.says("后墙裂了")
    with world.database.read() as connection:
        account = find_sender(connection, "official", "oA").id
    assert do(world, "unbind", free_account, account)
    assert "12345" in phone.says("后墙又裂了")
    assert len(world.rows(reports)) == 1


def test_suspending_is_told_each_time_it_happens_and_ends_with_reinstating(world: World) -> None:
    phone, told = world.observers_phone(), observer.suspended("专班办公室", "0739-1234567")
    do(world, "suspend", suspend, TODAY)
    assert [told in phone.says(text) for text in ("我的", "我的")] == [True, False]
    do(world, "reinstate", reinstate)
    phone.sends_photo()
    assert [row.while_suspended for row in world.rows(reports)] == [False]


def test_a_place_passes_on_at_midnight(world: World, clock: HandClock) -> None:
    old = world.observers_phone()
    person = Person(
        "刘芳", "13900002468", "县水利局", "邵东市", "", "观察员", date(2026, 7, 15), None
    )
    do(world, "handover", hand_over, Succession(person, TODAY, False, False))  # noqa: FBT003  # two boxes not ticked
    assert old.says("进度") == observer.NOTHING_YET
    clock.advance(hours=24)
    assert old.says("进度") == observer.NOT_NOW
