"""What the worker needs from outside: somebody who sends, somebody who fetches, a clock.

bot/ implements these over the platforms; tests implement them in memory.
"""

from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from storage.media_rows import WantedFile
from storage.outbox import ClaimedMessage


class Clock(Protocol):
    """Tells the time, aware and in UTC."""

    def __call__(self) -> datetime:
        """Return this moment."""
        ...


@dataclass(frozen=True, slots=True)
class Sent:
    """errcode 0, and the recipient was not among the invalid ones."""


@dataclass(frozen=True, slots=True)
class TryLater:
    """Not now. `cause` is for the clerk; after `may_have_arrived` the next try may be a double."""

    at: datetime
    errcode: int | None
    cause: str
    may_have_arrived: bool = False


@dataclass(frozen=True, slots=True)
class WaitForWord:
    """The platform sends nothing more to this person until they write again."""

    errcode: int
    cause: str


@dataclass(frozen=True, slots=True)
class Undelivered:
    """Never. `left`: the platform says that the person does not follow us any more."""

    errcode: int | None
    cause: str
    left: bool = False


SendOutcome = Sent | TryLater | WaitForWord | Undelivered


class Sender(Protocol):
    """Sends one message by its channel; raises nothing of the platform's."""

    def send(self, message: ClaimedMessage, now: datetime) -> SendOutcome:
        """Send it now, once."""
        ...

    def has_window(self, channel: str) -> bool:
        """Whether this channel lets us write only shortly after a person's own word."""
        ...


@dataclass(frozen=True, slots=True)
class Fetched:
    """The file, whole."""

    data: bytes


@dataclass(frozen=True, slots=True)
class FetchLater:
    """Not now; `cause` is for the log and the row."""

    at: datetime
    cause: str


@dataclass(frozen=True, slots=True)
class Gone:
    """The platform has the file no more."""

    cause: str


@dataclass(frozen=True, slots=True)
class TooBig:
    """The file is larger than we accept; nothing of it was kept."""


FetchOutcome = Fetched | FetchLater | Gone | TooBig


class MediaSource(Protocol):
    """Fetches one file by its channel; raises nothing of the platform's."""

    def fetch(self, wanted: WantedFile, now: datetime) -> FetchOutcome:
        """Fetch it now, once."""
        ...
