"""联系不上: everybody whom nothing reaches, the cause, the call's words and what came of it."""

import re
from datetime import timedelta

import pytest
from sqlalchemy import select, update

from storage.people import people, service_rows
from storage.quota import reminder_pauses
from storage.reach.reach import OpenRoads
from storage.tables.intake import senders
from storage.tables.roads import phone_calls
from storage.tables.staff import staff_acts
from tests.support.office_house import Clerk

NO_TEMPLATE = OpenRoads(official=True)


@pytest.fixture
def strict(house):
    """A clerk of a house without templates: who wrote nothing for two days is out of reach."""
    clerk = Clerk(house.app(roads=NO_TEMPLATE).test_client())
    assert clerk.log_in().status_code == 303
    return clerk


def long_serving(house):
    """An observer who owes something this month: it is not their first one."""
    house.clock.advance(days=-60)
    observer = house.observer()
    house.clock.advance(days=60)
    return observer


def failed(house, observer, text="0714-3号办公室看过了", cause="对方拒收这类通知", **fields):
    values = {"purpose": "review", "observer_id": observer, "cause": cause, "sent_at": None}
    return house.pushed(text, state="undelivered", **(values | fields))


def heard(house, openid="oA"):
    with house.database.write() as connection:
        who = update(senders).where(senders.c.sender == openid)
        connection.execute(who.values(last_inbound_at=house.clock()))


def number(page):
    """How many people the page says, after the navigation says the same of its badge."""
    said = int(re.search(r"本月联系不上 (\d+) 人", page)[1])
    badge = re.search(r"联系不上<span class=\"count\">(\d+)", page)
    assert said == (int(badge[1]) if badge else 0)
    assert said == page.count('name="day"')
    return said


def call(clerk, observer, outcome="reached", day="2026-07-14", note="已告知"):
    given = {"outcome": outcome, "day": day, "note": note}
    return clerk.press(f"/office/reach/{observer}/call", seen_on="/office/reach", **given)


def acts(house):
    with house.database.read() as connection:
        return list(connection.scalars(select(staff_acts.c.act).order_by(staff_acts.c.id)))


def test_who_was_not_told_is_listed_with_the_message_the_cause_and_what_lacks(clerk, house):
    observer = long_serving(house)
    house.observer("李四", "13900001111", openid="oB")
    failed(house, observer)
    page = clerk.read("/office/reach")
    assert number(page) == 1
    for words in (
        "欧阳志强",
        "0714-3号办公室看过了",
        "对方拒收这类通知",
        "本月还差信息1条、建议1条",
    ):
        assert words in page
    assert "欧阳老师您好，我是专班办公室的。" in page
    assert "李四" not in page


def test_each_obstacle_is_named_in_plain_words(strict, house):
    house.observer("未绑", "13900000001", openid="")
    house.observer("走了", "13900000002", openid="oLeft")
    house.observer("静默", "13900000003", openid="oQuiet")
    house.observer("满了", "13900000004", openid="oFull")
    house.observer("在线", "13900000005", openid="oHere")
    for openid in ("oFull", "oHere"):
        heard(house, openid)
    with house.database.write() as connection:
        account = senders.c.sender
        left = update(senders).where(account == "oLeft").values(left_at=house.clock())
        full = update(senders).where(account == "oFull").values(sent_in_window=5)
        connection.execute(left)
        connection.execute(full)
    page = strict.read("/office/reach")
    assert number(page) == 4
    for words in ("还没有绑定账号", "取消关注了", "没有配置提醒的模板", "已经发满5条"):
        assert words in page
    assert "在线" not in page


def test_who_does_not_serve_today_is_called_only_for_what_failed(strict, house):
    away = house.observer("请假", "13900000001", openid="")
    gone = house.observer("离任", "13900000002", openid="oGone")
    heard(house, "oGone")
    with house.database.write() as connection:
        today = house.clock().date()
        by = (1, house.clock())
        service_rows.add_leave(connection, house.vault, away, (today, None), "病", by)
    assert number(strict.read("/office/reach")) == 0
    failed(house, gone)
    failed(house, away)
    assert number(strict.read("/office/reach")) == 2


