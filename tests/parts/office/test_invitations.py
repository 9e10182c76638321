"""Invitations to print: slips and guides, for those who were ticked or all who are not bound."""

import re
from datetime import timedelta

import pytest

from casework.people.binding import Result, bind_by_code
from office.parts import SceneCodes
from storage.people.people import ensure_sender
from tests.support.office_house import Clerk, OfficeHouse

INVITE = "/office/roster/invitations"
CODE = re.compile(r'class="code">([A-Z0-9]{4}-[A-Z0-9]{4})<')


class Scenes:
    """Stands for the platform's QR codes: gives as many addresses as it was told to."""

    def __init__(self, gives: int = 100, cause: str = "") -> None:
        self.gives, self.cause = gives, cause
        self.asked: list[tuple[list[str], timedelta]] = []

    def __call__(self, codes, lasts) -> SceneCodes:
        self.asked.append((list(codes), lasts))
        return SceneCodes({code: f"http://q/{code}" for code in codes[: self.gives]}, self.cause)


@pytest.fixture
def invite(clerk: Clerk):
    def press(**fields) -> str:
        return clerk.press(INVITE, seen_on="/office/roster", **fields).text

    return press


def by_scan(house: OfficeHouse, scenes: Scenes) -> Clerk:
    clerk = Clerk(house.app(scene_codes=scenes).test_client())
    clerk.log_in()
    return clerk


@pytest.mark.parametrize("sheet", ["slips", "guide"])
def test_a_slip_or_guide_shows_a_code_and_its_qr_that_bind_at_once(invite, house, sheet):
    observer = house.observer(openid="")
    page = invite(observer=observer, sheet=sheet)
    (code,) = CODE.findall(page)
    assert "<svg" in page
    assert "发“帮助”" in page or "帮助</b>" in page
    with house.database.write() as connection:
        sender = ensure_sender(connection, "official", "oNew", house.clock())
        outcome = bind_by_code(connection, house.vault, sender.id, code, house.clock())
    assert outcome.result is Result.BOUND


def test_everybody_not_yet_bound_gets_a_slip(invite, house):
    house.observer("欧阳志强", "13900001357", openid="oA")
    house.observer("刘芳", "13900002468", openid="")
    house.observer("彭石头", "13900003579", openid="")
    page = invite(whom="unbound")
    assert len(CODE.findall(page)) == 2
    assert "欧阳志强" not in page


def test_those_who_were_ticked_get_one_in_their_order(invite, house):
    ids = [house.observer(f"向{name}", f"1390000246{name}", openid="") for name in "123"]
    page = invite(observer=[str(ids[2]), str(ids[0]), str(ids[2]), "x"])
    assert re.findall(r"向\d", page) == ["向3", "向1"]


@pytest.mark.parametrize(
    ("fields", "said"), [({"whom": "unbound"}, "人人都已绑定"), ({}, "请先勾选")]
)
def test_with_nobody_to_invite_no_code_is_made(invite, house, fields, said):
    house.observer()
    assert said in invite(**fields)


def test_a_scan_of_the_platforms_own_qr_binds_so_the_slip_says_scan(house):
    observer = house.observer(openid="")
    scenes = Scenes()
    page = by_scan(house, scenes).press(INVITE, seen_on="/office/roster", observer=observer).text
    (code,) = CODE.findall(page)
    assert scenes.asked == [([code.replace("-", "")], timedelta(days=14))]
    assert "微信扫右边的码" in page


def test_what_the_platform_refuses_is_printed_as_words_and_the_clerk_hears_why(house):
    ids = [house.observer(f"向{name}", f"1390000246{name}", openid="") for name in "12"]
    clerk = by_scan(house, Scenes(gives=1, cause="平台没有回应"))
    page = clerk.press(INVITE, seen_on="/office/roster", observer=ids).text
    assert page.count("微信扫右边的码") == 1
    assert page.count("发下面八个字符") == 1
    assert "扫了要自己复制发出：平台没有回应。" in page
