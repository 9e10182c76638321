"""An observer's page: what it shows, its form, two clerks at once, suspending, unbinding."""

import re

import pytest

from storage.people.observer_changes import changes_of
from storage.people.people import find_sender, observer_card
from tests.support.office_house import Clerk

NEW = "/office/roster/new"
FORM = {
    "name": "欧阳志强",
    "phone": "13900001357",
    "unit": "县融媒体中心",
    "county": "隆回县",
    "group": "第一组",
    "role": "观察员",
    "appointed_from": "",
    "appointed_to": "",
}


@pytest.fixture
def page_of(clerk: Clerk):
    return lambda observer_id: clerk.read(f"/office/roster/{observer_id}")


@pytest.fixture
def save(clerk: Clerk):
    def press(observer_id: int, seen: str = "", **changed: str):
        path = f"/office/roster/{observer_id}"
        seen = seen or seen_on(clerk.read(path))
        return clerk.press(path, seen_on=path, **FORM | {"seen": seen} | changed)

    return press


def seen_on(page: str) -> str:
    return re.search(r'name="seen" value="([0-9a-f]+)"', page).group(1)


def card(house, observer_id=1):
    with house.database.read() as connection:
        return observer_card(connection, house.vault, observer_id)


def history(house, observer_id=1):
    with house.database.read() as connection:
        changes = changes_of(connection, house.vault, observer_id)
    return [(kept.way, kept.who, *kept.change, kept.reason) for kept in reversed(changes)]


def test_the_page_shows_accounts_counts_and_the_latest_reports(house, page_of):
    observer = house.observer()
    house.report(observer, 1, kind="problem", excerpt="后墙裂了")
    house.report(observer, 2, kind="problem", day=house.clock().date().replace(month=2))
    house.report(observer, 3, kind="info", state="withdrawn")
    house.report(observer, 4, kind="info", while_suspended=True)
    page = page_of(observer)
    assert "本月<b>1</b>条，今年<b>2</b>条：问题 1/2。" in page
    assert "后墙裂了" in page
    assert "暂停期间" in page
    assert "公众号" in page
    assert "还没有来过消息" in page


def test_a_report_made_while_suspended_says_so_and_leads_to_its_observer(house, clerk):
    report = house.report(house.observer(), 4, while_suspended=True)
    page = clerk.read(f"/office/reports/{report}")
    assert "暂停期间，不计数" in page
    assert 'href="/office/roster/1"' in page


def test_a_change_is_saved_and_stands_in_the_history_with_its_clerk(house, save, page_of):
    observer = house.observer()
    assert "存好了" in save(observer, unit="县水利局", appointed_to="2027年6月19日").text
    assert card(house).unit == "县水利局"
    assert history(house) == [
        ("edit", "李莉", "unit", "县融媒体中心", "县水利局", ""),
        ("edit", "李莉", "appointed_to", "", "2027-06-19", ""),
    ]
    assert "单位：县融媒体中心 → 县水利局" in page_of(observer)


def test_every_mistake_stands_beside_its_field_and_what_was_typed_is_kept(house, save):
    observer = house.observer()
    page = save(observer, phone="139", role="国王", name="李四2", appointed_from="明年")
    assert page.status_code == 422
    for sentence in ("应是11位数字，现在是3位", "“国王”不认识", "里有数字", "“聘任起”看不懂"):
        assert sentence in page.text
    assert 'value="李四2"' in page.text
    assert card(house).name == "欧阳志强"


def test_a_change_of_another_clerk_is_not_overwritten(house, save, page_of):
    observer = house.observer()
    before = seen_on(page_of(observer))
    save(observer, unit="县水利局")
    page = save(observer, seen=before, group="第二组")
    assert page.status_code == 409
    assert "别人刚刚改过" in page.text
    assert "现在是：县水利局" in page.text
    assert 'value="第二组"' in page.text
    assert card(house).group == "第一组"
    corrected = save(observer, seen=seen_on(page.text), unit="县水利局", group="第二组")
    assert "存好了" in corrected.text
    assert (card(house).unit, card(house).group) == ("县水利局", "第二组")


def test_a_mistake_in_between_does_not_hide_the_other_clerks_change(house, save, page_of):
    observer = house.observer()
    before = seen_on(page_of(observer))
    save(observer, unit="县水利局")
    wrong = save(observer, seen=before, phone="139").text
    assert save(observer, seen=seen_on(wrong), group="第二组").status_code == 409


def test_somebody_new_is_added_by_the_same_form(clerk, house):
    page = clerk.press(NEW, seen_on=NEW, **FORM).text
    assert "已加进花名册" in page
    assert card(house).name == "欧阳志强"
    assert history(house) == [("add", "李莉", "added", "", "欧阳志强", "")]


def test_a_phone_that_somebody_has_is_refused_by_name(clerk, house, save):
    house.observer()
    second = house.observer("刘芳", "13900002468", openid="oB")
    taken = "“手机号”和欧阳志强（第一组）的相同"
    assert taken in clerk.press(NEW, seen_on=NEW, **FORM | {"name": "彭石头"}).text
    assert taken in save(second, name="刘芳").text


def test_suspending_needs_a_reason_and_no_future_day_and_happens_once(clerk, house, page_of):
    path = f"/office/roster/{house.observer()}"

    def suspend(**fields) -> str:
        return clerk.press(f"{path}/suspend", seen_on=path, **fields).text

    assert "请写一句原因" in suspend(since="2026-07-10", reason=" ")
    assert "不能是将来的日子" in suspend(since="2026-07-15", reason="外出")
    assert "已暂停" in suspend(since="2026-07-10", reason="外出半年")
    assert "刚刚在别处改过" in suspend(since="", reason="外出")
    assert "2026-07-10起暂停" in page_of(1)
    assert "已恢复" in clerk.press(f"{path}/reinstate", seen_on=path, reason="回来了").text
    assert history(house) == [
        ("suspend", "李莉", "state", "active", "suspended", "外出半年"),
        ("suspend", "李莉", "suspended_from", "", "2026-07-10", "外出半年"),
        ("reinstate", "李莉", "state", "suspended", "active", "回来了"),
    ]


def test_a_freed_account_is_a_strangers_again_and_the_history_keeps_it(clerk, house, page_of):
    path = f"/office/roster/{house.observer()}"
    sent = clerk.press(f"{path}/accounts/1/unbind", seen_on=path, reason="手机丢了").text
    assert "已解绑" in sent
    with house.database.read() as connection:
        assert find_sender(connection, "official", "oA").observer_id is None
    assert history(house) == [("unbind", "李莉", "account", "official:oA", "", "手机丢了")]
    assert "公众号 oA → 无" in page_of(1)
    assert "不在他名下" in clerk.press(f"{path}/accounts/1/unbind", seen_on=path).text


def test_an_unknown_observer_is_no_page(clerk):
    assert clerk.client.get("/office/roster/77").status_code == 404
    assert clerk.client.get("/office/roster/77/handover").status_code == 404
