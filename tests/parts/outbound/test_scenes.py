"""QR codes with a scene: asked of the official account, and what is said when it gives none."""

from datetime import timedelta

from bot.platform.scenes import SceneMaker
from catalogue.wording import staff_people
from simulator.faults import FaultKind
from tests.parts.outbound.conftest import Stand

LASTS = timedelta(days=14)
CREATE = "/cgi-bin/qrcode/create"


def test_each_code_gets_the_address_that_its_qr_must_hold(stand: Stand) -> None:
    made = SceneMaker(stand.official())(["ACDEFGHJ", "KMNPQRTU"], LASTS)
    assert set(made.addresses) == {"ACDEFGHJ", "KMNPQRTU"}
    assert made.addresses["ACDEFGHJ"].startswith("http://weixin.qq.com/q/")
    assert made.cause == ""


def test_an_account_without_the_right_is_asked_once(stand: Stand) -> None:
    stand.fault(FaultKind.API_ERROR, CREATE, errcode=48001)
    made = SceneMaker(stand.official())(["ACDEFGHJ", "KMNPQRTU"], LASTS)
    assert made.addresses == {}
    assert made.cause == staff_people.SCENE_NOT_GRANTED
    calls = stand.sim.world.memory.calls.table()
    assert calls[f"official {CREATE}"] == {"48001": 1}


def test_without_an_official_account_there_is_nothing_to_explain() -> None:
    made = SceneMaker(None)(["ACDEFGHJ"], LASTS)
    assert (made.addresses, made.cause) == ({}, "")