def test_a_call_that_reached_settles_what_failed_before_and_folds_away(clerk, house):
    observer = house.observer()
    failed(house, observer, next_at=house.clock())
    other = house.observer("李四", "13900001111", openid="oB")
    failed(house, other, "0714-4号不计入", next_at=house.clock())
    assert "记下了" in call(clerk, observer).text
    assert number(clerk.read("/office/reach")) == 1  # a call to one reaches nobody else
    call(clerk, other)
    page = clerk.read("/office/reach")
    assert number(page) == 0
    assert "本月已打通 2 人" in page
    assert "已告知" in page

    house.later(hours=1)
    failed(house, observer, "0715-1号不计入", next_at=house.clock())
    page = clerk.read("/office/reach")
    assert number(page) == 1
    assert "0715-1号不计入" in page
    assert "0714-3号" not in page


def test_a_call_that_missed_or_waits_stays_on_the_list_with_its_note(clerk, house):
    observer = house.observer(openid="")
    call(clerk, observer, "missed", note="响了没人接")
    call(clerk, observer, "later", note="")
    page = clerk.read("/office/reach")
    assert number(page) == 1
    assert "没打通：响了没人接" in page
    assert acts(house)[-2:] == ["call.missed", "call.later"]


def test_bad_words_on_a_call_get_one_sentence_and_nothing_typed_is_lost(clerk, house):
    observer = house.observer(openid="")
    assert "写一句说了什么" in call(clerk, observer, note="").text
    refused = call(clerk, observer, day="2026-07-15", note="已告知明天补")
    assert refused.status_code == 422
    assert "不能晚于今天" in refused.text
    assert 'value="已告知明天补"' in refused.text
    assert "不能晚于今天" in call(clerk, observer, day="6月31日").text
    assert "请选" in call(clerk, observer, outcome="shouted").text
    assert (
        clerk.press("/office/reach/99/call", outcome="missed", day="2026-07-14").status_code == 404
    )
    with house.database.read() as connection:
        assert connection.execute(select(phone_calls)).all() == []


def test_numbers_are_shown_and_printed_only_on_demand_and_that_is_recorded(clerk, house):
    house.observer(openid="")
    assert "13900001357" not in clerk.read("/office/reach")
    shown = clerk.press("/office/reach/phones", seen_on="/office/reach")
    assert 'href="tel:13900001357"' in shown.text
    sheet = clerk.press("/office/reach/sheet", seen_on="/office/reach")
    assert "13900001357" in sheet.text
    assert "还没有绑定账号" in sheet.text
    assert acts(house)[-2:] == ["reach.phones", "reach.sheet"]


def test_what_was_said_on_the_telephone_is_sealed(clerk, house):
    observer = house.observer(openid="")
    call(clerk, observer, note="他说在住院")
    with house.database.read() as connection:
        held = connection.execute(select(phone_calls.c.note)).scalar_one()
    assert "住院".encode() not in held


def test_who_asked_for_no_reminders_is_named_apart_and_not_counted(clerk, house):
    observer = long_serving(house)
    with house.database.write() as connection:
        reminder_pauses.pause(connection, observer, house.clock())
    page = clerk.read("/office/reach")
    assert number(page) == 0
    assert "本月还差的 1 人（不计入，不必催）" in page


def test_what_failed_long_ago_is_not_carried_along(clerk, house):
    observer = house.observer()
    failed(house, observer, created_at=house.clock() - timedelta(days=40))
    assert number(clerk.read("/office/reach")) == 0
    house.clock.now = house.clock().replace(month=8, day=3)
    assert clerk.log_in().status_code == 303
    failed(house, observer, created_at=house.clock() - timedelta(days=4))
    assert number(clerk.read("/office/reach")) == 1


def test_a_freed_account_puts_its_person_on_the_list(clerk, house):
    observer = house.observer()
    assert number(clerk.read("/office/reach")) == 0
    with house.database.write() as connection:
        [account] = people.senders_of(connection, [observer])
        people.unbind(connection, account.id, observer)
    assert number(clerk.read("/office/reach")) == 1
