"""Binding requests at the desk."""

import pytest
from sqlalchemy import select

from casework.people.binding import request_by_words
from storage.people.people import ensure_sender, find_sender
from storage.tables.work import outbox


@pytest.fixture
def observer(house):
    return house.observer(openid="")


@pytest.fixture
def request_id(house, observer):
    house.delivery("text", "绑定 欧阳志强 1357", openid="oNew")
    with house.database.write() as connection:
        sender = ensure_sender(connection, "official", "oNew", house.clock())
        request_by_words(connection, house.vault, sender.id, "欧阳志强", "1357", house.clock())
    return 1


def bound_to(house):
    with house.database.read() as connection:
        return find_sender(connection, "official", "oNew").observer_id


def told(house):
    with house.database.read() as connection:
        return connection.execute(select(outbox.c.recipient, outbox.c.text)).all()


def test_a_request_shows_name_last_four_digits_group_and_what_was_sent(clerk, request_id):
    page = clerk.read("/office/bindings")
    for words in ("欧阳志强", "尾号1357", "第一组", "绑定 欧阳志强 1357"):
        assert words in page


def test_one_click_binds_and_tells_the_person(clerk, house, observer, request_id):
    page = clerk.press(f"/office/bindings/{request_id}/confirm", seen_on="/office/bindings")
    assert "已绑定" in page.text
    assert bound_to(house) == observer
    ((recipient, text),) = told(house)
    assert recipient == "oNew"
    assert "绑定好了" in text
    assert house.hints == [("outbox", 0)]


def test_a_refusal_binds_nobody_and_tells_the_person(clerk, house, request_id):
    clerk.press(f"/office/bindings/{request_id}/refuse", seen_on="/office/bindings")
    assert bound_to(house) is None
    assert "没有通过" in told(house)[0].text


def test_a_decided_request_cannot_be_decided_again(clerk, house, request_id):
    clerk.press(f"/office/bindings/{request_id}/refuse", seen_on="/office/bindings")
    page = clerk.press(f"/office/bindings/{request_id}/confirm", seen_on="/office/bindings")
    assert "已经处理过了" in page.text
    assert bound_to(house) is None
    assert len(told(house)) == 1


def test_a_clerk_is_warned_when_the_person_has_an_account_already(clerk, house):
    house.observer(openid="oOld")
    with house.database.write() as connection:
        sender = ensure_sender(connection, "official", "oNew", house.clock())
        request_by_words(connection, house.vault, sender.id, "欧阳志强", "1357", house.clock())
    assert "此人已绑过一个公众号账号" in clerk.read("/office/bindings")
