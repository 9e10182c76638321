"""A rehearsed service whose clock and worker, near a reminder's moment, are processes killed -9."""

import json
import subprocess
import sys
import threading
from collections import Counter
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from random import Random
from typing import Any

from typing_extensions import override
from werkzeug.serving import make_server

from bot.platform.errors import NoAnswer
from bot.rehearsal.house import House, Surroundings, end_term
from bot.rehearsal.stand_in import Call
from bot.wiring import Foundations
from catalogue.reminder_times import is_decent, moment_at
from tests.support.dying_life import SILENCE

_ROOT = Path(__file__).parents[2]
_FIRST_CHILD = 1000  # lives below are the parent's
_FARTHEST_POINT = 45
_CHILDREN = 4  # of each moment; the rest of it is done in the parent


class Killer:
    """Has beats done by children and counts how they ended."""

    def __init__(self, folder: Path, seed: int) -> None:
        self._folder, self._dice = folder, Random(seed)
        self._of_moment: Counter[str] = Counter()
        self._address = ""
        self.exits: Counter[int] = Counter()

    @contextmanager
    def listening(self, exchange: Call) -> Iterator[None]:
        """Answer the children's calls meanwhile."""
        server = make_server("127.0.0.1", 0, _platform(exchange))
        self._address = f"http://127.0.0.1:{server.port}"
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02})
        thread.start()
        try:
            yield
        finally:
            server.shutdown()
            thread.join()
            server.server_close()

    def wants(self, around: Surroundings, now: datetime) -> bool:
        """Whether this beat is to be a child's."""
        moment = moment_at(around.policy, now)
        if moment is None or not is_decent(around.policy, now):
            return False
        self._of_moment[moment.period] += 1
        return self._of_moment[moment.period] <= _CHILDREN

    def let_live(self, base: Foundations, around: Surroundings) -> None:
        """Let a child do one beat, or die of it."""
        life = _FIRST_CHILD + self.exits.total()
        point = self._dice.randint(1, _FARTHEST_POINT)
        told = [str(self._folder), base.clock().isoformat(), str(life), str(point), self._address]
        with self.listening(around.exchange):
            told[-1] = self._address
            command = [sys.executable, "-m", "tests.support.dying_life", *told]
            ended = subprocess.run(command, cwd=_ROOT, check=False, capture_output=True)
        assert ended.returncode in {0, -9}, ended.stderr.decode()
        self.exits[ended.returncode] += 1
        end_term(base.database, life)


class KilledHouse(House):
    """The parent's part of it."""

    def __init__(
        self, killer: Killer, base: Foundations, around: Surroundings, life: int = 1
    ) -> None:
        super().__init__(base, around, life)
        self._killer, self._by_child = killer, False

    @override
    def tick(self) -> None:
        self._by_child = self._killer.wants(self._around, self._base.clock())
        if self._by_child:
            self._ticker.hand_over()
            self._killer.let_live(self._base, self._around)
        else:
            super().tick()

    @override
    def deliver(self) -> bool:
        return True if self._by_child else super().deliver()

    @override
    def reborn(self, base: Foundations) -> House:
        super().reborn(base).close()
        return KilledHouse(self._killer, base, self._around, self._life + 1)


def _platform(exchange: Call) -> Any:
    def answer(environ: dict[str, Any], start_response: Any) -> Iterable[bytes]:
        body = json.loads(environ["wsgi.input"].read(int(environ["CONTENT_LENGTH"])))
        try:
            said = exchange(environ["PATH_INFO"], body)
        except NoAnswer as silence:
            said = {SILENCE: silence.may_have_arrived}
        start_response("200 OK", [("Content-Type", "application/json")])
        return [json.dumps(said).encode()]

    return answer
