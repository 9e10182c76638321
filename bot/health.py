"""Two addresses for machines: /healthz (this process lives) and /readyz (the house works).

Both are outside of sessions and logins and tell short codes only. /readyz asks the database, the
file store and the clock's lease at most once in two seconds, however often it is called, and never
waits longer than three for a check: one that hangs is left alone and reported until it comes back.
"""

import threading
import time
from collections.abc import Callable, Mapping
from concurrent.futures import Future, ThreadPoolExecutor, wait
from typing import Final

from flask import Flask, Response, jsonify

from bot.wiring import Foundations
from reminders.tick import CLOCK_LEASE
from storage.blobs.files import FileStore
from storage.migrate import is_at_head
from storage.work import leases

OK: Final = "ok"
NO_ANSWER: Final = "no-answer"
FAILED: Final = "failed"
BEHIND: Final = "behind"
NOT_RUNNING: Final = "not-running"

_KEPT: Final = 2.0  # seconds
_LONGEST: Final = 3.0  # seconds
_PROBE: Final = "ready"  # a key that need not exist

Check = Callable[[], str]


class Readiness:
    """Runs the checks side by side and keeps what they said for a moment."""

    def __init__(
        self, checks: Mapping[str, Check], longest: float = _LONGEST, kept: float = _KEPT
    ) -> None:
        self._checks = checks
        self._longest = longest
        self._kept = kept
        self._turn = threading.Lock()
        self._pool: ThreadPoolExecutor | None = None
        self._running: dict[str, Future[str]] = {}
        self._said: dict[str, str] = {}
        self._until = 0.0

    def look(self) -> Mapping[str, str]:
        """Return a short code for each check: "ok", or what is wrong."""
        with self._turn:
            if time.monotonic() >= self._until:
                self._said = self._ask()
                self._until = time.monotonic() + self._kept
            return self._said

    def _ask(self) -> dict[str, str]:
        if self._pool is None:  # here, not in __init__: threads do not survive a fork
            self._pool = ThreadPoolExecutor(len(self._checks), thread_name_prefix="ready")
        for name, check in self._checks.items():
            if name not in self._running:
                self._running[name] = self._pool.submit(check)
        wait(self._running.values(), timeout=self._longest)
        said = {name: _code(asked) for name, asked in self._running.items()}
        self._running = {name: one for name, one in self._running.items() if not one.done()}
        return said


def add_health(app: Flask, base: Foundations) -> None:
    """Add both addresses to the application."""
    readiness = Readiness(
        {
            "database": lambda: _database(base),
            "files": lambda: _files(base.files),
            "clock": lambda: _clock(base),
        }
    )

    def healthz() -> Response:
        return jsonify({"alive": True})

    def readyz() -> tuple[Response, int]:
        said = readiness.look()
        ready = all(code == OK for code in said.values())
        return jsonify({"ready": ready, **said}), 200 if ready else 503

    app.add_url_rule("/healthz", view_func=healthz, methods=["GET"])
    app.add_url_rule("/readyz", view_func=readyz, methods=["GET"])


def _code(asked: Future[str]) -> str:
    if not asked.done():
        return NO_ANSWER
    return FAILED if asked.exception() is not None else asked.result()


def _database(base: Foundations) -> str:
    with base.database.read() as connection:
        return OK if is_at_head(connection) else BEHIND


def _files(files: FileStore) -> str:
    files.exists(_PROBE)
    return OK


def _clock(base: Foundations) -> str:
    with base.database.read() as connection:
        return OK if leases.is_held(connection, CLOCK_LEASE) else NOT_RUNNING
