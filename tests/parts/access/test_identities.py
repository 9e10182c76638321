"""A covered identity is opened for one person, a reason and half an hour; the director is told."""

import pytest

from catalogue.wording import staff_identity as words
from storage.database import Database
from storage.desk.act_list import ActAsked, act_page
from storage.people.staff import member_by_name, set_role
from storage.vault import Vault
from tests.support.clock import HandClock
from tests.support.office_house import Clerk, OfficeHouse

REASON = "核对重复举报"


@pytest.fixture
def house(database: Database, vault: Vault, clock: HandClock, tmp_path):
    house = OfficeHouse(database, vault, clock, tmp_path)
    for username, role in (("shen", "auditor"), ("zhu", "director"), ("zhao", "convenor")):
        house.staff(username, f"{username}同志")
        with database.write() as connection:
            set_role(connection, member_by_name(connection, username).id, role)
    house.report(house.observer(), 1)
    house.report(house.observer("司马光明", "13900002468", "第二组", "oB"), 2)
    return house


def browser(house: OfficeHouse, username: str) -> Clerk:
    browser = Clerk(house.app().test_client())
    browser.log_in(username)
    return browser


def test_an_auditor_opens_one_person_for_half_an_hour_and_the_director_takes_note(house):
    auditor, director = browser(house, "shen"), browser(house, "zhu")
    page = "/office/reports/1"
    assert "欧阳志强" not in auditor.read(page)
    opened = auditor.press(f"{page}/identity", page, reason=REASON).text
    assert words.OPENED in opened
    assert "欧阳志强" in opened
    assert "13900001357" in opened
    assert "司马光明" not in auditor.read("/office/")
    assert "欧阳志强" not in browser(house, "zhao").read(page)

    told = director.read("/office/identities")
    assert REASON in told
    assert "shen同志" in told
    assert '查看身份<span class="count">1</span>' in told
    assert f"shen同志看过是谁报的：{REASON}" in director.read(page)
    last = {"up_to": "1"}
    noted = director.press("/office/identities/noted", "/office/identities", **last).text
    assert '查看身份<span class="count">' not in noted

    house.later(minutes=30)
    assert "欧阳志强" not in auditor.read(page)
    with house.database.read() as connection:
        [deed] = act_page(connection, ActAsked(target="report:1"), None, 5)
    assert (deed.act, deed.detail, deed.who) == ("identity.open", REASON, "shen同志")


@pytest.mark.parametrize("reason", ["", "  ", "看看", "字" * 201])
def test_without_a_reason_nothing_opens(house, reason):
    auditor = browser(house, "shen")
    told = auditor.press("/office/reports/1/identity", "/office/reports/1", reason=reason).text
    assert words.REASON_MISSING in told
    assert "欧阳志强" not in told
    assert auditor.press("/office/reports/9/identity", "/office/", reason=REASON).status_code == 404


def test_only_the_director_takes_note(house):
    auditor = browser(house, "shen")
    auditor.press("/office/reports/1/identity", "/office/reports/1", reason=REASON)
    answer = auditor.press("/office/identities/noted", "/office/identities", up_to="1")
    assert answer.status_code == 403
    assert '查看身份<span class="count">1</span>' in browser(house, "zhu").read(
        "/office/identities"
    )
