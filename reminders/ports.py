"""What the worker needs from outside: somebody who sends, somebody who fetches, a clock.

bot/ implements these over the platforms; tests implement them in memory.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Literal, Protocol

from storage.database import Connection
from storage.photos.media_rows import WantedFile
from storage.roads.outbox import ClaimedMessage


class Clock(Protocol):
    """Tells the time, aware and in UTC."""

    def __call__(self) -> datetime:
        """Return this moment."""
        ...


Road = Literal["custom", "template", "subscribe", "work", "robot", "sms", "mail"]


@dataclass(frozen=True, slots=True)
class Step:
    """One try of a message: by which road, from which account of ours to which of theirs.

    `template` and `fields` are what a template message or a subscription notice shows.
    """

    road: Road
    channel: str
    recipient: str
    template: str = ""
    fields: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Sent:
    """errcode 0, and the recipient was not among the invalid ones.

    `msg_id` where the platform's event has the last word.
    """

    msg_id: str = ""


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
class RoadClosed:
    """The account may not use this road; the platform is asked again at `at`."""

    at: datetime
    errcode: int
    cause: str


@dataclass(frozen=True, slots=True)
class Undelivered:
    """Never by this road. `left`: the platform says that the person does not follow us any more.

    `refused`: the platform said no, so nothing arrived and another road may be tried.
    """

    errcode: int | None
    cause: str
    left: bool = False
    refused: bool = False


@dataclass(frozen=True, slots=True)
class Dropped:
    """Nothing to send any more: what the message was about has happened meanwhile."""

    cause: str


SendOutcome = Sent | TryLater | WaitForWord | RoadClosed | Undelivered


class Check(Protocol):
    """Looks at a message of its purpose just before it leaves."""

    def __call__(
        self, connection: Connection, message: ClaimedMessage, now: datetime
    ) -> ClaimedMessage | TryLater | Dropped:
        """Return what to send, or when to look again, or that nothing is to be sent."""
        ...


class Sender(Protocol):
    """Sends one message by one road; raises nothing of the platform's."""

    def send(self, message: ClaimedMessage, step: Step, now: datetime) -> SendOutcome:
        """Send it now, once."""
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
    may_not: bool = False  # our account has no right to fetch; it is no fault of the file's


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
