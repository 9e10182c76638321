"""Accounts in the console: opened, closed, given roles; one administrator always stays."""

import re

import pytest

from catalogue.wording import staff_access as words
from office.rights import ROLES
from storage.database import Database
from storage.desk.act_list import ActAsked, act_page
from storage.desk.acts import record_act
from storage.people.staff import member_by_name, set_role
from storage.vault import Vault
from tests.support.clock import HandClock
from tests.support.office_house import PASSWORD, Clerk, OfficeHouse


@pytest.fixture
def house(database: Database, vault: Vault, clock: HandClock, tmp_path):
    return OfficeHouse(database, vault, clock, tmp_path)


def account(house: OfficeHouse, username: str, role: str) -> int:
    house.staff(username, f"{username}先生")
    with house.database.write() as connection:
        member = member_by_name(connection, username)
        assert member
        set_role(connection, member.id, role)
    return member.id


def browser(house: OfficeHouse, username: str = "boss", role: str = "admin") -> Clerk:
    account(house, username, role)
    browser = Clerk(house.app().test_client())
    browser.log_in(username)
    return browser


def test_an_administrator_opens_an_account_whose_password_works_at_once(house):
    boss = browser(house)
    told = boss.press(
        "/office/accounts", "/office/accounts", username="Wang", name="王强", role="director"
    )
    password = re.search(r"密码 (\S+) 只显示这一次", told.text)[1]
    wang = Clerk(house.app().test_client())
    assert wang.log_in("wang", password).status_code == 303
    assert "只显示这一次" not in boss.read("/office/accounts")


@pytest.mark.parametrize(
    ("username", "name", "role", "sentence"),
    [
        ("李莉", "李莉", "clerk", words.BAD_USERNAME),
        ("li", "", "clerk", words.BAD_DISPLAY_NAME),
        ("li", "李莉", "king", words.BAD_ROLE),
        ("boss", "又一个", "clerk", words.NAME_TAKEN),
    ],
)
def test_an_account_that_cannot_be_made_gets_one_sentence(house, username, name, role, sentence):
    boss = browser(house)
    wish = {"username": username, "name": name, "role": role}
    assert sentence in boss.press("/office/accounts", "/office/accounts", **wish).text


def test_a_closed_account_is_out_at_once_and_back_after_reopening(house):
    boss = browser(house)
    member = account(house, "lili", "clerk")
    lili = Clerk(house.app().test_client())
    lili.log_in("lili")
    boss.press(f"/office/accounts/{member}/close", "/office/accounts")
    assert lili.client.get("/office/").status_code == 303
    assert lili.log_in("lili").status_code == 403
    boss.press(f"/office/accounts/{member}/reopen", "/office/accounts")
    assert lili.log_in("lili").status_code == 303


def test_a_new_role_holds_from_the_next_page_on(house):
    boss = browser(house)
    member = account(house, "lili", "clerk")
    lili = Clerk(house.app().test_client())
    lili.log_in("lili")
    assert lili.client.get("/office/audit").status_code == 403
    boss.press(f"/office/accounts/{member}/role", "/office/accounts", role="auditor")
    assert lili.client.get("/office/audit").status_code == 200


def test_the_last_administrator_can_neither_leave_nor_be_changed(house):
    boss = browser(house)
    member = account(house, "boss2", "admin")
    boss.press(f"/office/accounts/{member}/role", "/office/accounts", role="clerk")
    with house.database.read() as connection:
        me = member_by_name(connection, "boss").id
    told = boss.press(f"/office/accounts/{me}/role", "/office/accounts", role="clerk")
    assert words.LAST_ADMIN in told.text
    told = boss.press(f"/office/accounts/{me}/close", "/office/accounts")
    assert words.NOT_ONESELF in told.text


