"""A whole house for voice: the front door, the worker's hands and a clerk at the console."""

from typing import Any

from flask import Flask

from bot.app import _console_parts
from bot.wiring import FrontDoor
from office.console import create_console
from reminders.fetch import FetchFiles
from reminders.imaging import Limits
from reminders.jobs import Job, do_row
from reminders.playable import MakePlayable
from reminders.ports import Fetched
from tests.parts.jobs.fakes import TellingSource
from tests.support.office_house import PASSWORD, Clerk
from tests.support.quick_staff import add_clerk
from tests.support.world import World


class VoiceHouse:
    """Fetches what observers sent, makes it playable, and opens the console."""

    def __init__(self, world: World) -> None:
        self.world = world
        self.app = Flask("voice-house", static_folder=None)
        door = FrontDoor(None, world.replays, lambda *hint: world.hints.append(hint))
        console = create_console(_console_parts(world.base, world.base.settings, door))
        self.app.register_blueprint(console, url_prefix="/office")

    def clerk(self, username: str = "lili", display_name: str = "李莉") -> Clerk:
        """Return a clerk who has logged in."""
        now = self.world.clock()
        add_clerk(self.world.database, username, display_name, PASSWORD, now)
        clerk = Clerk(self.app.test_client())
        clerk.log_in(username)
        return clerk

    def fetch(self, *files: bytes) -> None:
        """Let the worker fetch what is wanted: these bytes in turn."""
        base = self.world.base
        source = TellingSource([Fetched(data) for data in files])
        limits = Limits(max_bytes=1 << 20, max_pixels=4_000_000)
        self.follow(FetchFiles(base.database, source, base.files, limits, base.clock))

    def make_playable(self) -> None:
        """Let the worker make the copies."""
        base = self.world.base
        self.follow(MakePlayable(base.database, base.files, base.clock))

    def follow(self, job: Job[Any]) -> None:
        """Do every row that is due."""
        for row in job.take(100):
            do_row(job, row, self.world.clock)
