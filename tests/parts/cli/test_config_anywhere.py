"""--config may stand before or behind the command."""

from pathlib import Path

import pytest
from click.testing import CliRunner

from bot.__main__ import guancha
from bot.cli.main import config_first


@pytest.mark.parametrize(
    "args",
    [
        ["--config", "nowhere.toml", "serve"],
        ["serve", "--config", "nowhere.toml"],
        ["serve", "--config=nowhere.toml"],
        ["staff", "add", "wang", "--config", "nowhere.toml"],
    ],
)
def test_the_configuration_is_named_before_or_behind_the_command(
    args: list[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    answer = CliRunner().invoke(guancha, args)
    assert answer.exit_code == 2
    assert "找不到这个配置文件" in answer.output
    assert "nowhere.toml" in answer.output


def test_what_follows_two_dashes_is_left_alone() -> None:
    assert config_first(["tag", "--", "--config", "x"]) == ["tag", "--", "--config", "x"]
