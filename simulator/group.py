"""What the group with the robot in it sees, at most 20 messages a minute (WDOC/99110)."""

import threading
from dataclasses import dataclass
from datetime import datetime, timedelta

from simulator.errors import ApiError

PER_MINUTE = 20


@dataclass(frozen=True)
class GroupMessage:
    """What the group sees of one message."""

    at: datetime
    kind: str
    text: str
    picture: bytes = b""


class GroupChat:
    """The group with the robot in it."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._messages: list[GroupMessage] = []

    def write(self, message: GroupMessage) -> None:
        """Show a message; raises ApiError 45009 for the 21st of a minute."""
        with self._lock:
            since = message.at - timedelta(minutes=1)
            if sum(one.at > since for one in self._messages) >= PER_MINUTE:
                raise ApiError(45009)
            self._messages.append(message)

    def messages(self) -> list[GroupMessage]:
        """Give all messages, oldest first."""
        with self._lock:
            return list(self._messages)
