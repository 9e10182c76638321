"""The embedded engine: woken by hints, bounded, one kind never in another's way."""

import threading
from collections.abc import Iterator, Sequence
from contextlib import closing
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from reminders.engine import EmbeddedEngine
from reminders.hints import Bell, DatagramHints
from storage.work.claims import Claim
from tests.support.clock import MORNING

SOON = 10.0  # seconds; only a broken engine needs them


@dataclass
class PaperRow:
    claim: Claim
    delivery_key: bytes = b""


@dataclass
class PaperJob:
    """Rows on paper: each is worked once; work waits for `gate` if there is one."""

    kind: str
    waiting: list[int] = field(default_factory=list)
    gate: threading.Event | None = None
    entered: threading.Semaphore = field(default_factory=lambda: threading.Semaphore(0))
    done: threading.Semaphore = field(default_factory=lambda: threading.Semaphore(0))
    looked: threading.Semaphore = field(default_factory=lambda: threading.Semaphore(0))
    at_once: int = 0
    most_at_once: int = 0
    broken: bool = False
    lock: threading.Lock = field(default_factory=threading.Lock)

    def take(self, limit: int) -> Sequence[PaperRow]:
        self.looked.release()
        if self.broken:
            raise ConnectionError("no database")
        with self.lock:
            taken, self.waiting = self.waiting[:limit], self.waiting[limit:]
        return [PaperRow(Claim(number, MORNING, 1)) for number in taken]

    def work(self, _row: PaperRow) -> None:
        with self.lock:
            self.at_once += 1
            self.most_at_once = max(self.most_at_once, self.at_once)
        self.entered.release()
        if self.gate is not None:
            assert self.gate.wait(SOON)
        with self.lock:
            self.at_once -= 1
        self.done.release()

    def put_back(self, _row: PaperRow, _pause: timedelta) -> None:
        raise AssertionError("nothing fails here")

    def bury(self, _row: PaperRow) -> None:
        raise AssertionError("nothing fails here")

    def all_done(self, number: int) -> bool:
        return all(self.done.acquire(timeout=SOON) for _ in range(number))


def standing_clock() -> datetime:
    return MORNING


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "worker.sock"


class Running:
    """An engine that stops when the test ends."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.engines: list[EmbeddedEngine] = []

    def start(self, *jobs: PaperJob, threads: int = 4) -> EmbeddedEngine:
        engine = EmbeddedEngine(jobs, threads, standing_clock, Bell(self.path))
        self.engines.append(engine)
        engine.start()
        return engine


@pytest.fixture
def running(path: Path) -> Iterator[Running]:
    running = Running(path)
    yield running
    for engine in running.engines:
        engine.stop()


def test_rows_that_wait_at_the_start_are_worked_in_full(running: Running) -> None:
    job = PaperJob("media", list(range(100)))
    running.start(job)
    assert job.all_done(100)


def test_a_hint_from_another_process_wakes_the_worker(running: Running, path: Path) -> None:
    job = PaperJob("outbox")
    running.start(job)
    assert job.looked.acquire(timeout=SOON)
    job.waiting.append(1)
    with closing(DatagramHints(path)) as hints:
        hints.hint("outbox", 1)
    assert job.all_done(1)


def test_without_any_hint_the_worker_looks_by_itself(running: Running) -> None:
    job = PaperJob("outbox")
    running.start(job)
    assert job.looked.acquire(timeout=SOON)
    job.waiting.append(1)
    assert job.all_done(1)


def test_one_kind_never_fills_the_pool(running: Running) -> None:
    gate = threading.Event()
    photos = PaperJob("media", list(range(50)), gate)
    alarm = PaperJob("outbox")
    engine = running.start(photos, alarm, threads=3)
    assert all(photos.entered.acquire(timeout=SOON) for _ in range(2))
    alarm.waiting.append(1)
    engine.hint("outbox", 1)
    assert alarm.all_done(1)  # while two photos hang and 48 wait
    gate.set()
    assert photos.all_done(50)
    assert photos.most_at_once == 2


def test_a_heavy_kind_is_worked_on_one_by_one(path: Path) -> None:
    films = PaperJob("copies", list(range(9)))
    engine = EmbeddedEngine([films], 4, standing_clock, Bell(path), one_by_one={"copies"})
    engine.start()
    assert films.all_done(9)
    engine.stop()
    assert films.most_at_once == 1


def test_a_kind_whose_rows_cannot_be_read_does_not_stop_the_others(running: Running) -> None:
    broken, sound = PaperJob("media", broken=True), PaperJob("outbox", [1])
    running.start(broken, sound)
    assert sound.all_done(1)


def test_stopping_finishes_what_is_in_hand_and_takes_no_more(path: Path) -> None:
    gate = threading.Event()
    job = PaperJob("media", [1, 2, 3], gate)
    engine = EmbeddedEngine([job], 2, standing_clock, Bell(path))
    engine.start()
    assert job.entered.acquire(timeout=SOON)
    stopper = threading.Thread(target=engine.stop)
    stopper.start()
    gate.set()
    stopper.join()
    assert job.at_once == 0
    assert not path.exists()


def test_hints_to_nobody_and_to_a_full_queue_are_lost_without_a_word(path: Path) -> None:
    hints = DatagramHints(path)
    hints.hint("outbox", 1)
    bell = Bell(path)
    for number in range(5000):
        hints.hint("outbox", number)
    bell.wait(0)  # swallows what came
    bell.close()
    hints.close()
    hints.hint("outbox", 2)


def test_a_path_too_long_for_a_socket_leaves_the_worker_looking_by_itself(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    bell = Bell(tmp_path / ("long" * 40))
    assert "looking every second" in caplog.text
    bell.ring()
    bell.wait(SOON)
    bell.close()


def test_a_new_worker_takes_the_path_of_one_that_died(path: Path) -> None:
    dead = Bell(path)  # never closed: killed
    alive = Bell(path)
    with closing(DatagramHints(path)) as hints:
        hints.hint("media", 1)
    alive.wait(SOON)
    alive.close()
    dead.close()
