"""A question's whole way: asked in the chat, settled in the console, heard in the chat."""

from pathlib import Path

import pytest

from casework.reach.sending_again import send_news_again
from tests.support.clock import HandClock
from tests.support.office_house import Clerk, OfficeHouse
from tests.support.phone import Phone
from tests.support.together import all_at_once
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


def test_of_observer_and_clerk_who_file_it_at_once_one_does(
    phone: Phone, world: World, clerk: Clerk
) -> None:
    phone.says(QUESTION)
    clerk.read(TRAY)
    said, page = all_at_once(
        [lambda: phone.says("报"), lambda: clerk.press(f"{TRAY}/1/file", seen_on=TRAY).text]
    )
    assert len(world.reports()) == 1
    assert said.startswith("好，当信息报了") is ("刚刚有人处理过了" in page)


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


def test_an_answer_that_found_the_window_closed_follows_the_observers_next_word(
    phone: Phone, world: World, clerk: Clerk, clock: HandClock
) -> None:
    phone.says(QUESTION)
    clock.advance(days=3)
    clerk.log_in()
    clerk.press(f"{TRAY}/1/answer", seen_on=TRAY, answer="三分之二以上。")
    world.run("UPDATE outbox SET state = 'undelivered', cause = '超过48小时'")
    assert send_news_again(world.database, clock()) == 0
    clock.advance(hours=1)
    phone.says("谢谢")
    assert [send_news_again(world.database, clock()) for _ in range(2)] == [1, 0]
    assert [(row.state, row.text) for row in world.rows_of_outbox()] == [("queued", ANSWER)]
    world.run("UPDATE outbox SET state = 'undelivered'")
    assert send_news_again(world.database, clock()) == 0


def test_an_answer_that_the_platform_refused_or_may_have_carried_is_not_sent_again(
    phone: Phone, world: World, clerk: Clerk, clock: HandClock
) -> None:
    phone.says(QUESTION)
    clerk.press(f"{TRAY}/1/answer", seen_on=TRAY, answer="三分之二以上。")
    clock.advance(hours=1)
    phone.says("谢谢")
    for column in ("refused", "road"):
        world.run(f"UPDATE outbox SET state = 'undelivered', {column} = 'custom'")
        assert send_news_again(world.database, clock()) == 0
        world.run(f"UPDATE outbox SET {column} = ''")
    clock.advance(days=8)
    assert send_news_again(world.database, clock()) == 0


def test_a_notice_tells_a_short_answer_or_how_to_read_a_long_one(
    phone: Phone, world: World, clerk: Clerk
) -> None:
    phone.says(QUESTION)
    phone.says(QUESTION)
    clerk.press(f"{TRAY}/1/answer", seen_on=TRAY, answer="三分之二以上。")
    clerk.press(
        f"{TRAY}/2/answer", seen_on=TRAY, answer="三分之二以上的业主同意就可以，细则请问社区。"
    )
    short, long = (row.notice for row in world.rows_of_outbox())
    assert "三分之二以上。" in short
    assert "有答复，发“进度0714-2”看" in long
    assert phone.says("进度0714-2").endswith("细则请问社区。")
