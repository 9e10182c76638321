"""The writer thread: what waits, what is refused, what comes too late, what breaks."""

import threading
from collections.abc import Sequence

import pytest

from bot.group_commit import GroupCommit, Overloaded, TooLate
from tests.support.together import all_at_once

LONG = 30.0


class Pen:
    """A commit that waits until the test lets it write; keeps what it wrote, batch by batch."""

    def __init__(self) -> None:
        self.begun, self.may_write = threading.Event(), threading.Event()
        self.batches: list[list[str]] = []
        self.fault: Exception | None = None

    def __call__(self, batch: Sequence[str]) -> list[str | Exception]:
        self.begun.set()
        self.may_write.wait(LONG)
        if self.fault is not None:
            raise self.fault
        self.batches.append(list(batch))
        return [f"written: {word}" for word in batch]


class LateDesk:
    """Hears of late results; may itself be out of order."""

    def __init__(self) -> None:
        self.heard: list[str] = []
        self.told = threading.Event()
        self.is_broken = False

    def __call__(self, unheard: Sequence[str]) -> None:
        self.heard.extend(unheard)
        self.told.set()
        if self.is_broken:
            raise OSError("the desk burns")


@pytest.fixture
def pen() -> Pen:
    return Pen()


@pytest.fixture
def desk() -> LateDesk:
    return LateDesk()


def group(pen: Pen, desk: LateDesk, most_waiting: int = 512) -> GroupCommit[str, str]:
    return GroupCommit(pen, desk, most_waiting=most_waiting)


def test_what_gathers_during_a_commit_is_written_together(pen: Pen, desk: LateDesk) -> None:
    writer = group(pen, desk)
    first = threading.Thread(target=writer.run, args=("first", LONG))
    first.start()
    pen.begun.wait(LONG)
    with pytest.raises(TooLate):
        writer.run("second", 0)
    with pytest.raises(TooLate):
        writer.run("third", 0)
    pen.may_write.set()
    first.join()
    assert writer.run("fourth", LONG) == "written: fourth"
    assert [word for batch in pen.batches for word in batch] == [
        "first",
        "second",
        "third",
        "fourth",
    ]
    assert pen.batches[0] == ["first"]
    assert pen.batches[1][:2] == ["second", "third"]


def test_late_results_are_told_and_heard_ones_are_not(pen: Pen, desk: LateDesk) -> None:
    writer = group(pen, desk)
    with pytest.raises(TooLate):
        writer.run("late", 0)
    pen.may_write.set()
    desk.told.wait(LONG)
    assert writer.run("heard", LONG) == "written: heard"
    assert desk.heard == ["written: late"]


def test_too_many_waiting_are_refused_at_once(pen: Pen, desk: LateDesk) -> None:
    writer = group(pen, desk, most_waiting=1)
    with pytest.raises(TooLate):
        writer.run("being written", 0)
    pen.begun.wait(LONG)
    with pytest.raises(TooLate):
        writer.run("waiting", 0)
    with pytest.raises(Overloaded):
        writer.run("too many", LONG)
    pen.may_write.set()


def test_a_broken_commit_refuses_its_batch_and_the_next_one_works(pen: Pen, desk: LateDesk) -> None:
    writer = group(pen, desk)
    pen.may_write.set()
    pen.fault = ZeroDivisionError()
    with pytest.raises(Overloaded):
        writer.run("broken", LONG)
    pen.fault = None
    assert writer.run("mended", LONG) == "written: mended"


def test_a_desk_out_of_order_does_not_stop_the_writer(pen: Pen, desk: LateDesk) -> None:
    desk.is_broken = True
    writer = group(pen, desk)
    with pytest.raises(TooLate):
        writer.run("late", 0)
    pen.may_write.set()
    desk.told.wait(LONG)
    assert writer.run("after", LONG) == "written: after"


def test_everybody_gets_their_own_result(pen: Pen, desk: LateDesk) -> None:
    writer = group(pen, desk)
    pen.may_write.set()
    results = all_at_once([lambda n=n: writer.run(f"{n}", LONG) for n in range(40)])
    assert results == [f"written: {n}" for n in range(40)]
