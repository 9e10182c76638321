"""Real processes of one office: the service with its worker, and the stand-in for the platform."""

import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from bot.clock import system_clock
from casework.letters.rules_desk import decide_line
from simulator.people import Person as Member
from simulator.people import load_people
from storage.people.people import Person, bind, ensure_sender, insert_observer
from storage.people.staff import add_member, set_password_hash
from tests.support.office_house import PASSWORD
from tests.support.platform import Platform
from tests.support.quick_staff import quick_hash
from tests.support.servers import Server
from tests.support.waiting import wait_until
from tests.support.world import World, house_settings

REGION = "邵阳市"
STAFF = {
    "jingban": ("王经办", "clerk"),
    "fuhe": ("李复核", "clerk"),
    "zhuren": ("周主任", "director"),
    "zhaoji": ("陈召集", "convenor"),
    "shencha": ("何审计", "auditor"),
}
# What the director settles in the browser, and what was settled before.
SETTLED_HERE = {"seal": "邵阳市人力资源和社会保障局", "series.han": ""}
_SETTLED = ("series.du", *(f"kinds.duban.{line}" for line in ("draft", "sign", "term", "answer")))
_SERVE = ("-m", "bot", "--config", "{config}", "serve")
_ROOT = Path(__file__).parents[3]


@dataclass
class RoadHouse:
    """The office under test; `world` looks at its rows from outside."""

    platform: Platform
    world: World
    server: Server

    @property
    def address(self) -> str:
        """Where browsers find it."""
        return f"http://127.0.0.1:{self.server.port}"

    @property
    def members(self) -> dict[str, Member]:
        """The roster by name."""
        return {member.name: member for member in load_people() if member.registered}

    def says(self, name: str, text: str) -> str:
        """Let an observer type something; returns the answer in the same moment."""
        told = self.platform.says(text, self.members[name].openid)
        return told.replies[0] or ""

    def wait_until_heard(self, name: str, words: str) -> None:
        """Wait until an observer was told something, outside of answers."""
        openid = self.members[name].openid
        wait_until(lambda: any(words in text for text in self.platform.heard(account=openid)))

    def run(self, *command: str) -> int:
        """Run `guancha` with this house's configuration; returns its exit code."""
        told = [sys.executable, "-m", "bot", "--config", str(self.server.config), *command]
        return subprocess.run(told, cwd=_ROOT, check=False, capture_output=True).returncode


@contextmanager
def road_house(database_url: str, folder: Path) -> Iterator[RoadHouse]:
    """Open the house over a migrated database: its roster bound, its accounts open."""
    with Platform(system_clock) as platform:
        office = {"letters_over_internet": True, "duty_robot": platform.robot}
        sections: dict[str, dict[str, Any]] = {"channels": platform.channels, "office": office}
        settings = house_settings(database_url, folder, **sections)
        with World(database_url, system_clock, folder, **sections) as world:
            _register(world)
            _employ(world)
            with Server(settings, folder, _SERVE) as server:
                platform.calls_back(server.port)
                yield RoadHouse(platform, world, server)


def _register(world: World) -> None:
    with world.database.write() as connection:
        for member in (one for one in load_people() if one.registered):
            told = (member.name, member.phone, member.unit, member.county, member.group)
            person = Person(*told, member.role, None, None)
            observer_id = insert_observer(connection, world.base.vault, person, world.clock())
            sender = ensure_sender(connection, "official", member.openid, world.clock())
            bind(connection, sender.id, observer_id, world.clock())


def _employ(world: World) -> None:
    with world.database.write() as connection:
        ids = {}
        for username, (name, role) in STAFF.items():
            ids[username] = add_member(connection, username, name, role, world.clock())
            set_password_hash(connection, ids[username], quick_hash(PASSWORD))
        for line in _SETTLED:
            decide_line(connection, REGION, line, {}, ids["zhuren"], world.clock())
