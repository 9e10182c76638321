"""The worker process: its parts run until somebody says stop."""

import logging
import signal
import threading
from collections.abc import Sequence
from typing import Protocol

from reminders.memory import give_freed_memory_back

_logger = logging.getLogger(__name__)


class Part(Protocol):
    """The engine, the clock: whatever is started and stopped."""

    def start(self) -> None:
        """Begin; returns at once."""
        ...

    def stop(self) -> None:
        """Finish what is in hand and return."""
        ...


def run_until(told: threading.Event, parts: Sequence[Part]) -> None:
    """Start the parts in order, wait, stop them in reverse order.

    Whatever is cut short all the same (kill -9, a power cut) is given back by its lease.
    """
    give_freed_memory_back()
    started: list[Part] = []
    try:
        for part in parts:
            part.start()
            started.append(part)
        _logger.info("working")
        told.wait()
        _logger.info("stopping")
    finally:
        for part in reversed(started):
            part.stop()
    _logger.info("stopped")


def stop_on_signals(told: threading.Event) -> None:
    """Let SIGTERM and SIGINT say stop; call it in the main thread."""
    numbers = (signal.SIGTERM, signal.SIGINT)

    def stop(*_: object) -> None:
        # Ctrl-C and the parent's SIGTERM come together: a handler that interrupts another inside
        # `set` would wait for ever for the lock which that one holds.
        for number in numbers:
            signal.signal(number, signal.SIG_IGN)
        told.set()

    for number in numbers:
        signal.signal(number, stop)
