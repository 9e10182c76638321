"""guancha demo: the real service on SQLite, and the stand-in for the platform on a second port."""

import sys
import time
from pathlib import Path

import click

from bot.cli import demo_data
from bot.cli.serving import serving_children
from bot.cli_wording import demo_ready, port_taken
from bot.menu import publish_menu
from bot.platform.wiring import accounts_from
from bot.processes import Family, is_listening
from bot.starting import prepare, read_settings
from bot.wiring import Foundations
from catalogue.menu import load_menu
from catalogue.wording.staff_access import ROLE_NAMES
from simulator.server import serve_forever

_HOST = "127.0.0.1"
_FOLDER = Path("var/demo")
_LOOKS, _PAUSE = 100, 0.05  # how often, and every how many seconds, to look for the stand-in


@click.command()
@click.option("--folder", type=click.Path(path_type=Path), default=_FOLDER, show_default=True)
@click.option("--port", default=8080, show_default=True, help="Of the service.")
@click.option("--simulator-port", default=8081, show_default=True, help="Of the stand-in.")
def demo(folder: Path, port: int, simulator_port: int) -> None:
    """Run the service with a made-up roster and a chat page that plays WeChat."""
    for wanted in (port, simulator_port):
        if is_listening(_HOST, wanted):
            click.echo(port_taken(wanted), err=True)
            sys.exit(1)
    settings = read_settings(demo_data.demo_config(folder, port, simulator_port))
    base = prepare(settings)
    password = demo_data.fill(base)
    stand_in = demo_data.simulator_settings(settings, _HOST, simulator_port)
    ready = demo_ready(
        chat=f"http://{_HOST}:{simulator_port}/",
        office=f"http://{_HOST}:{port}/office/",
        accounts=[f"{one.username}（{ROLE_NAMES[one.role]}）" for one in demo_data.STAFF],
        password=password,
    )

    def welcome() -> None:
        _publish_menu(base, simulator_port)
        click.echo(ready)

    children = serving_children(base, when_ready=welcome)
    sys.exit(Family({"simulator": lambda: serve_forever(stand_in), **children}).run())


def _publish_menu(base: Foundations, simulator_port: int) -> None:
    for _ in range(_LOOKS):
        if is_listening(_HOST, simulator_port):
            break
        time.sleep(_PAUSE)
    accounts = accounts_from(base.settings.channels, base.database, base.vault, base.clock)
    for channel, account in accounts.items():
        refusal = publish_menu(account, channel, load_menu())
        if refusal:
            click.echo(refusal, err=True)
    base.database.close()  # connections do not survive the forks that follow
