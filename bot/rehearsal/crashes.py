"""Deaths at chosen points: around each commit, and around each call of the platform.

A death drops all memory. Inside one process it is an exception that nothing catches but the stage;
a child process is given an `end` that kills it for good.
"""

from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from enum import StrEnum
from typing import NoReturn

from typing_extensions import override

from storage.database import Connection, Database


class Place(StrEnum):
    """Where somebody may die."""

    BEFORE_COMMIT = "before commit"
    AFTER_COMMIT = "after commit"
    BEFORE_SENDING = "before sending"
    AFTER_SENDING = "after sending"


class Crash(BaseException):
    """The process is gone. No `except Exception` of the service holds it up."""


def crash(place: Place) -> NoReturn:
    """Die inside this process."""
    raise Crash(place)


class Fate:
    """Counts the points that are passed; at the end of each countdown the next one is deadly."""

    def __init__(self, countdowns: Iterator[int], end: Callable[[Place], NoReturn] = crash) -> None:
        self._countdowns = countdowns
        self._end = end
        self._left = next(countdowns, 0)
        self.deaths: Counter[Place] = Counter()

    def pass_by(self, place: Place) -> None:
        """Live on, or die here."""
        if not self._left:
            return
        self._left -= 1
        if not self._left:
            self._left = next(self._countdowns, 0)
            self.deaths[place] += 1
            self._end(place)


class MortalDatabase(Database):
    """A database whose writer may die before or after any commit."""

    def __init__(self, url: str, fate: Fate) -> None:
        super().__init__(url)
        self._fate = fate

    @override
    @contextmanager
    def write(self) -> Iterator[Connection]:
        with super().write() as connection:
            yield connection
            self._fate.pass_by(Place.BEFORE_COMMIT)

    @override
    @contextmanager
    def gate(self) -> Iterator[None]:
        with super().gate():
            yield
        self._fate.pass_by(Place.AFTER_COMMIT)
