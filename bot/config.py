"""Reads config.toml into settings, or says everything that is wrong with it at once.

The only reader of the environment: what else needs it takes it as an argument.
"""

import os
import re
import tomllib
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from pydantic import ValidationError

from bot import config_wording as wording
from bot.config_errors import ConfigError, Mistake
from bot.config_mistakes import mistakes_in
from bot.settings import Settings
from bot.settings_rules import Surroundings, reason_in_words

CONFIG_VARIABLE = "GUANCHA_CONFIG"
DEFAULT_CONFIG = "config.toml"


def process_environment() -> Mapping[str, str]:
    """Return a copy of this process's environment, for `find_config` and `load_settings`."""
    return dict(os.environ)


def find_config(option: str | None, environ: Mapping[str, str]) -> Path:
    """Return the path of the settings: --config, else GUANCHA_CONFIG, else ./config.toml."""
    return Path(option or environ.get(CONFIG_VARIABLE) or DEFAULT_CONFIG)


def load_settings(path: Path, environ: Mapping[str, str]) -> Settings:
    """Return the settings in the TOML file at `path`.

    Secrets written `env:NAME` come from `environ`; those written `file:PATH`, like all relative
    paths, count from the folder of `path`. Creates nothing. Raises ConfigError with every mistake.
    """
    table = _read_table(path)
    surroundings = Surroundings(path.absolute().parent, environ)
    try:
        return Settings.model_validate(table, context=surroundings)
    except ValidationError as error:
        raise ConfigError(path, mistakes_in(error)) from None


def advice_on(settings: Settings) -> list[str]:
    """Return a Chinese sentence for each setting that works but should not stay so."""
    official, work, office = settings.channels.official, settings.channels.work, settings.office
    advice = []
    if official is not None and official.mode == "plain":
        advice.append(wording.PLAIN_MODE)
    nobody = not office.duty_wecom and not office.duty_official
    if nobody and not office.duty_robot.get_secret_value():
        advice.append(wording.NOBODY_ON_DUTY)
    if office.duty_wecom and work is None:
        advice.append(wording.DUTY_WITHOUT_WORK)
    if office.duty_official and official is None:
        advice.append(wording.DUTY_WITHOUT_OFFICIAL)
    return advice


def format_mistakes(error: ConfigError) -> str:
    """Lay out all mistakes for the terminal: key, what is wrong, example."""
    lines = [wording.LIST_HEADING.format(count=len(error.mistakes), path=error.path)]
    for mistake in error.mistakes:
        lines.append(
            f"  {mistake.key}：{mistake.problem}" if mistake.key else f"  {mistake.problem}"
        )
        if mistake.example:
            lines.append(f"      {mistake.example}")
    return "\n".join(lines)


def _read_table(path: Path) -> dict[str, Any]:
    try:
        # Editors on Windows put a byte order mark in front, which TOML does not know.
        return tomllib.loads(path.read_text(encoding="utf-8-sig"))
    except FileNotFoundError:
        mistake = Mistake("", wording.FILE_MISSING, wording.FILE_MISSING_HELP)
    except OSError as error:
        mistake = Mistake("", wording.FILE_UNREADABLE.format(reason=reason_in_words(error)), "")
    except UnicodeDecodeError:
        mistake = Mistake("", wording.FILE_NOT_UTF8, "")
    except tomllib.TOMLDecodeError as error:
        mistake = Mistake("", _syntax_problem(str(error)), wording.SYNTAX_EXAMPLE)
    raise ConfigError(path, [mistake])


def _syntax_problem(message: str) -> str:
    place = re.search(r"at line (\d+), column (\d+)", message)
    if place is None:
        return wording.SYNTAX_AT_END
    written_twice = "overwrite" in message or "twice" in message
    sentence = wording.SYNTAX_TWICE if written_twice else wording.SYNTAX
    return sentence.format(line=place[1], column=place[2])
