"""guancha rehearse: months of reminders in seconds, with made-up observers, crashes and outages."""

import logging
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, datetime
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import NoReturn

import click

from bot.rehearsal.run import Plan, rehearse
from bot.rehearsal.settings import rehearsal_settings
from bot.rehearsal.telling import every_line, failures, told
from catalogue.data_files import CatalogueError
from catalogue.quota.quota_policy import policy_for
from catalogue.reminder_times import ReminderPolicy, load_reminders
from catalogue.wording import staff_rehearsal as words
from catalogue.working_days import YearNotLoaded, is_legal_working_day

_DAY = click.DateTime(["%Y-%m-%d"])


@click.command(name="rehearse")
@click.option("--from", "first", type=_DAY, required=True, help="The first day, e.g. 2023-06-20.")
@click.option("--to", "last", type=_DAY, required=True, help="The last day, e.g. 2023-12-31.")
@click.option("--observers", type=click.IntRange(1, 300), default=33, show_default=True)
@click.option("--seed", default=1, show_default=True, help="The same seed prints the same lines.")
@click.option(
    "--reminders",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    help="A reminders.toml to try, in place of the one that is in force.",
)
@click.option(
    "--log", type=click.Path(dir_okay=False, path_type=Path), help="A file for every line."
)
@click.option("--verbose", is_flag=True, help="Print every line, too.")
def rehearse_reminders(  # noqa: PLR0913 - one parameter an option
    first: datetime,
    last: datetime,
    observers: int,
    seed: int,
    reminders: Path | None,
    log: Path | None,
    *,
    verbose: bool,
) -> None:
    """Live through these days on a throw-away database, with people who do not exist.

    The configured database is not touched, and nobody gets a message. Leaves with 1 where a rule of
    the reminders was broken.
    """
    plan = Plan(first.date(), last.date(), observers, seed, _policy(reminders))
    for sentence in _advice(plan):
        click.echo(sentence, err=True)
    with _in_silence(), TemporaryDirectory(prefix="guancha-rehearsal-") as folder:
        outcome = rehearse(plan, Path(folder))
    lines = list(every_line(outcome))
    if log is not None:
        log.write_text("".join(f"{line}\n" for line in lines), encoding="utf-8")
        click.echo(words.log_written(str(log), len(lines)), err=True)
    for line in (*lines, "", *told(outcome)) if verbose else told(outcome):
        click.echo(line)
    sys.exit(int(bool(outcome.breaches or failures(outcome))))


@contextmanager
def _in_silence() -> Iterator[None]:
    """Log nothing: the crashes and outages are meant."""
    before = logging.root.manager.disable
    logging.disable(logging.ERROR)
    try:
        yield
    finally:
        logging.disable(before)


def _policy(path: Path | None) -> ReminderPolicy:
    try:
        return load_reminders(path.resolve()) if path else load_reminders()
    except CatalogueError as error:
        _leave(str(error))


def _advice(plan: Plan) -> Iterator[str]:
    """Give what to know beforehand; leaves with 2 for days that cannot be rehearsed."""
    if plan.first > plan.last:
        _leave(words.reversed_days())
    region = rehearsal_settings(Path()).office.region
    for year in range(plan.first.year, plan.last.year + 1):
        if policy_for(region, year) is None:
            _leave(words.no_rules(year))
        try:
            is_legal_working_day(date(year, 1, 1))
        except YearNotLoaded as error:
            yield str(error)


def _leave(sentence: str) -> NoReturn:
    click.echo(sentence, err=True)
    sys.exit(2)
