"""guancha export: reports and deliveries, for other programs and for Excel."""

import logging
import os
import sys
from collections.abc import Iterable, Iterator
from contextlib import closing, contextmanager
from datetime import date
from pathlib import Path
from typing import BinaryIO, NoReturn

import click

from bot.cli.context import Context
from bot.wiring import Foundations
from casework.reports.report_export import delivery_json, report_json, write_sheet
from catalogue.projects import load_projects
from catalogue.wording import staff_export as words
from storage.desk.acts import record_act
from storage.desk.exports import all_deliveries, reports_between

log = logging.getLogger(__name__)

_OUTPUT = click.option(
    "--output", type=click.Path(dir_okay=False, path_type=Path), help="A file; else stdout."
)


@click.group()
def export() -> None:
    """Write out reports and deliveries."""


@export.command()
@click.option("--format", "form", type=click.Choice(["jsonl", "xlsx"]), required=True)
@click.option("--from", "first", default="", help="The first day, e.g. 2026-07-01.")
@click.option("--to", "last", default="", help="The last day, e.g. 2026-07-31.")
@click.option("--with-names", is_flag=True, help="Also the observers' names; this is recorded.")
@_OUTPUT
@click.pass_obj
def reports(
    context: Context, form: str, first: str, last: str, output: Path | None, *, with_names: bool
) -> None:
    """Write the reports of these days, as JSON lines or as a table for Excel."""
    days = _days(first, last)
    if form == "xlsx" and output is None:
        _leave(words.NEEDS_OUTPUT)
    base = context.foundations()
    with closing(base.database):
        if with_names:
            _record(base, f"{first}..{last} {form}")
        lines = reports_between(base.database, *days, base.vault if with_names else None)
        if form == "jsonl" or output is None:
            _write_lines(map(report_json, lines), output)
            return
        with _whole_or_not_at_all(output) as part:
            count = write_sheet(part, lines, load_projects(), with_names=with_names)
        click.echo(words.exported(count, str(output)), err=True)


@export.command()
@click.option("--format", "form", type=click.Choice(["jsonl"]), required=True)
@_OUTPUT
@click.pass_obj
def deliveries(context: Context, form: str, output: Path | None) -> None:  # noqa: ARG001 - jsonl
    """Write every delivery: key, channel, msg_id, sender, received_at, state."""
    with closing(context.foundations().database) as database:
        _write_lines(map(delivery_json, all_deliveries(database)), output)


def _days(first: str, last: str) -> tuple[date | None, date | None]:
    begin, end = _day(first), _day(last)
    if begin is not None and end is not None and begin > end:
        _leave(words.NO_DAYS)
    return begin, end


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text) if text else None
    except ValueError:
        _leave(words.not_a_day(text))


def _leave(sentence: str) -> NoReturn:
    click.echo(sentence, err=True)
    sys.exit(2)


def _record(base: Foundations, detail: str) -> None:
    log.warning("reports are exported with names: %s", detail)
    with base.database.write() as connection:
        record_act(connection, None, "reports.exported", "reports", detail, base.clock())


def _write_lines(lines: Iterable[str], output: Path | None) -> None:
    if output is None:
        try:
            _pour(lines, sys.stdout.buffer)
        except BrokenPipeError:  # the reader, `head` for instance, has seen enough
            os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return
    with _whole_or_not_at_all(output) as part, part.open("wb") as file:
        count = _pour(lines, file)
    click.echo(words.exported(count, str(output)), err=True)


def _pour(lines: Iterable[str], into: BinaryIO) -> int:
    count = 0
    for line in lines:
        into.write(line.encode(errors="replace") + b"\n")
        count += 1
    into.flush()
    return count


@contextmanager
def _whole_or_not_at_all(output: Path) -> Iterator[Path]:
    """Give a file beside `output`, readable by nobody else, that takes its name in the end."""
    part = output.with_name(f".{output.name}.part")
    try:
        part.touch(mode=0o600)
        yield part
        part.replace(output)
    except OSError:
        _leave(words.unwritable(str(output)))
    finally:
        part.unlink(missing_ok=True)
