"""The worker's main loop: everything starts, everything stops, whatever happens."""

import os
import signal
import threading
from dataclasses import dataclass

import pytest

from reminders.worker import run_until, stop_on_signals


@dataclass
class NotedPart:
    name: str
    notes: list[str]
    broken: bool = False

    def start(self) -> None:
        if self.broken:
            raise OSError("no")
        self.notes.append(f"start {self.name}")

    def stop(self) -> None:
        self.notes.append(f"stop {self.name}")


def test_parts_stop_in_the_reverse_order_of_their_start() -> None:
    notes: list[str] = []
    told = threading.Event()
    told.set()
    run_until(told, [NotedPart("engine", notes), NotedPart("clock", notes)])
    assert notes == ["start engine", "start clock", "stop clock", "stop engine"]


def test_a_part_that_cannot_start_stops_those_that_did() -> None:
    notes: list[str] = []
    parts = [NotedPart("engine", notes), NotedPart("clock", notes, broken=True)]
    with pytest.raises(OSError, match="no"):
        run_until(threading.Event(), parts)
    assert notes == ["start engine", "stop engine"]


def test_sigterm_says_stop() -> None:
    before = {number: signal.getsignal(number) for number in (signal.SIGTERM, signal.SIGINT)}
    told = threading.Event()
    try:
        stop_on_signals(told)
        os.kill(os.getpid(), signal.SIGTERM)
        assert told.wait(10)
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)
