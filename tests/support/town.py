"""The whole town on one hand-turned clock: the platform, the house with its door, its worker."""

import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from flask import Flask
from werkzeug.serving import make_server

from bot.clock import system_clock
from bot.worker_parts import open_engine
from storage.photos import media_rows
from storage.roads import outbox
from storage.tables.work import media
from storage.tables.work import outbox as messages
from tests.support.clock import HandClock
from tests.support.platform import NOTICES, OBSERVER, Platform
from tests.support.servers import to_toml
from tests.support.waiting import wait_until
from tests.support.world import World, house_settings

_ROOT = Path(__file__).parents[2]


@dataclass
class Town:
    """One observer, one office, one platform. The clock begins now: processes may join in."""

    platform: Platform
    world: World
    clock: HandClock
    folder: Path
    sections: dict[str, dict[str, Any]]

    @property
    def settings(self) -> dict[str, Any]:
        """What a process of this house reads from its configuration."""
        url = self.world.base.settings.storage.database.get_secret_value()
        return house_settings(url, self.folder, **self.sections)

    @property
    def address(self) -> str:
        """Where the house's door is."""
        return self.platform.service

    def run_process(self, *command: str) -> int:
        """Run Python until it ends; `{config}` in the command is the house's configuration."""
        config = self.folder / "config.toml"
        config.write_text(to_toml(self.settings), encoding="utf-8")
        config.chmod(0o600)
        arguments = [part.format(config=config) for part in command]
        ended = subprocess.run([sys.executable, *arguments], cwd=_ROOT, check=False)
        return ended.returncode

    def work(self) -> None:
        """Run the worker in this process until nothing is due at this moment."""
        engine = open_engine(self.world.base)
        engine.start()
        try:
            wait_until(self._is_idle, nudge=lambda: engine.hint("", 0))
        finally:
            engine.stop()

    def pass_time(self, *, minutes: int, step: int = 1) -> None:
        """Let the clock run on, the worker working and the sweeps sweeping every `step` minutes."""
        for _ in range(0, minutes, step):
            self.clock.advance(minutes=step)
            self.world.sweep()
            self.work()

    def _is_idle(self) -> bool:
        """Whether nothing is due or in hand; work in hand may post a message in its last step."""
        now = self.clock()
        rows = self.world.rows(media) + self.world.rows(messages)  # in this order: see above
        waiting = [row for row in rows if row.state in {media_rows.WANTED, outbox.QUEUED}]
        return not any(row.next_at <= now or (row.lease_until or now) > now for row in waiting)


@contextmanager
def town_on(
    database_url: str, folder: Path, *, notices: bool = False, texts: bool = False
) -> Iterator[Town]:
    """Open a town over a migrated database, its door on a free port, its observer on the roster.

    `notices`: the house has templates, and one robot in its duty group and the observers' group;
    `texts`: it sends short messages.
    """
    clock = HandClock(system_clock())
    with (
        Platform(clock) as platform,
        World(
            database_url, clock, folder, **_sections(platform, notices=notices, texts=texts)
        ) as world,
        _door(world.app) as port,
    ):
        platform.calls_back(port)
        world.observer(("official", OBSERVER))
        yield Town(
            platform, world, clock, folder, _sections(platform, notices=notices, texts=texts)
        )


def _sections(platform: Platform, *, notices: bool, texts: bool) -> dict[str, dict[str, Any]]:
    channels = platform.channels
    sections = {"channels": channels} | ({"sms": platform.sms} if texts else {})
    if not notices:
        return sections
    channels["official"]["notices"] = NOTICES
    robots = {"duty_robot": platform.robot, "group_robot": platform.second_robot}
    return sections | {"office": robots}


@contextmanager
def _door(app: Flask) -> Iterator[int]:
    """Serve the application to this machine; gives the port."""
    server = make_server("127.0.0.1", 0, app, threaded=True)
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02})
    thread.start()
    try:
        yield server.port
    finally:
        server.shutdown()
        thread.join()
        server.server_close()
