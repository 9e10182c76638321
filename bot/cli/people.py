"""guancha observers and guancha staff: the roster and the office's accounts."""

import sys
from pathlib import Path

import click

from bot.cli.context import Context
from bot.cli_wording import roster_conflict, roster_done, roster_line, staff_made
from casework.people.roster import RowFate, Taking, import_roster
from casework.people.roster_blank import blank_sheet
from catalogue.geography.places import load_gazetteer
from catalogue.wording.staff_access import FACTOR_RESET
from office.access.accounts import BadAccount, NewAccount, add_staff, set_password, take_code_off
from office.access.passwords import WeakPassword
from office.rights import ROLES


@click.group()
def observers() -> None:
    """Import the roster of observers."""


@observers.command("import")
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.pass_obj
def import_file(context: Context, file: Path) -> None:
    """Take in an .xlsx whole, or name every line's trouble and take in nothing."""
    base = context.foundations()
    counties = load_gazetteer().counties
    taking = Taking(file.name, None, base.clock())
    done = import_roster(base.database, base.vault, file.read_bytes(), counties, taking)
    for trouble in done.sheet.troubles:
        click.echo(roster_line(trouble.line, trouble.sentence), err=True)
    if done.plan is None:
        sys.exit(1)
    for conflict in done.plan.conflicts:
        click.echo(roster_line(conflict.line, roster_conflict(conflict.channel)), err=True)
    if done.plan.conflicts:
        sys.exit(1)
    click.echo(roster_done(done.plan.count(RowFate.NEW), done.plan.count(RowFate.CHANGED)))


@observers.command()
@click.argument("file", type=click.Path(dir_okay=False, path_type=Path))
def blank(file: Path) -> None:
    """Write an empty roster sheet to FILE."""
    file.write_bytes(blank_sheet(load_gazetteer().counties))


@click.group()
def staff() -> None:
    """Make the office's accounts."""


@staff.command()
@click.argument("username")
@click.option("--name", default="", help="The name shown in the console; else the username.")
@click.option("--role", type=click.Choice(ROLES), default="clerk", show_default=True)
@click.option("--group", default="", help="The group of observers that a leader leads.")
@click.option("--password", default=None, help="At least 10 characters; else one is made.")
@click.pass_obj
def add(
    context: Context, username: str, name: str, role: str, group: str, password: str | None
) -> None:
    """Make an account; a password that was made is printed once."""
    base = context.foundations()
    wish = NewAccount(username, name or username, role, group=group)
    try:
        made = add_staff(base.database, wish, password, base.clock())
    except (BadAccount, WeakPassword) as error:
        click.echo(str(error), err=True)
        sys.exit(1)
    click.echo(staff_made(username, None if password else made))


@staff.command()
@click.argument("username")
@click.option("--password", default=None, help="At least 10 characters; else one is made.")
@click.pass_obj
def passwd(context: Context, username: str, password: str | None) -> None:
    """Give an account a new password and end its sessions."""
    base = context.foundations()
    try:
        made = set_password(base.database, username, password, base.clock())
    except (BadAccount, WeakPassword) as error:
        click.echo(str(error), err=True)
        sys.exit(1)
    click.echo(staff_made(username, None if password else made))


@staff.command("drop-code")
@click.argument("username")
@click.pass_obj
def drop_code(context: Context, username: str) -> None:
    """Take the second step off an account: for the only administrator who lost the phone."""
    base = context.foundations()
    try:
        take_code_off(base.database, username, base.clock())
    except BadAccount as error:
        click.echo(str(error), err=True)
        sys.exit(1)
    click.echo(FACTOR_RESET)
