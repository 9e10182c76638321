"""换人: a place passes to somebody else; the old reports stay where they are."""

from datetime import date

import pytest

from storage.people.observer_changes import changes_of
from storage.people.people import find_sender, observer_card

FORM = {
    "name": "刘芳",
    "phone": "13900002468",
    "unit": "县融媒体中心",
    "county": "隆回县",
    "group": "第一组",
    "role": "观察员",
    "appointed_from": "2026-07-15",
    "appointed_to": "",
    "last_day": "2026-07-14",
}


@pytest.fixture
def hand_over(clerk, house):
    house.observer()
    path = "/office/roster/1/handover"

    def press(**changed: str):
        return clerk.press(path, seen_on=path, **FORM | changed)

    return press


def card(house, observer_id):
    with house.database.read() as connection:
        return observer_card(connection, house.vault, observer_id)


def history(house, observer_id):
    with house.database.read() as connection:
        changes = changes_of(connection, house.vault, observer_id)
    return [(kept.way, *kept.change) for kept in reversed(changes)]


def account(house):
    with house.database.read() as connection:
        return find_sender(connection, "official", "oA").observer_id


def test_the_form_holds_what_the_successor_inherits(clerk, house):
    house.observer()
    page = clerk.read("/office/roster/1/handover")
    assert 'value="县融媒体中心"' in page
    assert 'value="2026-07-14"' in page
    assert 'value="2026-07-15"' in page


def test_a_new_successor_takes_the_place_and_both_histories_say_so(hand_over, house, clerk):
    page = hand_over()
    assert "欧阳志强的位置由刘芳接手" in page.text
    assert card(house, 1).appointed_to == date(2026, 7, 14)
    assert card(house, 2).successor_of == 1
    assert account(house) == 1
    assert history(house, 1) == [
        ("handover", "appointed_to", "", "2026-07-14"),
        ("handover", "successor", "", "2"),
    ]
    assert history(house, 2) == [
        ("handover", "added", "", "刘芳"),
        ("handover", "predecessor", "", "1"),
    ]
    assert "位置已由" in page.text
    assert "接谁的：欧阳志强" in clerk.read("/office/roster/2")


def test_the_predecessors_accounts_are_freed_when_asked(hand_over, house):
    hand_over(frees_accounts="1")
    assert account(house) is None
    assert ("handover", "account", "official:oA", "") in history(house, 1)


def test_somebody_on_the_roster_takes_the_place_only_when_meant(hand_over, house):
    house.observer("刘芳", "13900002468", "第二组", openid="oB")
    page = hand_over()
    assert page.status_code == 422
    assert "花名册里已有这个号码：刘芳（第二组）" in page.text
    assert card(house, 1).appointed_to is None
    assert "姓名对不上" in hand_over(name="刘方", takes_known="1").text
    assert "由刘芳接手" in hand_over(takes_known="1").text
    assert (card(house, 2).group, card(house, 2).successor_of) == ("第一组", 1)


def test_each_mistake_is_named_and_nothing_is_handed_over(hand_over, house):
    mistakes = (
        ({"last_day": ""}, "请填最后一天"),
        ({"last_day": "昨天"}, "日期看不懂"),
        ({"last_day": "2026-07-20"}, "要晚于前任的最后一天"),
        ({"phone": "13900001357"}, "这是他本人的手机号"),
        ({"role": ""}, "“身份”没有填"),
    )
    for changed, said in mistakes:
        page = hand_over(**changed)
        assert page.status_code == 422
        assert said in page.text
    assert card(house, 1).appointed_to is None
    assert card(house, 2) is None


def test_a_place_is_handed_over_once(hand_over, house):
    hand_over()
    assert "已经交接过了" in hand_over(name="彭石头", phone="13900003579").text
    assert card(house, 3) is None
