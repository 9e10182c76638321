"""A config file in a folder of its own, written and loaded by each test as a person would."""

from collections.abc import Callable
from pathlib import Path

import pytest

from bot.config import load_settings
from bot.config_errors import ConfigError, Mistake
from bot.settings import Settings

Load = Callable[..., Settings]
FindMistakes = Callable[..., dict[str, Mistake]]


@pytest.fixture
def load(tmp_path: Path) -> Load:
    """Write a config into the test's folder and load it with the given environment."""

    def write_and_load(text: str, **environ: str) -> Settings:
        path = tmp_path / "config.toml"
        path.write_text(text, encoding="utf-8")
        return load_settings(path, environ)

    return write_and_load


@pytest.fixture
def mistakes_of(load: Load) -> FindMistakes:
    """Load a config that must be refused and return its mistakes by key."""

    def find(text: str, **environ: str) -> dict[str, Mistake]:
        with pytest.raises(ConfigError) as refused:
            load(text, **environ)
        return {mistake.key: mistake for mistake in refused.value.mistakes}

    return find
