"""Consent to a subscription notice: asked at a good moment, seldom, counted by the events."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from storage.tables.roads import consents
from tests.support.clock import HandClock
from tests.support.phone import Phone
from tests.support.world import World, house_settings

PAGE = "https://guancha.example.gov.cn/dingyue"
NOTICES = {"kind": "subscribe", "consent_url": PAGE, "answer": "TEMPLATE-answer"}


@pytest.fixture
def world(database_url: str, clock: HandClock, tmp_path: Path) -> Iterator[World]:
    channels = house_settings(database_url, tmp_path)["channels"]
    channels["official"] |= {"notices": NOTICES}
    with World(database_url, clock, tmp_path, channels=channels) as world:
        yield world


def finishes_a_report(phone: Phone) -> str:
    phone.says("黑田铺镇敬老院伙食不错")
    return phone.says("完成")


def presses(phone: Phone, status: str) -> None:
    pressed = (
        "<List><TemplateId>TEMPLATE-answer</TemplateId>"
        f"<SubscribeStatusString>{status}</SubscribeStatusString></List>"
    )
    phone.sends(
        "<MsgType>event</MsgType><Event>subscribe_msg_popup_event</Event>"
        f"<SubscribeMsgPopupEvent>{pressed}</SubscribeMsgPopupEvent>"
    )


def left(world: World) -> list[int]:
    with world.database.read() as connection:
        return [row.left for row in connection.execute(consents.select())]


def test_it_is_asked_when_a_report_is_done_and_at_most_once_a_month(
    world: World, clock: HandClock
) -> None:
    phone = world.observers_phone()
    assert PAGE not in phone.says("黑田铺镇敬老院伙食不错")
    assert PAGE in phone.says("完成")
    clock.advance(days=29)
    assert PAGE not in finishes_a_report(phone)
    clock.advance(days=1, seconds=1)
    assert PAGE in finishes_a_report(phone)


def test_who_agreed_is_not_asked_until_it_is_used_up_or_taken_back(
    world: World, clock: HandClock
) -> None:
    phone = world.observers_phone()
    presses(phone, "accept")
    presses(phone, "accept")
    assert left(world) == [2]
    assert PAGE not in finishes_a_report(phone)
    presses(phone, "reject")
    assert left(world) == [0]
    assert PAGE in finishes_a_report(phone)


def test_nothing_is_asked_beside_an_alarm_or_an_error(world: World) -> None:
    phone = world.observers_phone()
    assert PAGE not in phone.says("完成")  # there is nothing to finish
    phone.says("黑田铺镇敬佬院后墙快倒了，嗲嗲们在下面吃饭")
    assert PAGE not in phone.says("完成")
    assert PAGE in finishes_a_report(phone)


def test_wecom_needs_no_consent(world: World) -> None:
    phone = world.observers_phone("wang", "work")
    assert PAGE not in finishes_a_report(phone)
