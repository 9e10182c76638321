"""guancha doctor on the platforms and the address they call, over HTTP against the stand-in."""

from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest

from bot.doctor.callback import Callback
from bot.doctor.findings import Finding, examine
from bot.doctor.platform import platform_checks
from bot.wiring import Foundations
from simulator.faults import FaultKind
from simulator.settings import Channel
from storage.roads import tokens
from tests.parts.doctor.opinions import wrong
from tests.support.clock import HandClock
from tests.support.phone import APP_ID
from tests.support.servers import free_port
from tests.support.town import Town
from tests.support.world import World

TOKEN_PATH, CALLERS = "/cgi-bin/stable_token", "/cgi-bin/getcallbackip"
QUOTA = "/cgi-bin/openapi/quota/get"
SEEN_AS = "198.51.100.7"  # the address that the stand-in says it sees


def about_platforms(town: Town) -> list[Finding]:
    return examine(platform_checks(town.world.base))


def the_one(found: list[Finding]) -> str:
    ((_, told),) = wrong(found)
    return told


def test_two_healthy_accounts_are_said_to_be_healthy(town: Town) -> None:
    found = about_platforms(town)
    assert wrong(found) == []
    assert {one.subject for one in found} == {"公众号", "企业微信"}
    assert any("可以下载照片" in one.sentence for one in found)


@pytest.mark.parametrize(
    ("channel", "section", "changed", "told"),
    [
        ("official", "official", {"app_secret": "x" * 32}, ("40125", "AppSecret 不对")),
        ("official", "official", {"app_id": "wx0000000000000000"}, ("40013", "AppID 不对")),
        ("work", "work", {"secret": "x" * 32}, ("40001", "应用的 Secret 不对")),
        ("work", "work", {"corp_id": "ww0000000000000000"}, ("40013", "企业ID不对")),
        ("work", "work", {"agent_id": 1000009}, ("301002", "不是同一个应用")),
    ],
)
def test_wrong_credentials_are_named_with_the_page_where_the_right_ones_are(
    town: Town, channel: str, section: str, changed: dict[str, Any], told: tuple[str, str]
) -> None:
    channels = town.platform.channels
    channels = {channel: channels[section] | changed}
    url = town.world.base.settings.storage.database.get_secret_value()
    with World(url, town.clock, town.folder, channels=channels) as other:
        found = examine([c for c in platform_checks(other.base) if c.subject in names(channel)])
    sentence = the_one(found)
    assert all(part in sentence for part in told)
    assert "x" * 32 not in sentence


def names(channel: str) -> set[str]:
    return {"official": {"公众号"}, "work": {"企业微信"}}[channel]


@pytest.mark.parametrize(
    ("channel", "path", "errcode", "where"),
    [
        (Channel.OFFICIAL, TOKEN_PATH, 40164, "IP白名单"),
        (Channel.WORK, CALLERS, 60020, "企业可信IP"),
    ],
)
def test_an_address_that_is_not_listed_is_told_with_the_address_and_the_page(
    town: Town, channel: Channel, path: str, errcode: int, where: str
) -> None:
    town.platform.fault(FaultKind.API_ERROR, channel=channel, path=path, errcode=errcode)
    sentence = the_one(about_platforms(town))
    assert SEEN_AS in sentence
    assert where in sentence


@pytest.mark.parametrize(
    ("errcode", "told"), [(-1, "平台忙"), (48001, "微信认证"), (12345, "12345")]
)
def test_other_answers_are_told_by_their_number(town: Town, errcode: int, told: str) -> None:
    town.platform.fault(
        FaultKind.API_ERROR, channel=Channel.OFFICIAL, path=CALLERS, errcode=errcode
    )
    assert told in the_one(about_platforms(town))


def test_an_outage_is_told_for_both_platforms(town: Town) -> None:
    town.platform.fault(FaultKind.OUTAGE, seconds=3600)
    told = wrong(about_platforms(town))
    assert [subject for subject, _ in told] == ["公众号", "企业微信"]
    assert all("连不上平台（HTTP 503）" in sentence for _, sentence in told)


def test_a_permission_that_the_account_lacks_is_told_with_its_consequence(town: Town) -> None:
    town.platform.fault(FaultKind.API_ERROR, path=QUOTA, errcode=76022, times=3)
    told = [sentence for _, sentence in wrong(about_platforms(town))]
    assert len(told) == 3
    assert "账号没有下载照片的权限" in told[1]
    assert "三天后就没了" in told[1]


@pytest.mark.parametrize(("minutes", "told"), [(5, "快300秒"), (-5, "慢300秒")])
def test_a_clock_that_is_off_is_told_by_how_much(town: Town, minutes: int, told: str) -> None:
    late = HandClock(town.clock() + timedelta(minutes=minutes))
    found = examine(platform_checks(replace(town.world.base, clock=late)))
    assert any(told[:1] in sentence and "本机时钟" in sentence for _, sentence in wrong(found))


def test_a_pause_after_wrong_credentials_ends_once_they_are_right(town: Town) -> None:
    base, app = town.world.base, f"official:{APP_ID}"
    with base.database.write() as connection:
        tokens.lease_token(connection, app, 0, timedelta(seconds=1))
        tokens.block_app(connection, app, town.clock() + timedelta(minutes=10))
    found = about_platforms(town)
    assert wrong(found) == []
    assert any("现在已经恢复" in one.sentence for one in found)
    with base.database.read() as connection:
        row = tokens.read_token(connection, base.vault, app)
    assert row.blocked_until is not None
    assert row.blocked_until <= town.clock()


def about_callback(base: Foundations, **server: Any) -> list[Finding]:
    settings = base.settings
    changed = settings.model_copy(update={"server": settings.server.model_copy(update=server)})
    return examine(Callback(replace(base, settings=changed)).checks())


def test_our_own_webhook_verifies_itself_through_its_public_address(town: Town) -> None:
    found = about_callback(town.world.base, public_url=town.address)
    assert [one.sentence for one in found if "验证通过" in one.sentence] == [
        f"{town.address}/wechat/{channel} 验证通过，可以填到平台后台。"
        for channel in ("official", "work")
    ]
    assert "不是 https" in the_one(found)


def test_another_token_behind_the_address_is_told(town: Town) -> None:
    channels = town.platform.channels
    channels["official"] |= {"token": "another2026"}
    url = town.world.base.settings.storage.database.get_secret_value()
    with World(url, town.clock, town.folder, channels=channels) as other:
        told = [
            sentence for _, sentence in wrong(about_callback(other.base, public_url=town.address))
        ]
    assert any("official 回答了 HTTP 403" in sentence and "Token" in sentence for sentence in told)


@pytest.mark.parametrize(
    ("address", "told"),
    [
        ("", "没有填外网地址"),
        ("https://guancha.invalid", "解析不出来"),
        (f"https://127.0.0.1:{free_port()}", "从本机连不上"),
    ],
    ids=["none", "unknown", "closed"],  # the port differs in every process that collects
)
def test_an_address_that_leads_nowhere_is_told(town: Town, address: str, told: str) -> None:
    sentences = [one for _, one in wrong(about_callback(town.world.base, public_url=address))]
    assert sentences
    assert all(told in sentence for sentence in sentences)
