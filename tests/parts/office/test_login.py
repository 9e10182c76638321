"""Who gets into the console, and for how long."""

import re
from http.cookies import SimpleCookie
from io import BytesIO

import pytest

from office.access.accounts import BadAccount, NewAccount, add_staff, set_password
from office.access.passwords import WeakPassword, password_fits
from storage.people.staff import member_by_name
from tests.support.office_house import PASSWORD, Clerk, token

FAILED = "用户名或密码不对。"


def test_the_right_password_opens_the_inbox(stranger):
    answer = stranger.log_in()
    assert answer.location == "/office/"
    assert "李莉" in stranger.read("/office/")


def test_a_wrong_name_and_a_wrong_password_get_the_same_sentence(stranger):
    answers = [
        stranger.log_in(password="不是这个密码"),
        stranger.log_in(username="nobody"),
        stranger.log_in(username="' OR 1=1 --"),
    ]
    assert [answer.status_code for answer in answers] == [403, 403, 403]
    assert all(FAILED in answer.text for answer in answers)


def test_after_the_login_one_lands_on_the_page_one_wanted(stranger):
    answer = stranger.client.get("/office/roster")
    login = stranger.client.get(answer.location)
    assert 'name="next" value="/office/roster' in login.text
    assert stranger.log_in(next="/office/roster").location == "/office/roster"


@pytest.mark.parametrize(
    "elsewhere", ["https://evil.example/", "//evil.example/", "/\\evil.example", "/office/\\evil"]
)
def test_a_login_never_leads_to_another_site(stranger, elsewhere):
    assert stranger.log_in(next=elsewhere).location == "/office/"


def test_five_wrong_passwords_close_an_account_for_a_quarter_of_an_hour(stranger, house):
    for _ in range(5):
        stranger.log_in(password="不是这个密码")
    refused = stranger.log_in()
    assert refused.status_code == 429
    assert "请15分钟后再试" in refused.text
    house.later(minutes=15)
    assert stranger.log_in().status_code == 303


def test_right_passwords_are_not_counted(house):
    for _ in range(12):
        assert Clerk(house.app().test_client()).log_in().status_code == 303


def test_one_address_cannot_try_many_names(stranger):
    for number in range(20):
        assert stranger.log_in(username=f"name{number}").status_code == 403
    assert stranger.log_in().status_code == 429


def test_attempts_are_counted_across_processes(house):
    for _ in range(5):
        Clerk(house.app().test_client()).log_in(password="不是这个密码")
    assert Clerk(house.app().test_client()).log_in().status_code == 429


def test_a_login_starts_a_new_session(stranger):
    before = stranger.client.get("/office/login")
    planted = token(before)
    stranger.log_in()
    refused = stranger.client.post("/office/logout", data={"csrf_token": planted})
    assert refused.status_code == 400


def test_logging_out_needs_the_button_and_ends_the_session(clerk):
    assert clerk.client.get("/office/logout").status_code in {404, 405}
    clerk.press("/office/logout")
    assert clerk.client.get("/office/").status_code == 303


def test_an_idle_session_ends_and_news_do_not_keep_it_alive(clerk, house):
    for _ in range(3):
        house.later(minutes=41)
        answer = clerk.client.get("/office/news?after=0")
    assert answer.status_code == 303


def test_a_session_in_use_goes_on(clerk, house):
    for _ in range(3):
        house.later(minutes=110)
        assert clerk.client.get("/office/").status_code == 200


def test_a_session_ends_twelve_hours_after_its_login_however_busy(clerk, house):
    for _ in range(7):
        house.later(minutes=100)
        assert clerk.client.get("/office/").status_code == 200
    house.later(minutes=100)
    assert clerk.client.get("/office/").status_code == 303


def test_logging_out_everywhere_ends_a_session_on_another_browser(clerk, house):
    elsewhere = Clerk(house.app().test_client())
    elsewhere.log_in()
    left = clerk.press("/office/account/sessions", "/office/account")
    assert "所有浏览器上都退出了" in left.text
    assert elsewhere.client.get("/office/").status_code == 303
    assert clerk.client.get("/office/").status_code == 303