def test_a_forgotten_password_is_made_anew_and_shown_once(house):
    boss = browser(house)
    member = account(house, "lili", "clerk")
    told = boss.press(f"/office/accounts/{member}/password", "/office/accounts")
    password = re.search(r"新密码是 (\w+)，", told.text)[1]
    lili = Clerk(house.app().test_client())
    assert lili.log_in("lili", PASSWORD).status_code == 403
    assert lili.log_in("lili", password).status_code == 303


def test_everything_done_to_accounts_is_in_the_record(house):
    boss = browser(house)
    member = account(house, "lili", "clerk")
    boss.press(f"/office/accounts/{member}/role", "/office/accounts", role="director")
    boss.press(f"/office/accounts/{member}/close", "/office/accounts")
    with house.database.write() as connection:
        record_act(connection, member, "task.done", "task:7", "", house.clock())
    with house.database.read() as connection:
        lines = act_page(connection, ActAsked(target=f"staff:{member}"), None, 10)
    assert [(line.who, line.act, line.detail) for line in lines] == [
        ("boss先生", "staff.close", ""),
        ("boss先生", "staff.role", "主任"),
    ]
    page = boss.read("/office/audit")
    assert words.ACTS["staff.close"] in page
    assert ">lili先生</a>" in page
    assert ">待办 7</a>" in page
    assert "待封存" in page
    assert "没有符合的记录" in boss.read("/office/audit?day=2001-01-01")
    assert words.ACTS["staff.role"] in boss.read(
        f"/office/audit?target=staff:{member}&act=staff.role"
    )


def test_ones_own_password_is_changed_only_with_the_old_one(house):
    lili = browser(house, "lili", "clerk")
    elsewhere = Clerk(house.app().test_client())
    elsewhere.log_in("lili")
    new = "新的蓝色水壶放在窗台"

    def change(old: str, new: str, again: str) -> str:
        wish = {"old": old, "new": new, "again": again}
        return lili.press("/office/account/password", "/office/account", **wish).text

    assert words.OLD_ONE_WRONG in change("不对的密码啊啊啊啊", new, new)
    assert words.NEW_ONES_DIFFER in change(PASSWORD, new, new + "！")
    assert words.NEW_ONE_WEAK in change(PASSWORD, "短", "短")
    assert words.NEW_ONE_HOLDS in change(PASSWORD, new, new)
    assert elsewhere.client.get("/office/").status_code == 303
    assert Clerk(house.app().test_client()).log_in("lili", new).status_code == 303


def test_every_role_has_a_name_and_what_it_may_do():
    assert set(words.ROLE_NAMES) == set(words.ROLE_DEEDS) == set(ROLES)


def test_an_administrator_lets_a_locked_account_in_again_and_the_lock_is_on_record(house):
    boss = browser(house)
    member = account(house, "lili", "clerk")
    lili = Clerk(house.app().test_client())
    for _ in range(7):
        lili.log_in("lili", "不是这个密码")
    assert lili.log_in("lili").status_code == 429
    assert "暂时不能登录" in boss.read("/office/accounts")
    boss.press(f"/office/accounts/{member}/unlock", "/office/accounts")
    assert lili.log_in("lili").status_code == 303
    with house.database.read() as connection:
        deeds = act_page(connection, ActAsked(target=f"staff:{member}"), None, 9)
    assert [deed.act for deed in deeds] == ["login", "staff.unlock", "staff.locked"]


def test_an_administrator_lets_people_in_from_an_address_that_is_locked(house):
    boss = browser(house)
    account(house, "lili", "clerk")
    lili = Clerk(house.app().test_client())
    for number in range(20):
        lili.log_in(f"name{number}", "不是这个密码")
    assert lili.log_in("lili").status_code == 429
    at = {"address": "127.0.0.1"}
    assert words.ACCOUNT_UNLOCKED in boss.press("/office/accounts/address", **at).text
    assert lili.log_in("lili").status_code == 303
    assert words.NOT_LOCKED in boss.press("/office/accounts/address", **at).text
