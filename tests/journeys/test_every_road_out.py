"""A message finds its way: as a template, to the duty group, past what an account may not do."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from catalogue.wording import staff_outbox
from catalogue.wording.staff_capabilities import switched_off
from simulator.faults import FaultKind
from simulator.settings import Channel
from storage.roads import capabilities, outbox
from storage.roads.outbox import Notice
from storage.tables.intake import quarantine
from storage.tables.work import media, troubles
from storage.tables.work import outbox as messages
from tests.support.platform import DUTY, MEDIA_GET
from tests.support.town import Town, town_on
from tests.support.waiting import wait_until
from tests.support.work_rows import a_message

WALL = "黑田铺镇敬佬院后墙快倒了，嗲嗲们在下面吃饭"


@pytest.fixture
def town(database_url: str, tmp_path: Path) -> Iterator[Town]:
    with town_on(database_url, tmp_path, notices=True) as town:
        yield town


def post_answer(town: Town) -> None:
    notice = Notice("answer", {"number": "0714-1", "text": "后墙下周动工"})
    message = a_message(town.clock(), "answer", recipient="oA", notice=notice)
    with town.world.database.write() as connection:
        outbox.post(connection, message)


def states(town: Town) -> list[tuple[str, str]]:
    return [(row.state, row.road) for row in town.world.rows(messages)]


def calls(town: Town, path: str) -> dict[str, int]:
    return town.platform.memory.calls.table().get(f"official {path}", {})


def open_troubles(town: Town) -> list[str]:
    return [row.sentence for row in town.world.rows(troubles) if not row.resolved_at]


def test_two_days_after_the_last_word_the_answer_comes_as_a_template(town: Town) -> None:
    town.platform.says("我的")
    town.clock.advance(hours=49)
    post_answer(town)
    town.work()
    wait_until(lambda: states(town) == [("sent", "template")])  # once the platform's event is in
    [text] = town.platform.heard()
    assert "后墙下周动工" in text


def test_a_blocked_template_is_shown_with_the_platforms_own_words(town: Town) -> None:
    town.platform.says("我的")
    town.clock.advance(hours=49)
    town.platform.fault(FaultKind.NOTICE_FAILED, word="failed:user block")
    post_answer(town)
    town.work()
    wait_until(lambda: states(town) == [("undelivered", "")], nudge=town.work)
    assert staff_outbox.notice_failed("failed:user block") in open_troubles(town)[0]


def test_the_alarm_reaches_the_member_on_duty_and_the_group(town: Town) -> None:
    town.platform.says(WALL)
    town.work()
    [alarm] = town.platform.heard(Channel.WORK, DUTY)
    assert [one.text for one in town.platform.memory.group.messages()] == [alarm]
    assert ("sent", "robot") in states(town)


def test_a_robot_that_was_removed_is_told_to_the_staff_and_left_alone(town: Town) -> None:
    send = "/cgi-bin/webhook/send"
    town.platform.fault(FaultKind.API_ERROR, path=send, errcode=93000, times=9)
    for village in ("黑田铺镇", "小沙江镇"):
        town.platform.says(f"{village}敬佬院后墙快倒了，老人在下面")
        town.platform.says("完成")
        town.work()
    assert switched_off("robot", "send", 93000) in open_troubles(town)
    assert town.platform.memory.calls.table()[f"work {send}"] == {"93000": 1}


def test_an_unverified_account_is_found_out_told_once_and_tried_once_a_day(town: Town) -> None:
    town.platform.fault(FaultKind.UNVERIFIED, channel=Channel.OFFICIAL)
    town.platform.sends_photo("old-wall.jpg")
    town.platform.sends_photo("corridor.jpg")
    town.work()
    post_answer(town)
    asked = calls(town, MEDIA_GET)["48001"]
    assert asked <= 2  # at most once by each thread
    town.pass_time(minutes=20 * 60, step=4 * 60)
    assert calls(town, MEDIA_GET) == {"48001": asked}
    assert [row.state for row in town.world.rows(media)] == ["wanted"] * 2
    told = [switched_off("official", name, 48001) for name in ("fetch", "send", "template")]
    assert set(told) <= set(open_troubles(town))

    town.pass_time(minutes=4 * 60 + 1, step=241)
    assert calls(town, MEDIA_GET) == {"48001": asked + 1}


def test_once_the_right_is_there_everything_that_waited_leaves(town: Town) -> None:
    town.platform.fault(FaultKind.UNVERIFIED, channel=Channel.OFFICIAL)
    town.platform.sends_photo("old-wall.jpg")
    town.work()
    post_answer(town)
    town.work()
    town.platform.memory.faults.clear()
    town.work()
    assert [row.state for row in town.world.rows(media)] == ["wanted"]  # not before it is asked

    with town.world.database.write() as connection:
        for name in ("fetch", "send"):
            assert capabilities.ask_again(connection, "official", name, town.clock())
    town.work()
    assert [row.state for row in town.world.rows(media)] == ["stored"]
    assert states(town) == [("sent", "custom")]
    assert [one for one in open_troubles(town) if "取不到" in one or "不能主动" in one] == []


def test_photos_that_may_not_be_fetched_expire_with_the_cause_and_nobody_is_asked(
    town: Town,
) -> None:
    town.platform.fault(FaultKind.UNVERIFIED, channel=Channel.OFFICIAL)
    photo = town.platform.sends_photo("old-wall.jpg")
    town.pass_time(minutes=73 * 60, step=12 * 60)
    number = re.findall(r"\d{4}-\d+", str(photo.replies[0]))[0]
    assert staff_outbox.file_unfetchable(number) in open_troubles(town)
    assert not any("再发一次" in row.text for row in town.world.rows(messages))


def test_a_platform_whose_clock_is_off_is_refused_and_kept(town: Town) -> None:
    town.platform.fault(FaultKind.CLOCK_SKEW, seconds=600)
    assert [one.status for one in town.platform.says(WALL).tries] == [403] * 4
    assert town.world.reports() == []
    assert len(town.world.rows(quarantine)) == 4  # each try was sealed anew
    town.platform.memory.faults.clear()
    town.platform.says(WALL)
    assert len(town.world.reports()) == 1
