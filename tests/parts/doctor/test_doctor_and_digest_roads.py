"""guancha doctor on the roads digests go by: nothing is sent, and each mistake has its remedy."""

import ssl
from pathlib import Path

import pytest

from bot.doctor.digest_roads import digest_checks
from bot.doctor.findings import Finding, examine
from tests.parts.doctor.opinions import wrong
from tests.support.clock import HandClock
from tests.support.databases import sqlite_url
from tests.support.mail_house import PASSWORD, USER, Postbox, identities, mail_server
from tests.support.servers import free_port
from tests.support.town import Town
from tests.support.world import World

KEY = "11112222-aaaa-bbbb-cccc-333344445555"
WHOLE = {
    "host": "127.0.0.1",
    "sender": "zhuanban@example.gov.cn",
    "user": USER,
    "password": PASSWORD,
    "office": ["a@b.cn"],
}


@pytest.fixture(scope="module")
def trust(tmp_path_factory: pytest.TempPathFactory) -> tuple[ssl.SSLContext, ssl.SSLContext]:
    return identities(tmp_path_factory.mktemp("mail"))


def examined(folder: Path, clock: HandClock, trusted, **sections) -> list[Finding]:
    folder.mkdir(exist_ok=True)
    with World(sqlite_url(folder), clock, folder, **sections) as world:
        return examine(digest_checks(world.base, trusted))


@pytest.mark.parametrize("security", ["tls", "starttls"])
def test_a_mailbox_that_lets_us_in_is_good_and_gets_no_mail(
    tmp_path: Path, clock: HandClock, trust, security: str
) -> None:
    box, (identity, trusted) = Postbox(), trust
    with mail_server(box, identity, security) as port:
        mail = WHOLE | {"port": port, "security": security}
        found = examined(tmp_path, clock, trusted, mail=mail)
    assert wrong(found) == []
    assert box.arrived == []


@pytest.mark.parametrize(
    ("changed", "told"),
    [
        ({"password": "wrong"}, "授权码"),
        ({"security": "starttls"}, "465 端口用 tls"),
        ({"port": 1}, "连不上邮件服务器"),
        ({"host": ""}, "缺 host 或 sender"),
        ({"office": []}, "没有收件人"),
    ],
)
def test_each_mistake_in_the_mailbox_is_told_with_what_to_do(
    tmp_path: Path, clock: HandClock, trust, changed: dict, told: str
) -> None:
    identity, trusted = trust
    with mail_server(Postbox(), identity, "none") as port:
        mail = WHOLE | {"port": port, "security": "none"} | changed
        found = examined(tmp_path, clock, trusted, mail=mail)
    assert any(told in said for _, said in wrong(found))


def test_a_robot_is_asked_without_a_word_in_its_group(
    town: Town, tmp_path: Path, clock: HandClock
) -> None:
    known, gone = town.platform.robot, town.platform.robot + "x"
    office = {"duty_robot": known, "group_robot": gone}
    found = examined(tmp_path / "other", clock, None, office=office)
    [(subject, said)] = wrong(found)
    assert subject == "观察员群机器人"
    assert "93000" in said
    assert town.platform.memory.group.messages() == []
    away = {"duty_robot": f"http://127.0.0.1:{free_port()}/cgi-bin/webhook/send?key={KEY}"}
    [(_, silent)] = wrong(examined(tmp_path / "third", clock, None, office=away))
    assert "连不上群机器人的平台" in silent