def test_a_new_password_ends_every_open_session(clerk, house):
    set_password(house.database, "lili", "另一把雨伞挂在门后面", house.clock())
    assert clerk.client.get("/office/").status_code == 303
    assert clerk.log_in().status_code == 403


def test_the_cookie_is_out_of_reach_of_scripts_and_other_sites(house):
    client = house.app(secure_cookies=True).test_client()
    page = client.get("/office/login", base_url="https://office.example")
    cookie = SimpleCookie(page.headers["Set-Cookie"])["guancha_office"]
    assert cookie["httponly"]
    assert cookie["secure"]
    assert (cookie["samesite"], cookie["path"]) == ("Lax", "/office")


def test_passwords_are_kept_as_argon2id(house):
    add_staff(house.database, NewAccount("wang", "王强", "clerk"), PASSWORD, house.clock())
    with house.database.read() as connection:
        member = member_by_name(connection, "wang")
    assert member.password_hash.startswith("$argon2id$")
    assert password_fits(member.password_hash, PASSWORD)
    assert not password_fits("", PASSWORD)


def test_an_account_without_a_password_gets_one_made(house):
    made = add_staff(house.database, NewAccount("wang", "王强", "director"), None, house.clock())
    assert len(made) >= 14
    assert Clerk(house.app().test_client()).log_in("wang", made).status_code == 303


@pytest.mark.parametrize(
    ("username", "role", "password", "trouble"),
    [
        ("lili", "clerk", PASSWORD, BadAccount),
        ("李莉", "clerk", PASSWORD, BadAccount),
        ("wang", "king", PASSWORD, BadAccount),
        ("wang", "clerk", "短", WeakPassword),
    ],
)
def test_accounts_that_cannot_be_are_refused(house, username, role, password, trouble):
    with pytest.raises(trouble):
        add_staff(house.database, NewAccount(username, "王强", role), password, house.clock())


def test_what_was_typed_when_the_session_had_ended_is_given_back_after_the_login(clerk, house):
    words = "来电说：敬老院后墙又掉砖，\n里面住着十二位老人"
    form = {
        "csrf_token": token(clerk.client.get("/office/entry")),
        "words": words,
        "source": "phone",
    }
    house.later(hours=3)
    asked = clerk.client.post(
        "/office/entry",
        data=form | {"photos": (BytesIO(b"\xff\xd8" + b"0" * 100_000), "a.jpg")},
        headers={"Referer": "http://localhost/office/entry"},
    )
    assert asked.status_code == 401
    assert "登录后会把您写的字还给您" in asked.text
    [kept] = re.findall(r'(?s)<textarea name="unsent" hidden>\n(.*?)</textarea>', asked.text)
    wrong = clerk.client.post(
        "/office/login",
        data={"username": "lili", "password": "?", "unsent": kept, "csrf_token": token(asked)},
    )
    assert kept in wrong.text
    given = clerk.log_in(unsent=kept, next="/office/entry")
    assert f">{words}</textarea>" in given.text
    assert 'href="/office/entry"' in given.text
    assert clerk.client.get("/office/entry").status_code == 200


def test_what_was_typed_into_a_page_of_an_earlier_login_is_given_back_too(clerk, house):
    old = token(clerk.client.get("/office/entry"))
    house.later(hours=3)
    clerk.log_in()  # in another tab
    answer = clerk.client.post(
        "/office/entry",
        data={"csrf_token": old, "words": "来电说：敬老院后墙又掉砖"},
        headers={"Referer": "http://localhost/office/entry"},
    )
    assert answer.status_code == 400
    assert ">来电说：敬老院后墙又掉砖</textarea>" in answer.text
    assert 'href="/office/entry"' in answer.text


def test_a_form_of_somebody_who_was_never_here_is_not_read_when_it_is_large(house):
    stranger = house.app().test_client()
    asked = stranger.post("/office/entry", data={"words": "字" * 30_000})
    assert asked.status_code == 303
    assert "字字字" not in stranger.get(asked.location).text
