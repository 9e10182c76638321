"""guancha serve, web, worker, clock: the service whole, or its roles one by one."""

import gc
import sys
import threading
from collections.abc import Callable
from functools import partial

import click

from bot.app import create_app
from bot.cli.context import Context
from bot.live_tagger import keep_fresh
from bot.processes import Family
from bot.web_server import WebServer
from bot.wiring import Foundations
from bot.worker_parts import open_clockwork, open_engine
from reminders.worker import Part, run_until, stop_on_signals


@click.command()
@click.pass_obj
def serve(context: Context) -> None:
    """Run everything on this machine: web, worker and clock."""
    sys.exit(Family(serving_children(context.foundations())).run())


@click.command()
@click.pass_obj
def web(context: Context) -> None:
    """Answer the platforms and the office (no worker, no clock)."""
    _web_server(context.foundations()).run()


@click.command()
@click.pass_obj
def worker(context: Context) -> None:
    """Fetch files and send messages (no web, no clock)."""
    _work(context.foundations(), with_clock=False)


@click.command()
@click.pass_obj
def clock(context: Context) -> None:
    """Tick; of several clocks one is elected."""
    _run_parts([open_clockwork(context.foundations())])


def serving_children(
    base: Foundations, when_ready: Callable[[], None] | None = None
) -> dict[str, Callable[[], None]]:
    """Return the service's processes; `when_ready` is called once the web listens."""
    web_server = _web_server(base, when_ready)
    return {"web": web_server.run, "worker": lambda: _work(base, with_clock=True)}


def _web_server(base: Foundations, when_ready: Callable[[], None] | None = None) -> WebServer:
    app = create_app(base)
    base.database.close()  # connections do not survive the forks that follow
    gc.collect()
    gc.freeze()  # what is loaded now is shared by the children; collecting it would copy it
    fresh = partial(keep_fresh, base.tagger)
    return WebServer(app, base.settings.server, base.database, when_ready, fresh)


def _work(base: Foundations, *, with_clock: bool) -> None:
    base.database.forget_connections()
    engine = open_engine(base)
    _run_parts([engine, open_clockwork(base)] if with_clock else [engine])


def _run_parts(parts: list[Part]) -> None:
    told = threading.Event()
    stop_on_signals(told)
    run_until(told, parts)
