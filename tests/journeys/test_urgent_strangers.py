"""A stranger's urgent words before the clerks: the words and nothing else, until they bind."""

from pathlib import Path

import pytest

from reminders.upkeep import erasing_strangers
from tests.support.clock import HandClock
from tests.support.held import NOTE, URGENT, adopt, fetched, invite, tick
from tests.support.office_house import Clerk, OfficeHouse
from tests.support.phone import Phone
from tests.support.world import World

PAGE = "/office/strangers"


@pytest.fixture
def stranger(world: World) -> Phone:
    world.observer()
    return world.phone("oNew")


@pytest.fixture
def clerk(world: World, clock: HandClock, tmp_path: Path) -> Clerk:
    house = OfficeHouse(world.database, world.base.vault, clock, tmp_path)
    house.staff()
    clerk = Clerk(house.app().test_client())
    clerk.log_in()
    return clerk


def test_only_urgent_words_are_shown_and_a_clerk_marks_them_as_seen(
    stranger: Phone, clerk: Clerk, world: World
) -> None:
    stranger.says(NOTE)
    stranger.sends_photo()
    stranger.says(URGENT)
    fetched(world)
    page = clerk.read(PAGE)
    assert "存着1人的3条消息（其中1个文件）" in page
    assert URGENT in page
    assert NOTE not in page
    assert "oNew" not in page
    assert "来信第3号" in page
    assert clerk.client.get("/office/photos/1/thumb.jpg").status_code == 404
    assert NOTE not in clerk.read()
    assert "0714-" not in clerk.read()

    assert '未绑定来信<span class="count">1</span>' in page
    seen = clerk.press("/office/strangers/3/seen", PAGE)
    assert "已标为看过了" in seen.text
    assert "有人看过" in seen.text
    assert '未绑定来信<span class="count">' not in seen.text
    assert "已经有人看过" in clerk.press("/office/strangers/3/seen", PAGE).text


def test_a_letter_leads_to_the_report_once_its_sender_is_bound(
    stranger: Phone, clerk: Clerk, world: World
) -> None:
    stranger.says(URGENT)
    stranger.says(invite(world))
    adopt(world)
    page = clerk.read(PAGE)
    assert "本人已绑定，记在" in page
    assert "0714-1号" in page
    assert URGENT not in page
    assert "现在没有存着未绑定的内容" in page


def test_a_letter_is_gone_after_its_week(
    stranger: Phone, clerk: Clerk, world: World, clock: HandClock
) -> None:
    stranger.says(URGENT)
    clock.advance(days=7, minutes=1)
    tick(world, erasing_strangers(world.base.files))
    clerk.log_in()
    assert "来信第" not in clerk.read(PAGE)
