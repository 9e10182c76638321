"""A question's whole way: asked in the chat, settled in the console, heard in the chat."""

from pathlib import Path

import pytest

from tests.support.clock import HandClock
from tests.support.office_house import Clerk, OfficeHouse
from tests.support.phone import Phone
from tests.support.world import World

QUESTION = "加装电梯要多少户同意？"
TRAY, ENTRY = "/office/inquiries", "/office/handbook/entry/office.0badcafe"
ANSWER = "关于您的提问0714-1“加装电梯要多少户同意？”，办公室答复：三分之二以上。"


@pytest.fixture
def clerk(world: World, clock: HandClock, tmp_path: Path) -> Clerk:
    house = OfficeHouse(world.database, world.base.vault, clock, tmp_path)
    house.staff()
    clerk = Clerk(house.app().test_client())
    clerk.log_in()
    return clerk


def test_an_answer_is_heard_once_where_the_question_was_asked_under_its_number(
    world: World, clerk: Clerk
) -> None:
    phone = world.observers_phone("wu", "work")
    assert phone.says(QUESTION).endswith("（提问编号0714-1）")
    for _ in range(2):
        clerk.press(f"{TRAY}/1/answer", seen_on=TRAY, answer="三分之二以上。")
    ((channel, recipient, text),) = [
        (row.channel, row.recipient, row.text) for row in world.rows_of_outbox()
    ]
    assert (channel, recipient, text) == ("work", "wu", ANSWER)
    assert phone.says("进度 1") == ANSWER


def test_what_the_office_files_is_the_observers_report_under_the_same_number(
    phone: Phone, world: World, clerk: Clerk
) -> None:
    phone.says(QUESTION)
    clerk.press(f"{TRAY}/1/file", seen_on=TRAY)
    assert phone.says("报") == "0714-1号已经是信息了，不用再报。"
    assert phone.says("进度 1").startswith("0714-1号（老旧小区改造，信息）：已收到")
    assert "0714-1号" in phone.says("我的")
    assert world.report().state == "received"


def test_a_report_that_the_observer_made_of_it_is_off_the_tray(phone: Phone, clerk: Clerk) -> None:
    phone.says(QUESTION)
    assert QUESTION in clerk.read(TRAY)
    phone.says("报")
    assert QUESTION not in clerk.read(TRAY)
    assert "没有等着答复的提问" in clerk.read(TRAY)


def test_what_a_clerk_writes_into_the_handbook_is_told_from_the_next_question_on(
    phone: Phone, clerk: Clerk
) -> None:
    assert "已转办公室" in phone.says(QUESTION)
    typed = {
        "version": "0",
        "project": "old-community",
        "aspect": "other",
        "question": QUESTION,
        "answer": "三分之二以上。",
        "source": "市住建局2026年7月",
        "basis": "office",
        "county": "",
        "about": "加装电梯",
        "asks": "多少户",
    }
    clerk.press(ENTRY, seen_on=TRAY, **typed)
    assert phone.says(QUESTION).startswith("三分之二以上。（来源：市住建局2026年7月）\n")
    clerk.press(f"{ENTRY}/switch", seen_on=TRAY, to="off")
    assert "已转办公室" in phone.says(QUESTION)
