"""The second step of a login: a code from the phone, each good for one login."""

import re
from datetime import timedelta

import pyotp
import pytest

from catalogue.wording import staff_access as words
from office.access.accounts import BadAccount, set_password, take_code_off
from storage.database import Database
from storage.vault import Vault
from tests.support.clock import HandClock
from tests.support.office_house import PASSWORD, Clerk, OfficeHouse, token


@pytest.fixture
def house(database: Database, vault: Vault, clock: HandClock, tmp_path):
    house = OfficeHouse(database, vault, clock, tmp_path)
    house.staff()
    return house


@pytest.fixture
def secret(house: OfficeHouse) -> str:
    """The secret of an account whose second factor has been switched on."""
    browser = Clerk(house.app().test_client())
    browser.log_in()
    browser.press("/office/account/factor", "/office/account")
    secret = re.search(r"<code>([A-Z2-7]{32})</code>", browser.read("/office/account"))[1]
    confirm = "/office/account/factor/confirm", "/office/account"
    assert words.CODE_WRONG in browser.press(*confirm, code="000000").text
    assert words.FACTOR_ON in browser.press(*confirm, code=now_code(house, secret)).text
    house.later(minutes=2)
    return secret


def now_code(house: OfficeHouse, secret: str, ahead: int = 0) -> str:
    return pyotp.TOTP(secret).at(house.clock() + timedelta(seconds=ahead))


def give(browser: Clerk, page, code: str):
    return browser.client.post(
        "/office/login/code",
        data={"csrf_token": token(page), "code": code, "next": ""},
    )


def test_the_password_alone_opens_nothing(house, secret):
    browser = Clerk(house.app().test_client())
    page = browser.log_in()
    assert "动态码" in page.get_data(as_text=True)
    assert browser.client.get("/office/").status_code == 303
    assert give(browser, page, now_code(house, secret)).status_code == 303
    assert browser.client.get("/office/").status_code == 200


def test_a_code_works_once(house, secret):
    code = now_code(house, secret)
    first, second = (Clerk(house.app().test_client()) for _ in range(2))
    assert give(first, first.log_in(), code).status_code == 303
    refused = give(second, second.log_in(), code)
    assert refused.status_code == 403
    assert words.CODE_WRONG in refused.get_data(as_text=True)


@pytest.mark.parametrize(("ahead", "works"), [(-30, True), (30, True), (-90, False), (90, False)])
def test_a_phone_half_a_minute_off_is_taken_and_more_is_not(house, secret, ahead, works):
    browser = Clerk(house.app().test_client())
    answer = give(browser, browser.log_in(), now_code(house, secret, ahead))
    assert (answer.status_code == 303) is works


def test_wrong_codes_lock_like_wrong_passwords(house, secret):
    browser = Clerk(house.app().test_client())
    page = browser.log_in()
    codes = [give(browser, page, "123456").status_code for _ in range(8)]
    assert codes[0] == 403
    assert codes[-1] == 429
    assert give(browser, page, now_code(house, secret)).status_code == 429


def test_a_code_that_comes_too_late_asks_for_the_password_again(house, secret):
    browser = Clerk(house.app().test_client())
    page = browser.log_in()
    house.later(minutes=6)
    answer = give(browser, page, now_code(house, secret))
    assert answer.location.startswith("/office/login")
    assert words.CODE_NEEDED_AGAIN in browser.client.get("/office/login").get_data(as_text=True)


def test_a_code_without_a_password_before_it_opens_nothing(house, secret):
    browser = Clerk(house.app().test_client())
    page = browser.client.get("/office/login")
    answer = give(browser, page, now_code(house, secret))
    assert answer.location.startswith("/office/login")
    assert browser.client.get("/office/").status_code == 303


def test_the_words_of_an_ended_session_survive_both_steps(house, secret):
    browser = Clerk(house.app().test_client())
    page = browser.log_in(unsent="敬佬院后墙的事要再核实一次")
    answer = browser.client.post(
        "/office/login/code",
        data={
            "csrf_token": token(page),
            "code": now_code(house, secret),
            "unsent": "敬佬院后墙的事要再核实一次",
        },
    )
    assert "敬佬院后墙的事要再核实一次" in page.get_data(as_text=True)
    assert "敬佬院后墙的事要再核实一次" in answer.get_data(as_text=True)


def test_it_is_switched_off_with_the_password(house, secret):
    browser = Clerk(house.app().test_client())
    give(browser, browser.log_in(), now_code(house, secret))
    drop = "/office/account/factor/drop", "/office/account"
    assert words.OLD_ONE_WRONG in browser.press(*drop, old="一只不对的水壶放着").text
    assert words.FACTOR_OFF in browser.press(*drop, old=PASSWORD).text
    assert Clerk(house.app().test_client()).log_in().status_code == 303


def test_right_codes_are_not_counted_as_attempts(house, secret):
    for _ in range(7):
        browser = Clerk(house.app().test_client())
        assert give(browser, browser.log_in(), now_code(house, secret)).status_code == 303
        house.later(seconds=31)


def test_the_command_line_takes_a_lost_phone_off_and_a_new_password_lifts_the_lock(house, secret):
    browser = Clerk(house.app().test_client())
    for _ in range(6):
        browser.log_in(password="不是这个密码")
    take_code_off(house.database, "lili", house.clock())
    made = set_password(house.database, "lili", None, house.clock())
    assert browser.log_in(password=made).location == "/office/"
    with pytest.raises(BadAccount):
        take_code_off(house.database, "nobody", house.clock())
