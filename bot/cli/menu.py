"""guancha menu: the buttons at the bottom of the chat."""

import json
import sys

import click

from bot.cli.context import Context
from bot.menu import publish_menu
from bot.platform.wiring import accounts_from
from catalogue.data_files import CatalogueError
from catalogue.menu import Menu, load_menu
from catalogue.wording import staff_menu


@click.group()
def menu() -> None:
    """Publish the menu that catalogue/data/menu.toml describes."""


@menu.command()
def show() -> None:
    """Print the JSON that would be published."""
    click.echo(json.dumps(_menu().body(), ensure_ascii=False, indent=2))


@menu.command()
@click.option("--channel", type=click.Choice(["official", "work"]), help="Only this one.")
@click.pass_obj
def publish(context: Context, channel: str | None) -> None:
    """Publish the menu on every configured channel; leaves with 1 if one refuses it."""
    wanted = _menu()
    base = context.foundations()
    accounts = accounts_from(base.settings.channels, base.database, base.vault, base.clock)
    if channel is not None and channel not in accounts:
        click.echo(staff_menu.no_channel(channel), err=True)
        sys.exit(1)
    refusals = 0
    for name in [channel] if channel else accounts:
        refusal = publish_menu(accounts[name], name, wanted)
        click.echo(refusal or staff_menu.published(name), err=bool(refusal))
        refusals += bool(refusal)
    sys.exit(int(refusals > 0))


def _menu() -> Menu:
    try:
        return load_menu()
    except CatalogueError as error:
        click.echo(str(error), err=True)
        sys.exit(2)
