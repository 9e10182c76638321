"""config.example.toml and the settings say the same, key by key."""

import re
import tomllib
from pathlib import Path

import pytest
from config_texts import AES_KEY
from pydantic import SecretStr

from bot.config_mistakes import example_of, known_keys, section_in

EXAMPLE = Path(__file__).parents[3] / "config.example.toml"
REQUIRED = {
    "channels.official.app_id",
    "channels.official.app_secret",
    "channels.official.token",
    "channels.official.encoding_aes_key",
    "channels.work.corp_id",
    "channels.work.agent_id",
    "channels.work.secret",
    "channels.work.token",
    "channels.work.encoding_aes_key",
}
FILLING = {
    "app_id": "wx0123456789abcdef",
    "corp_id": "ww0123456789abcdef",
    "app_secret": "app-secret",
    "secret": "work-secret",
    "agent_id": "1000002",
    "token": "Guancha2026",
    "encoding_aes_key": AES_KEY,
}


def flat(table: dict, prefix: str = "") -> dict:
    """Return the table's values by dotted key."""
    values = {}
    for name, value in table.items():
        inner = flat(value, f"{prefix}{name}.") if isinstance(value, dict) else None
        values |= {prefix + name: value} if inner is None else inner
    return values


def settings_by_key() -> dict:
    return {key: field for key, field in known_keys().items() if section_in(field) is None}


@pytest.fixture(scope="module")
def example() -> dict:
    return flat(tomllib.loads(EXAMPLE.read_text(encoding="utf-8")))


@pytest.fixture(scope="module")
def comments() -> dict:
    """The comment above each key, in one line."""
    found, section, comment = {}, "", []
    for line in EXAMPLE.read_text(encoding="utf-8").splitlines():
        if line.startswith("["):
            section = line.strip("[]")
        elif line.startswith("#"):
            comment.append(line.removeprefix("# "))
            continue
        elif "=" in line:
            found[f"{section}.{line.split(' =')[0]}"] = " ".join(comment)
        comment = []
    return found


def filled(text: str) -> str:
    for name, value in FILLING.items():
        text = re.sub(rf'^{name} = ""$', f'{name} = "{value}"', text, flags=re.MULTILINE)
    return text


def test_every_setting_is_in_the_example_and_every_key_of_the_example_is_a_setting(example):
    assert set(example) == set(settings_by_key())


def test_each_key_is_explained_by_the_sentence_of_its_setting(comments):
    for key, field in settings_by_key().items():
        assert comments[key].startswith(field.description), key


def test_the_example_shows_the_defaults(example):
    defaults = {key: field.default for key, field in settings_by_key().items()}
    for key, value in example.items():
        shown = tuple(value) if isinstance(value, list) else value
        default = defaults[key]
        written = default.get_secret_value() if isinstance(default, SecretStr) else default
        written = str(written) if isinstance(written, Path) else written
        assert key in REQUIRED | {"storage.database", "storage.media"} or shown == written, key


def test_the_example_asks_for_what_is_required_and_nothing_else(mistakes_of):
    assert set(mistakes_of(EXAMPLE.read_text(encoding="utf-8"))) == REQUIRED


def test_the_example_loads_once_the_required_values_are_filled_in(load):
    settings = load(filled(EXAMPLE.read_text(encoding="utf-8")))
    assert settings.channels.official.app_id == FILLING["app_id"]
    assert settings.channels.work.agent_id == 1000002


@pytest.mark.parametrize("key", sorted(settings_by_key()))
def test_the_example_given_with_a_mistake_would_itself_be_accepted(load, key):
    section, _, name = key.rpartition(".")
    text, heading = filled(EXAMPLE.read_text(encoding="utf-8")), f"[{section}]\n"
    before, after = text.split(heading)
    body = re.sub(rf"^{name} = .*$", example_of(key), after, count=1, flags=re.MULTILINE)
    environ = dict.fromkeys(re.findall(r'"env:(\w+)"', body), AES_KEY + "=")
    environ |= {name: AES_KEY for name in environ if "AES" in name or "ROBOT" in name}
    load(before + heading + body, **environ)
