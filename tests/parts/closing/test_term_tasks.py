"""The clock of letters' terms on the clerk's desk, and how its tasks end."""

from datetime import date, time, timedelta

import pytest

from casework.ends.tasks import Kind
from casework.letters.answering import answer_item
from casework.letters.sending import ask_extension, grant_extension
from casework.settings.changing import Wish, change
from tests.support.databases import sqlite_url
from tests.support.letter_house import DRAFT

PAGE = "/office/tasks"


@pytest.fixture
def database_url(tmp_path):
    return sqlite_url(tmp_path)


def test_two_days_before_and_on_the_last_day_and_after_the_desk_is_told_once_each(closing):
    letter_id = closing.letters.received()
    due = closing.letters.letter(letter_id).due
    assert due == date(2026, 7, 21)
    told = []
    for day in range(14, 24):
        for hour in (time(7), time(9), time(15)):
            closing.on(date(2026, 7, day), hour)
            told += [(day, hour.hour, kind) for kind in closing.kinds()]
    assert told[0] == (17, 9, Kind.SOON)
    assert [kind for day, _, kind in told if day == 21] == [Kind.SOON, *[Kind.TODAY] * 2]
    assert [kind for day, _, kind in told if day == 22] == [Kind.TODAY, *[Kind.CALL] * 2]
    assert len(closing.open()) == 1
    assert [task.end for task in closing.ended()] == ["over", "over"]


def test_after_a_downtime_only_what_is_still_true_is_told(closing):
    closing.letters.received()
    closing.on(date(2026, 8, 3))
    assert closing.kinds() == [Kind.CALL]
    assert closing.ended() == []


def test_an_answer_takes_the_task_off_the_desk_and_a_closed_one_never_comes(closing):
    letter_id = closing.letters.received()
    closing.on(date(2026, 7, 21))
    (task,) = closing.open()
    assert task.letter.number == closing.letters.letter(letter_id).number
    (item,) = closing.letters.items(letter_id)
    closing.letters.do(answer_item, letter_id, None, item, closing.letters.answer())
    closing.on(date(2026, 7, 22))
    assert closing.open() == []


def test_a_year_without_holidays_is_missed_once_in_its_december(closing):
    closing.on(date(2026, 11, 30))
    assert closing.open() == []
    for day in (1, 2):
        closing.on(date(2026, 12, day))
    (task,) = closing.open()
    assert (task.kind, task.note) == (Kind.CALENDAR, "2027")
    assert "2027年的放假安排" in closing.clerk().read(PAGE)


def test_a_day_that_the_office_entered_as_off_tells_nobody_anything(closing):
    closing.letters.received()
    for day, works in ((date(2026, 7, 17), False), (date(2026, 7, 18), True)):
        wish = Wish("calendar", day.isoformat(), 0, {"works": works}, "市政府通知")
        with closing.database.write() as connection:
            change(connection, wish, closing.letters.staff["clerk"], closing.clock())
    closing.on(date(2026, 7, 17))  # a Friday, otherwise two working days before the last day
    assert closing.kinds() == []
    closing.on(date(2026, 7, 18))  # a Saturday, worked in its place
    assert closing.kinds() == [Kind.SOON]


def test_a_call_is_made_by_its_script_and_noted_in_words(closing):
    closing.letters.received()
    closing.on(date(2026, 7, 22))
    (task,) = closing.open()
    clerk = closing.clerk()
    page = clerk.read(PAGE)
    assert '待办<span class="count">1</span>' in page
    assert "反馈时间是7月21日，已经过了。" in page
    refused = clerk.press(f"{PAGE}/{task.id}/end", seen_on=PAGE, done="1", words=" ")
    assert refused.status_code == 422
    assert "请写一句办得怎么样" in refused.text
    words = "刘科长说周五反馈"
    told = clerk.press(f"{PAGE}/{task.id}/end", seen_on=PAGE, done="1", words=words).text
    assert "记下了：办好了。" in told
    assert f"办好了：{words}" in told
    again = clerk.press(f"{PAGE}/{task.id}/end", seen_on=PAGE, dismissed="1", words="再按一次")
    assert "刚才有人办过了" in again.text
    closing.on(date(2026, 7, 23))
    assert closing.open() == []


def test_a_duban_is_proposed_only_with_the_tick_and_the_reason(closing):
    closing.letters.received()
    closing.on(date(2026, 7, 22))
    (task,) = closing.open()
    clerk, path = closing.clerk(), f"{PAGE}/{task.id}/duban"
    for given in ({"reason": "汛期将至"}, {"clause": "6"}, {"clause": "6", "reason": "  "}):
        assert "没有记" in clerk.press(path, seen_on=PAGE, **given).text
    assert closing.kinds() == [Kind.CALL]
    told = clerk.press(path, seen_on=PAGE, clause="6", reason="汛期将至").text
    assert "经办建议发督办函，理由：汛期将至" in told
    assert sorted(closing.kinds()) == [Kind.CALL, Kind.DUBAN]
    assert "刚才有人办过了" in clerk.press(path, seen_on=PAGE, clause="6", reason="又一次").text


def test_an_extension_begins_the_stages_anew(closing):
    letter_id = closing.letters.received(DRAFT)
    closing.on(date(2026, 7, 21))
    due = closing.letters.letter(letter_id).due
    later = due + timedelta(days=10)
    closing.letters.do(ask_extension, letter_id, None, later, note="汛期")
    closing.letters.do(grant_extension, letter_id, "director")
    closing.on(date(2026, 7, 22))
    assert closing.open() == []
    closing.on(date(2026, 7, 31))
    assert closing.kinds() == [Kind.TODAY]
