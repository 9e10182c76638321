"""What a right config gives, and how it is found."""

import logging
from pathlib import Path

import pytest
from config_texts import AES_KEY, OFFICIAL, OTHER_AES_KEY, SMALLEST, STORAGE, WORK
from pydantic import ValidationError

from bot.config import advice_on, find_config, load_settings


def test_server_storage_and_one_channel_are_enough(load):
    settings = load(SMALLEST)
    assert settings.server.port == 8080
    assert settings.channels.official.app_id == "wx0123456789abcdef"
    assert settings.channels.work is None
    assert settings.office.display_name == "民生实事观察员随手拍"


def test_the_work_channel_alone_is_enough_too(load):
    settings = load(STORAGE + WORK)
    assert settings.channels.official is None
    assert settings.channels.work.agent_id == 1000002


def test_an_agent_id_may_stand_in_quotes(load):
    settings = load(STORAGE + WORK.replace("1000002", '"1000002"'))
    assert settings.channels.work.agent_id == 1000002


def test_loading_creates_nothing(load, tmp_path):
    load(SMALLEST)
    assert [path.name for path in tmp_path.iterdir()] == ["config.toml"]


def test_settings_cannot_be_changed(load):
    with pytest.raises(ValidationError):
        load(SMALLEST).server.port = 81


def test_relative_paths_count_from_the_folder_of_the_config(load, tmp_path):
    settings = load(SMALLEST)
    assert settings.storage.media == tmp_path / "var/media"
    assert settings.storage.sqlite_file == tmp_path / "var/guancha.db"


@pytest.mark.parametrize("written", ["var/guancha.db", "sqlite:///var/guancha.db"])
def test_a_database_may_be_a_bare_path_or_an_address(load, tmp_path, written):
    settings = load(SMALLEST.replace("sqlite:///var/guancha.db", written))
    expected = f"sqlite:///{tmp_path}/var/guancha.db"
    assert settings.storage.database.get_secret_value() == expected


def test_an_absolute_sqlite_path_stays_where_it_is(load):
    settings = load(SMALLEST.replace("sqlite:///var/guancha.db", "sqlite:////srv/guancha.db"))
    assert settings.storage.sqlite_file == Path("/srv/guancha.db")


@pytest.mark.parametrize("scheme", ["postgres", "postgresql", "postgresql+psycopg"])
def test_postgresql_is_reached_through_psycopg_3(load, scheme):
    settings = load(SMALLEST.replace("sqlite:///var/guancha.db", f"{scheme}://u:p@db:5433/g"))
    assert settings.storage.database.get_secret_value() == "postgresql+psycopg://u:p@db:5433/g"
    assert settings.storage.sqlite_file is None


def test_a_secret_may_come_from_the_environment(load):
    settings = load(SMALLEST.replace("the-app-secret", "env:APP_SECRET"), APP_SECRET="from-outside")
    assert settings.channels.official.app_secret.get_secret_value() == "from-outside"


def test_a_secret_may_come_from_a_file_beside_the_config(load, tmp_path):
    (tmp_path / "keys").mkdir()
    (tmp_path / "keys" / "app").write_text("from-a-file\r\n")
    settings = load(SMALLEST.replace("the-app-secret", "file:keys/app"))
    assert settings.channels.official.app_secret.get_secret_value() == "from-a-file"


def test_the_database_address_may_come_from_the_environment(load):
    config = SMALLEST.replace("sqlite:///var/guancha.db", "env:DATABASE")
    settings = load(config, DATABASE="postgres://u:p@db/g")
    assert settings.storage.database.get_secret_value() == "postgresql+psycopg://u:p@db/g"


def test_the_old_aes_key_is_tried_after_the_new_one(load):
    official = load(SMALLEST + f'previous_aes_key = "{OTHER_AES_KEY}"').channels.official
    assert official.aes_keys == (AES_KEY, OTHER_AES_KEY)


def test_plain_mode_needs_no_aes_key_but_is_warned_about(load):
    config = SMALLEST.replace(f'encoding_aes_key = "{AES_KEY}"', 'mode = "plain"')
    settings = load(config)
    assert settings.channels.official.aes_keys == ()
    assert any("明文" in sentence for sentence in advice_on(settings))


def test_an_office_with_nobody_on_duty_is_told_so(load):
    assert any("值班" in sentence for sentence in advice_on(load(SMALLEST)))
    assert advice_on(load(SMALLEST + '[office]\nduty_official = ["oAbc"]')) == []


def test_duty_staff_without_their_channel_are_pointed_out(load):
    settings = load(SMALLEST + '[office]\nduty_wecom = ["zhangsan"]')
    assert any("channels.work" in sentence for sentence in advice_on(settings))
    settings = load(STORAGE + WORK + '[office]\nduty_official = ["oAbc"]')
    assert any("channels.official" in sentence for sentence in advice_on(settings))


def test_cookies_are_secure_where_the_public_address_is_https(load):
    https = SMALLEST.replace("[server]", '[server]\npublic_url = "https://guancha.cn/"')
    assert load(https).server.cookies_are_secure
    assert load(https).server.address == "https://guancha.cn"
    assert not load(SMALLEST).server.cookies_are_secure
    assert load(SMALLEST).server.address == "http://127.0.0.1:8080"
    forced = SMALLEST.replace("[server]", "[server]\nsecure_cookies = true")
    assert load(forced).server.cookies_are_secure


def test_a_byte_order_mark_from_a_windows_editor_does_no_harm(load):
    assert load("\ufeff" + SMALLEST).server.port == 8080


def test_no_secret_shows_when_settings_are_printed_or_logged(load, caplog):
    config = SMALLEST.replace("sqlite:///var/guancha.db", "postgres://u:dbpassword@db/g")
    settings = load(config)
    with caplog.at_level(logging.INFO):
        logging.getLogger("test").info("started with %s", settings)
    printed = caplog.text + repr(settings) + settings.model_dump_json()
    for secret in ("the-app-secret", "Guancha2026", AES_KEY, "dbpassword"):
        assert secret not in printed


def test_the_option_goes_before_the_variable_and_the_variable_before_the_folder():
    environ = {"GUANCHA_CONFIG": "/etc/guancha.toml"}
    assert find_config("mine.toml", environ) == Path("mine.toml")
    assert find_config(None, environ) == Path("/etc/guancha.toml")
    assert find_config(None, {}) == Path("config.toml")


def test_a_config_named_relatively_still_gives_absolute_paths(tmp_path, monkeypatch):
    (tmp_path / "config.toml").write_text(STORAGE + OFFICIAL)
    monkeypatch.chdir(tmp_path)
    assert load_settings(Path("config.toml"), {}).storage.media == tmp_path / "var/media"
