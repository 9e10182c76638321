"""Faults on demand: a board of troubles that the next deliveries and API calls run into."""

import threading
from dataclasses import asdict, dataclass, replace
from datetime import datetime, timedelta
from enum import StrEnum
from itertools import count

from simulator.media import Damage
from simulator.settings import Channel


class FaultKind(StrEnum):
    """Every trouble the stand-in can make; the control docstring explains each."""

    CALLBACK_REFUSED = "callback_refused"
    CALLBACK_HANG_UP = "callback_hang_up"
    CALLBACK_ANSWER_LOST = "callback_answer_lost"
    CALLBACK_SLOW = "callback_slow"
    CALLBACK_STALE = "callback_stale"
    CALLBACK_FORGED = "callback_forged"
    CALLBACK_DUPLICATED = "callback_duplicated"
    CALLBACK_HELD = "callback_held"
    API_ERROR = "api_error"
    API_STATUS = "api_status"
    API_RESET = "api_reset"
    API_SLOW = "api_slow"
    MEDIA_EXPIRED = "media_expired"
    MEDIA_DAMAGED = "media_damaged"
    NOTICE_FAILED = "notice_failed"
    OUTAGE = "outage"
    PUSH_OUTAGE = "push_outage"
    CLOCK_SKEW = "clock_skew"
    UNVERIFIED = "unverified"
    SMS_REFUSED = "sms_refused"
    SMS_AWAY = "sms_away"
    SMS_ANSWER_LOST = "sms_answer_lost"


_FOR_A_WHILE = {FaultKind.OUTAGE, FaultKind.PUSH_OUTAGE}


@dataclass(frozen=True)
class Fault:
    """One trouble: the next `times` occasions that fit `channel` and `path` (None fits all).

    `seconds` serves slow, stale, skew and the outages; `errcode` api_error; `status` api_status and
    an outage that answers (0: it cuts connections); `copies` duplicates; `damage` media; `word` is
    a failed notice's status or the code of a refused short message.
    """

    kind: FaultKind
    times: int = 1
    channel: Channel | None = None
    path: str | None = None
    errcode: int = 0
    status: int = 503
    seconds: float = 0.0
    copies: int = 2
    word: str = "failed:user block"
    damage: Damage = Damage.TRUNCATED
    until: datetime | None = None
    number: int = 0

    def fits(self, channel: Channel, path: str | None) -> bool:
        """Tell whether an occasion is one this fault waits for."""
        return self.channel in {None, channel} and (self.path is None or self.path == path)

    def to_json(self) -> dict[str, object]:
        """Give all fields, the end of an outage as ISO 8601."""
        return asdict(self) | {"until": self.until.isoformat() if self.until else None}


class FaultBoard:
    """The troubles that are set and not yet used up."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._numbers = count(1)
        self._faults: list[Fault] = []

    def add(self, fault: Fault, now: datetime) -> Fault:
        """Set a trouble; an outage ends `seconds` from now."""
        lasts = fault.kind in _FOR_A_WHILE
        until = now + timedelta(seconds=fault.seconds) if lasts else None
        with self._lock:
            numbered = replace(fault, number=next(self._numbers), until=until)
            self._faults.append(numbered)
            return numbered

    def take(self, kind: FaultKind, channel: Channel, path: str | None = None) -> Fault | None:
        """Use up one occasion of the oldest fitting fault of a kind."""
        with self._lock:
            for place, fault in enumerate(self._faults):
                if fault.kind is kind and fault.fits(channel, path):
                    self._faults[place : place + 1] = (
                        [replace(fault, times=fault.times - 1)] if fault.times > 1 else []
                    )
                    return fault
            return None

    def take_text(self, kind: FaultKind) -> Fault | None:
        """Use up one occasion of a fault of short messages, which belong to neither channel."""
        return self.take(kind, Channel.OFFICIAL)

    def standing(self, kind: FaultKind, channel: Channel) -> Fault | None:
        """Give a trouble that lasts until it is taken back."""
        with self._lock:
            ours = (f for f in self._faults if f.kind is kind and f.fits(channel, f.path))
            return next(ours, None)

    def outage(
        self, channel: Channel, now: datetime, kind: FaultKind = FaultKind.OUTAGE
    ) -> Fault | None:
        """Give the outage a channel is in, if any; forget those that are over."""
        with self._lock:
            self._faults = [f for f in self._faults if f.until is None or now < f.until]
            ours = (f for f in self._faults if f.kind is kind and f.fits(channel, f.path))
            return next(ours, None)

    def listed(self) -> list[Fault]:
        """Give all faults still set, oldest first."""
        with self._lock:
            return list(self._faults)

    def clear(self, number: int | None = None) -> None:
        """Take back one fault, or all."""
        with self._lock:
            self._faults = [f for f in self._faults if number is not None and f.number != number]
