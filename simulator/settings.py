"""What the stand-in must know: where to listen, whom to call, and both accounts' secrets."""

import ipaddress
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from typing import Literal

from simulator.clock import wall_clock
from simulator.notices import NoticeTemplate
from simulator.texts import TextAccount

Mode = Literal["secure", "compatible", "plain"]
PushFormat = Literal["xml", "json"]


class Channel(StrEnum):
    """The two ways a message reaches the service; also the last part of its callback path."""

    OFFICIAL = "official"
    WORK = "work"


@dataclass(frozen=True)
class OfficialAccount:
    """An Official Account (公众号) by its console; `encoding_aes_key` has 43 characters."""

    app_id: str
    app_secret: str
    token: str
    encoding_aes_key: str
    mode: Mode = "secure"
    push_format: PushFormat = "xml"
    original_id: str = "gh_simulator0001"
    templates: tuple[NoticeTemplate, ...] = ()
    subscriptions: tuple[NoticeTemplate, ...] = ()


@dataclass(frozen=True)
class WorkAccount:
    """A WeCom (企业微信) self-built app as its console shows it."""

    corp_id: str
    agent_id: int
    secret: str
    token: str
    encoding_aes_key: str


@dataclass(frozen=True)
class SimulatorSettings:
    """Everything one stand-in needs.

    `callback_url` is the base of the real service, e.g. `http://127.0.0.1:8080`; `port` 0 takes a
    free one; `service_name` is the title of the chat. `deadline_seconds` and `retries` are the
    platform's 5 s and 3 (MPDOC Receiving_standard_messages) and may be lowered for tests. Raises
    ValueError for a host that is not this machine's loopback.
    """

    callback_url: str
    official: OfficialAccount
    work: WorkAccount
    host: str = "127.0.0.1"
    port: int = 0
    robot_key: str = "simulator-robot"
    second_robot_key: str = "simulator-second-robot"  # another one, in the same group
    texts: TextAccount = field(default_factory=TextAccount)
    service_name: str = "民生实事观察员随手拍"
    deadline_seconds: float = 5.0
    retries: int = 3
    now: Callable[[], datetime] = wall_clock

    def __post_init__(self) -> None:
        if not is_loopback(self.host):
            raise ValueError(f"the simulator listens on loopback only, not on {self.host!r}")


def is_loopback(host: str) -> bool:
    """Tell whether a host name or address (without port) means this machine alone."""
    if host == "localhost":
        return True
    try:
        return ipaddress.ip_address(host.strip("[]")).is_loopback
    except ValueError:
        return False
