"""The secrets the house makes for itself: once, privately, and never over old ones."""

import multiprocessing
from base64 import b64encode
from pathlib import Path

import pytest
from config_texts import SMALLEST

from bot.config import format_mistakes, load_settings
from bot.config_errors import ConfigError
from bot.house_secrets import complete_secrets
from bot.settings import Settings

GIVEN_KEY = b64encode(bytes(range(32))).decode()


@pytest.fixture
def kept(tmp_path: Path) -> Path:
    return tmp_path / "var" / "house-secrets.toml"


def keys_of(settings: Settings) -> tuple[bytes, bytes, bytes]:
    security = settings.security
    return security.data_key_bytes, security.index_key_bytes, security.session_key_bytes


def test_missing_secrets_are_made_once_and_kept_beside_the_database(load, kept):
    first, warnings = complete_secrets(load(SMALLEST))
    assert [str(kept) in sentence for sentence in warnings] == [True]
    again, silence = complete_secrets(load(SMALLEST))
    assert keys_of(again) == keys_of(first)
    assert silence == []
    assert len(set(keys_of(first))) == 3
    assert {len(key) for key in keys_of(first)} == {32}


def test_the_file_is_private_and_alone_in_its_folder(load, kept):
    complete_secrets(load(SMALLEST))
    assert kept.stat().st_mode & 0o777 == 0o600
    assert list(kept.parent.iterdir()) == [kept]


def test_with_postgresql_the_secrets_stand_beside_the_media_folder(load, kept):
    complete_secrets(load(SMALLEST.replace("sqlite:///var/guancha.db", "postgres://u:p@db/g")))
    assert kept.exists()


def test_configured_secrets_are_used_and_nothing_is_written(load, kept):
    security = "".join(
        f'{name} = "{GIVEN_KEY}"\n' for name in ("data_key", "index_key", "session_key")
    )
    settings, warnings = complete_secrets(load(SMALLEST + "[security]\n" + security))
    assert keys_of(settings) == (bytes(range(32)),) * 3
    assert warnings == []
    assert not kept.parent.exists()


def test_only_what_the_settings_leave_empty_is_made(load, kept):
    settings, _ = complete_secrets(load(SMALLEST + f'[security]\ndata_key = "{GIVEN_KEY}"'))
    assert settings.security.data_key_bytes == bytes(range(32))
    assert "data_key" not in kept.read_text()


def test_a_key_that_vanished_from_the_settings_is_asked_back_not_made_anew(load, kept):
    complete_secrets(load(SMALLEST + f'[security]\ndata_key = "{GIVEN_KEY}"'))
    with pytest.raises(ConfigError) as refused:
        complete_secrets(load(SMALLEST))
    assert "data_key" in format_mistakes(refused.value)


@pytest.mark.parametrize("broken", [b"", b"data_key = ", b'data_key = "c2hvcnQ="', b"\xff\xfe"])
def test_a_broken_file_is_an_error_and_stays_as_it_is(load, kept, broken):
    kept.parent.mkdir()
    kept.write_bytes(broken)
    with pytest.raises(ConfigError) as refused:
        complete_secrets(load(SMALLEST))
    assert "备份恢复" in format_mistakes(refused.value)
    assert kept.read_bytes() == broken


def test_a_folder_that_cannot_be_made_is_an_error_in_words(load, tmp_path):
    (tmp_path / "var").write_text("a file where the folder should be")
    with pytest.raises(ConfigError) as refused:
        complete_secrets(load(SMALLEST))
    assert "写不进去" in format_mistakes(refused.value)


def test_a_file_that_others_can_read_is_warned_about_each_time(load, kept):
    complete_secrets(load(SMALLEST))
    kept.chmod(0o644)
    for _ in range(2):
        _, warnings = complete_secrets(load(SMALLEST))
        assert any("chmod 600" in sentence for sentence in warnings)


def test_new_secrets_beside_an_old_database_are_warned_about(load, kept):
    kept.parent.mkdir()
    (kept.parent / "guancha.db").write_bytes(b"old")
    _, warnings = complete_secrets(load(SMALLEST))
    assert any("旧的密钥文件" in sentence for sentence in warnings)


def test_secrets_asked_for_before_they_are_complete_are_refused(load):
    with pytest.raises(ValueError, match="32"):
        keys_of(load(SMALLEST))


def start(config: Path) -> tuple[tuple[bytes, bytes, bytes], int]:
    settings, warnings = complete_secrets(load_settings(config, {}))
    return keys_of(settings), len(warnings)


def test_processes_that_start_at_once_agree_and_one_of_them_warns(tmp_path):
    configs = []
    for round_number in range(5):
        folder = tmp_path / str(round_number)
        folder.mkdir()
        (folder / "config.toml").write_text(SMALLEST, encoding="utf-8")
        configs += [folder / "config.toml"] * 4
    with multiprocessing.get_context("spawn").Pool(4) as pool:
        started = pool.map(start, configs, chunksize=1)
    for round_number in range(5):
        of_one_folder = started[round_number * 4 : round_number * 4 + 4]
        assert len({keys for keys, _ in of_one_folder}) == 1
        assert sum(warned for _, warned in of_one_folder) == 1
