"""A process that lets the clock tick and the outbox leave once, and may kill itself on the way.

Usage: python -m tests.support.dying_life FOLDER MOMENT LIFE POINT ADDRESS: the rehearsal's folder,
what its clock shows, which life it is, at which point (the n-th around a commit or a call) it dies,
and where the platform's stand-in listens.
"""

import os
import signal
import sys
from collections.abc import Mapping
from datetime import datetime
from pathlib import Path
from typing import Any, NoReturn

from bot.platform.errors import NoAnswer
from bot.platform.http import Http
from bot.rehearsal.crashes import Fate, Place
from bot.rehearsal.house import House, Surroundings
from bot.rehearsal.settings import rehearsal_settings
from bot.wiring import lay_foundations
from catalogue.reminder_times import load_reminders

SILENCE = "silence"  # in place of an answer: nothing came, and whether it may have arrived


def main() -> None:
    """Live once."""
    folder, moment, life, point, address = sys.argv[1:]
    http = Http(address)

    def exchange(path: str, body: Mapping[str, Any]) -> dict[str, Any]:
        answer = http.post_json(path, {}, body)
        if SILENCE in answer:
            raise NoAnswer("as told", may_have_arrived=answer[SILENCE])
        return answer

    base = lay_foundations(rehearsal_settings(Path(folder)), lambda: datetime.fromisoformat(moment))
    fate = Fate(iter([int(point)]), _die)
    house = House(base, Surroundings(exchange, load_reminders(), fate), int(life))
    house.tick()
    house.deliver()


def _die(_place: Place) -> NoReturn:
    os.kill(os.getpid(), signal.SIGKILL)
    raise AssertionError


if __name__ == "__main__":
    main()
