"""The job engine: takes rows as workers become free, and is woken by hints.

`Engine` is the small interface; a later issue gives it a second implementation over a broker. The
embedded one is a bounded pool of threads in the worker process. No kind may fill the whole pool:
two hundred waiting photos never keep an alarm from leaving.
"""

import logging
import threading
from collections import Counter
from collections.abc import Sequence
from collections.abc import Set as AbstractSet
from concurrent.futures import ThreadPoolExecutor
from typing import Any, Final, Protocol

from reminders.hints import Bell
from reminders.jobs import Job, Row, do_row
from reminders.ports import Clock

_logger = logging.getLogger(__name__)

_LOOK_EVERY: Final = 1.0  # seconds


class Engine(Protocol):
    """Has the rows of all jobs worked on."""

    def start(self) -> None:
        """Begin; returns at once."""
        ...

    def hint(self, kind: str, row_id: int) -> None:
        """Say that a row waits; may be lost, never waits, never raises."""
        ...

    def stop(self) -> None:
        """Take no more rows, finish those in hand, return."""
        ...


class EmbeddedEngine:
    """Threads of this process. Jobs that stand first get free threads first.

    Rows of the kinds in `one_by_one` are never worked on two at a time.
    """

    def __init__(
        self,
        jobs: Sequence[Job[Any]],
        threads: int,
        clock: Clock,
        bell: Bell,
        one_by_one: AbstractSet[str] = frozenset(),
    ) -> None:
        self._jobs = jobs
        self._one_by_one = one_by_one
        self._threads = threads
        self._most_of_a_kind = max(1, threads - 1)
        self._clock = clock
        self._bell = bell
        self._pool = ThreadPoolExecutor(threads, thread_name_prefix="job")
        self._busy: Counter[str] = Counter()
        self._lock = threading.Lock()
        self._stopping = threading.Event()
        self._taker = threading.Thread(target=self._run, name="engine")

    def start(self) -> None:
        """Begin taking rows."""
        self._taker.start()

    def hint(self, kind: str, row_id: int) -> None:  # noqa: ARG002 - all kinds are looked through
        """Wake the engine."""
        self._bell.ring()

    def stop(self) -> None:
        """Take no more rows and finish those in hand; their calls all have time limits."""
        self._stopping.set()
        self._bell.ring()
        self._taker.join()
        self._pool.shutdown()
        self._bell.close()

    def _run(self) -> None:
        while not self._stopping.is_set():
            if not self._take_all():
                self._bell.wait(_LOOK_EVERY)

    def _take_all(self) -> bool:
        """Take what there is room for; whether anything was taken."""
        taken = 0
        for job in self._jobs:
            try:
                taken += self._take(job)
            except Exception:
                _logger.exception("%s: cannot take rows", job.kind)
        return taken > 0

    def _take(self, job: Job[Any]) -> int:
        room = self._room(job.kind)
        rows = job.take(room) if room else ()
        for row in rows:
            with self._lock:
                self._busy[job.kind] += 1
            self._pool.submit(self._do, job, row)
        return len(rows)

    def _room(self, kind: str) -> int:
        with self._lock:
            free = self._threads - self._busy.total()
            most = 1 if kind in self._one_by_one else self._most_of_a_kind
            return min(free, most - self._busy[kind])

    def _do(self, job: Job[Any], row: Row) -> None:
        try:
            do_row(job, row, self._clock)
        finally:
            with self._lock:
                self._busy[job.kind] -= 1
            self._bell.ring()
