"""guancha serve, web, worker, clock: the service whole, or its roles one by one."""

import gc

import click

from bot.app import create_app
from bot.cli.context import Context
from bot.web_server import WebServer
from bot.wiring import Foundations


@click.command()
@click.pass_obj
def web(context: Context) -> None:
    """Answer the platforms and the office (no worker, no clock)."""
    run_web(context.foundations())


def run_web(base: Foundations) -> None:
    """Serve HTTP until told to stop."""
    app = create_app(base)
    base.database.close()
    gc.freeze()  # what is loaded now is shared by the workers; collecting it would copy it
    WebServer(app, base.settings.server, base.database).run()
