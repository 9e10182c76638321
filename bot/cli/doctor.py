"""guancha doctor: everything the service needs, looked at from this machine."""

import json
import sys
from collections.abc import Sequence
from dataclasses import asdict
from pathlib import Path

import click

from bot import doctor_wording as words
from bot.cli.context import Context
from bot.config import find_config, load_settings, process_environment
from bot.config_errors import ConfigError
from bot.doctor.callback import Callback
from bot.doctor.digest_roads import digest_checks
from bot.doctor.findings import Finding, bad, examine, exit_code
from bot.doctor.here import Here
from bot.doctor.platform import platform_checks
from bot.house_secrets import complete_secrets
from bot.logs import scrub, set_up_logging, worth_hiding
from bot.settings import Settings
from bot.starting import secrets_of
from bot.wiring import lay_foundations


@click.command()
@click.option("--format", "form", type=click.Choice(["text", "json"]), default="text")
@click.pass_obj
def doctor(context: Context, form: str) -> None:
    """Look at settings, database, files, platforms and callback address; say what to do.

    Leaves with 0 when all is well, 1 when something deserves a look, 2 when something is wrong.
    """
    set_up_logging("error", "text")
    environ = process_environment()
    path = find_config(str(context.config) if context.config else None, environ)
    try:
        settings, _ = complete_secrets(load_settings(path, environ))
    except ConfigError as error:
        found, hidden = _mistakes(error), []
    else:
        hidden = secrets_of(settings)
        set_up_logging("error", "text", hidden)
        found = _look(context, settings, path)
    click.echo(scrub(_told(found, form), worth_hiding(hidden)))
    sys.exit(exit_code(found))


def _mistakes(error: ConfigError) -> list[Finding]:
    return [
        bad(words.SETTINGS, f"{mistake.key} {mistake.problem}".strip(), mistake.example)
        for mistake in error.mistakes
    ]


def _look(context: Context, settings: Settings, path: Path) -> list[Finding]:
    try:
        base = lay_foundations(settings, context.clock)
    except OSError as error:
        place, reason = str(error.filename or ""), error.strerror or ""
        return [bad(words.FILES, words.folder_fails(place, reason), words.FOLDER_FIX)]
    try:
        here = Here(base, path)
        around = [*Callback(base).checks(), *platform_checks(base), *digest_checks(base)]
        return examine([*here.checks(), *around])
    finally:
        base.database.close()


def _told(found: Sequence[Finding], form: str) -> str:
    if form == "json":
        lines = [asdict(finding) | {"level": finding.level.name.lower()} for finding in found]
        return json.dumps(lines, ensure_ascii=False, indent=1)
    return "\n".join(
        f"{finding.level.value} {finding.subject}：{finding.sentence}"
        + (f"\n    → {finding.fix}" if finding.fix else "")
        for finding in found
    )
