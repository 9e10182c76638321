"""Child processes of the service: they end with their parent and come back when they crash."""

import ctypes
import logging
import os
import signal
import socket
import sys
import time
from collections import Counter
from collections.abc import Callable
from multiprocessing import current_process
from types import FrameType

log = logging.getLogger(__name__)

_PR_SET_PDEATHSIG = 1
_RESTART_AFTER = 1.0  # seconds: a child that cannot start must not spin
_YOUNG = 10.0  # seconds: whoever dies younger than this never really started
_MOST_YOUNG_DEATHS = 3
_GRACE = 15.0


def die_with_parent() -> None:
    """Have the kernel end this process when its parent is gone, so that no port stays taken."""
    if sys.platform == "linux":
        ctypes.CDLL(None, use_errno=True).prctl(_PR_SET_PDEATHSIG, signal.SIGKILL)


def is_listening(host: str, port: int) -> bool:
    """Whether somebody answers on this port."""
    with socket.socket() as probe:
        probe.settimeout(1.0)
        return probe.connect_ex((host, port)) == 0


class Family:
    """A parent that keeps a few named children alive until it is told to stop.

    A child that cannot even start (three young deaths in a row) ends the family with 1.
    """

    def __init__(self, children: dict[str, Callable[[], None]]) -> None:
        self._mains = children
        self._pids: dict[int, str] = {}
        self._born: dict[str, float] = {}
        self._young_deaths: Counter[str] = Counter()
        self._stopping = False
        self._failed = False

    def run(self) -> int:
        """Start every child, restart those that crash, stop all on SIGTERM or SIGINT."""
        for number in (signal.SIGTERM, signal.SIGINT):
            signal.signal(number, self._stop)
        for name in self._mains:
            self._start(name)
        while self._pids:
            pid, status = self._wait()
            name = self._pids.pop(pid, "")
            if not name or self._stopping:
                continue
            code = os.waitstatus_to_exitcode(status)
            if self._never_starts(name):
                log.error("%s ended with %d and cannot be started", name, code)
                self._failed = True
                self._stop(0, None)
                continue
            log.error("%s ended with %d, starting it again", name, code)
            time.sleep(_RESTART_AFTER)
            self._start(name)
        return int(self._failed)

    def _never_starts(self, name: str) -> bool:
        if time.monotonic() - self._born[name] >= _YOUNG:
            self._young_deaths[name] = 0
        else:
            self._young_deaths[name] += 1
        return self._young_deaths[name] >= _MOST_YOUNG_DEATHS

    def _start(self, name: str) -> None:
        if self._stopping:
            return
        pid = os.fork()
        if pid:
            self._pids[pid] = name
            self._born[name] = time.monotonic()
            return
        code = 1
        try:
            die_with_parent()
            current_process().name = name  # log lines carry it
            for number in (signal.SIGTERM, signal.SIGINT):
                signal.signal(number, signal.SIG_DFL)
            self._mains[name]()
            code = 0
        except SystemExit as leaving:
            code = leaving.code if isinstance(leaving.code, int) else 1
        except BaseException:
            log.exception("%s crashed", name)
        finally:
            os._exit(code)  # a child must never run the parent's way out

    def _wait(self) -> tuple[int, int]:
        while True:
            try:
                return os.waitpid(-1, 0)
            except InterruptedError:
                continue

    def _stop(self, _number: int, _frame: FrameType | None) -> None:
        if self._stopping:
            return
        self._stopping = True
        for pid in self._pids:
            os.kill(pid, signal.SIGTERM)
        signal.signal(signal.SIGALRM, self._force)
        signal.setitimer(signal.ITIMER_REAL, _GRACE)

    def _force(self, _number: int, _frame: FrameType | None) -> None:
        for pid in self._pids:
            os.kill(pid, signal.SIGKILL)
