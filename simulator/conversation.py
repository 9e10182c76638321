"""What each person's chat shows: messages sent, answers, pushed messages, failed deliveries."""

import threading
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from itertools import count

from simulator.settings import Channel
from simulator.wording import caption_of, outcome_of, story_of
from simulator.xml import Payload


@dataclass(frozen=True)
class Try:
    """One attempt to deliver: the HTTP status, or the trouble that kept it from being received."""

    copy: int
    at: datetime
    seconds: float
    status: int | None
    trouble: str = ""

    @property
    def received(self) -> bool:
        """Tell whether the service said 200 and its answer was in order."""
        return self.status == 200 and not self.trouble  # noqa: PLR2004 -- HTTP's ok

    def told(self) -> str:
        """Say how it ended, for people."""
        return outcome_of(self.status, self.trouble)

    def to_json(self) -> dict[str, object]:
        """Give all fields."""
        return {
            "copy": self.copy,
            "at": self.at.isoformat(),
            "seconds": round(self.seconds, 4),
            "status": self.status,
            "trouble": self.trouble,
        }


class State(StrEnum):
    """How far a delivery is."""

    HELD = "held"
    UNDERWAY = "underway"
    DELIVERED = "delivered"
    FAILED = "failed"


@dataclass
class Delivery:
    """One message on its way to the service, with every try of every copy and the answers."""

    channel: Channel
    sender: str
    payload: Payload
    msg_id: int | None
    created_at: datetime
    state: State = State.UNDERWAY
    tries: list[Try] = field(default_factory=list)
    replies: list[str | None] = field(default_factory=list)

    def to_json(self) -> dict[str, object]:
        """Give the report `POST /control/send` answers with; `reply` is the first copy's text."""
        return {
            "msg_id": self.msg_id,
            "create_time": int(self.created_at.timestamp()),
            "state": self.state,
            "tries": [one.to_json() for one in self.tries],
            "statuses": [one.status for one in self.tries],
            "reply": next(iter(self.replies), None),
            "replies": list(self.replies),
            "story": story_of(self.state, [one.told() for one in self.tries]),
        }


@dataclass(frozen=True)
class Entry:
    """One bubble: `via` is message, event, passive, pushed or notice."""

    number: int
    at: datetime
    via: str
    kind: str
    text: str
    media_id: str = ""
    delivery: Delivery | None = None

    def to_json(self) -> dict[str, object]:
        """Give the bubble, with the state of its delivery where it is one."""
        return {
            "number": self.number,
            "at": self.at.isoformat(),
            "via": self.via,
            "kind": self.kind,
            "text": self.text,
            "media_id": self.media_id,
            "caption": caption_of(self.via, self.kind, self.text),
            "delivery": self.delivery.to_json() if self.delivery else None,
        }


class Conversations:
    """All chats; `revision` grows with every change so that a page can poll cheaply."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._entries: dict[tuple[Channel, str], list[Entry]] = {}
        self._numbers = count(1)
        self.revision = 0

    def add(  # noqa: PLR0913 -- the fields of one bubble
        self,
        channel: Channel,
        person: str,
        *,
        at: datetime,
        via: str,
        kind: str,
        text: str,
        media_id: str = "",
        delivery: Delivery | None = None,
    ) -> None:
        """Put a bubble at the end of a person's chat."""
        with self._lock:
            entry = Entry(next(self._numbers), at, via, kind, text, media_id, delivery)
            self._entries.setdefault((channel, person), []).append(entry)
            self.revision += 1

    def touch(self) -> None:
        """Tell the pages that a delivery changed."""
        with self._lock:
            self.revision += 1

    def of(self, channel: Channel, person: str) -> list[Entry]:
        """Give one person's chat, oldest first."""
        with self._lock:
            return list(self._entries.get((channel, person), ()))
