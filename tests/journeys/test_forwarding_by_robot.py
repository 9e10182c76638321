"""A clerk has the group's robot post the month's text and picture; nothing goes by itself."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from simulator.faults import FaultKind
from storage.tables.forwarding import group_pictures
from storage.tables.work import outbox
from tests.support.office_house import Clerk, OfficeHouse
from tests.support.town import Town, town_on
from tests.support.waiting import wait_until

PAGE = "/office/forward"


@pytest.fixture
def town(database_url: str, tmp_path: Path) -> Iterator[Town]:
    with town_on(database_url, tmp_path, notices=True) as town:
        yield town


@pytest.fixture
def clerk(town: Town, tmp_path: Path) -> Clerk:
    house = OfficeHouse(town.world.database, town.world.base.vault, town.clock, tmp_path)
    house.files = town.world.base.files
    house.staff()
    clerk = Clerk(house.app(group_robot=True).test_client())
    assert clerk.log_in().status_code == 303
    return clerk


def in_the_group(town: Town) -> list[str]:
    return [one.kind for one in town.platform.memory.group.messages()]


def is_ready(town: Town) -> bool:
    return [row.state for row in town.world.rows(group_pictures)] == ["ready"]


def test_text_and_picture_reach_the_group_when_a_clerk_presses(town: Town, clerk: Clerk) -> None:
    clerk.press(f"{PAGE}/picture", PAGE, occasion="middle")
    wait_until(lambda: is_ready(town), nudge=town.work)
    assert in_the_group(town) == []
    page = clerk.read(f"{PAGE}?occasion=middle")
    picture = re.search(r'name="picture" value="(\d+)"', page)[1]
    clerk.press(PAGE, PAGE, text="大家好", picture=picture, occasion="middle", do="robot")
    town.work()
    town.clock.advance(seconds=5)  # the picture follows its text
    town.work()
    assert in_the_group(town) == ["text", "image"]
    sent = town.platform.memory.group.messages()[-1].picture
    assert sent == clerk.client.get(f"{PAGE}/pictures/{picture}.png").data
    assert "文字：已送达" in (shown := clerk.read(PAGE))
    assert "图片：已送达" in shown


def test_a_long_text_goes_whole(town: Town, clerk: Clerk) -> None:
    clerk.press(PAGE, PAGE, text="好" * 1300, do="robot")
    town.work()
    assert [one.text for one in town.platform.memory.group.messages()] == ["好" * 1300]


def test_a_removed_robot_is_told_beside_what_was_to_be_sent(town: Town, clerk: Clerk) -> None:
    path = "/cgi-bin/webhook/send"
    town.platform.fault(FaultKind.API_ERROR, path=path, errcode=93000, times=9)
    clerk.press(PAGE, PAGE, text="大家好", do="robot")
    town.clock.advance(hours=3)
    town.work()
    clerk.log_in()  # the session has rested too long
    assert [row.state for row in town.world.rows(outbox)] == ["undelivered"]
    assert "文字：未送达" in clerk.read(PAGE)
