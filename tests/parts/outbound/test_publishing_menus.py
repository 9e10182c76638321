"""`guancha menu publish` against the stand-in, over HTTP."""

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from bot.__main__ import guancha
from bot.menu import publish_menu
from catalogue.menu import load_menu
from simulator.faults import FaultKind
from simulator.settings import Channel
from tests.parts.outbound.conftest import Stand

CREATE = "/cgi-bin/menu/create"


def run(*args: str) -> Result:
    return CliRunner().invoke(guancha, ["menu", *args])


def test_both_platforms_take_the_menu(stand: Stand) -> None:
    menu = load_menu()
    assert publish_menu(stand.official(), "official", menu) == ""
    assert publish_menu(stand.work(), "work", menu) == ""
    for channel in Channel:
        assert stand.sim.world.memory.menus.of(channel) == menu.body()["button"]


@pytest.mark.parametrize(
    ("channel", "errcode", "advice"),
    [
        ("official", 48001, "微信认证"),
        ("official", 40018, "menu.toml"),
        ("official", 65301, "个性化菜单"),
        ("official", 40164, "白名单"),
        ("work", 60011, "Secret"),
        ("work", 301002, "agent_id"),
        ("work", 40023, "menu.toml"),
        ("work", 49999, "49999"),
    ],
)
def test_a_refused_menu_is_told_with_its_number_and_what_to_do(
    stand: Stand, channel: str, errcode: int, advice: str
) -> None:
    stand.fault(FaultKind.API_ERROR, errcode=errcode, path=CREATE)
    account = stand.official() if channel == "official" else stand.work()
    refusal = publish_menu(account, channel, load_menu())
    assert f"菜单没有发布（错误码{errcode}）：" in refusal
    assert advice in refusal
    assert refusal.count("。") == 1


def test_a_platform_that_does_not_answer_is_told_too(stand: Stand) -> None:
    stand.fault(FaultKind.API_STATUS, status=502, path=CREATE)
    refusal = publish_menu(stand.official(), "official", load_menu())
    assert refusal == "公众号菜单没有发布：平台没有回应，稍后再试。"


def test_the_menu_can_be_looked_at_first() -> None:
    shown = run("show")
    assert shown.exit_code == 0
    assert json.loads(shown.output) == load_menu().body()


def test_publishing_on_a_channel_that_is_not_configured_ends_with_1(tmp_path: Path) -> None:
    config = tmp_path / "config.toml"
    config.write_text(
        f'[storage]\ndatabase = "sqlite:///{tmp_path}/g.db"\nmedia = "{tmp_path}/media"\n'
        '[channels.work]\ncorp_id = "ww0123456789abcdef"\nagent_id = 1000002\n'
        f'secret = "{"s" * 43}"\ntoken = "Guancha2026"\nencoding_aes_key = "{"a" * 42}A"\n'
        'api_base_url = "http://127.0.0.1:9"\n',
        encoding="utf-8",
    )
    refused = CliRunner().invoke(
        guancha, ["menu", "publish", "--channel", "official", "--config", str(config)]
    )
    assert refused.exit_code == 1
    assert "没有配置公众号" in refused.output
    unanswered = CliRunner().invoke(guancha, ["menu", "publish", "--config", str(config)])
    assert unanswered.exit_code == 1
    assert "企业微信菜单没有发布：平台没有回应" in unanswered.output
