"""Hints from the processes that write rows to the worker that handles them: UNIX datagrams.

A hint is only a hint: it may be lost (no worker, a full queue, several workers of which one
listens), and the worker looks by itself every second.
"""

import logging
import selectors
import socket
from contextlib import suppress
from pathlib import Path
from typing import Final

_logger = logging.getLogger(__name__)

_LONGEST: Final = 64


class DatagramHints:
    """Sends hints to a path; for web processes. Never waits, never raises, safe for threads."""

    def __init__(self, path: Path) -> None:
        self._path = str(path)
        self._socket = socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM)
        self._socket.settimeout(0)

    def hint(self, kind: str, row_id: int) -> None:
        """Say that a row waits."""
        with suppress(OSError):
            self._socket.sendto(f"{kind} {row_id}"[:_LONGEST].encode(), self._path)

    def close(self) -> None:
        """Give the socket back."""
        self._socket.close()


class Bell:
    """Wakes the worker: by hints that come to `path`, and by `ring` from its own threads."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._ears = selectors.DefaultSelector()
        self._inside, self._outside = socket.socketpair()
        self._hints = _listen(path)
        for ear in filter(None, (self._outside, self._hints)):
            ear.settimeout(0)
            self._ears.register(ear, selectors.EVENT_READ)
        self._inside.settimeout(0)

    def ring(self) -> None:
        """Wake whoever waits."""
        with suppress(OSError):  # full: it is ringing already
            self._inside.send(b"!")

    def wait(self, seconds: float) -> None:
        """Return when something came or the time is over; what came is swallowed whole."""
        while ready := self._ears.select(seconds):
            for key, _ in ready:
                with suppress(OSError):
                    key.fileobj.recv(_LONGEST)  # type: ignore[union-attr]  # only sockets are in
            seconds = 0

    def close(self) -> None:
        """Stop listening and take the path away."""
        self._ears.close()
        for ear in filter(None, (self._inside, self._outside, self._hints)):
            ear.close()
        if self._hints is not None:
            self._path.unlink(missing_ok=True)


def _listen(path: Path) -> socket.socket | None:
    """Bind the path; None where that is not possible (too long a path, a foreign file system)."""
    listener = socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM)
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.unlink(missing_ok=True)  # left by a worker that died, or by another that now polls
        listener.bind(str(path))
        path.chmod(0o600)
    except OSError as error:
        listener.close()
        _logger.warning("no hints at %s (%s): looking every second instead", path, error)
        return None
    return listener
