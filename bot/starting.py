"""What every command does first: find and read the configuration, complete the secrets."""

import sys
from collections.abc import Callable
from pathlib import Path

import click
from pydantic import SecretStr

from bot.clock import system_clock
from bot.config import advice_on, find_config, format_mistakes, load_settings, process_environment
from bot.config_errors import ConfigError
from bot.house_secrets import complete_secrets
from bot.logs import set_up_logging
from bot.settings import Settings
from bot.wiring import Foundations, lay_foundations
from storage.migrate import upgrade


def read_settings(
    option: Path | None, before_secrets: Callable[[Settings], None] = lambda _: None
) -> Settings:
    """Return the completed settings; prints every mistake and leaves with 2 if there are any.

    `before_secrets` may put the house's secrets in their place before new ones would be made.
    """
    environ = process_environment()
    try:
        settings = load_settings(find_config(str(option) if option else None, environ), environ)
        before_secrets(settings)
        settings, warnings = complete_secrets(settings)
    except ConfigError as error:
        click.echo(format_mistakes(error), err=True)
        sys.exit(2)
    for warning in (*warnings, *advice_on(settings)):
        click.echo(warning, err=True)
    return settings


def prepare(settings: Settings) -> Foundations:
    """Open the house: folders, database brought to the newest migration."""
    set_up_logging(settings.logging.level, settings.logging.format, secrets_of(settings))
    settings.storage.beside_the_data.mkdir(parents=True, exist_ok=True, mode=0o700)
    base = lay_foundations(settings, system_clock)
    upgrade(base.database)
    return base


def secrets_of(settings: Settings) -> list[str]:
    """Return the values that nobody may read in a log or a report."""
    official, work = settings.channels.official, settings.channels.work
    s3 = settings.storage.s3
    robots = (settings.office.duty_robot, settings.office.group_robot)
    hidden = [settings.storage.database, *robots, s3.access_key, s3.secret_key]
    keys = (robot.get_secret_value().rpartition("=")[2] for robot in robots)
    hidden += map(SecretStr, keys)  # the key alone opens the group, too
    if official is not None:
        hidden += [official.app_secret, official.token, official.encoding_aes_key]
    if work is not None:
        hidden += [work.secret, work.token, work.encoding_aes_key]
    return [secret.get_secret_value() for secret in hidden]
