"""How often people may be written to: the platforms' limits on pushes.

Sources: MPDOC api_sendcustommessage (5 in 48 h, 3 in a minute); WDOC/90236, 90454.
"""

import threading
from collections import defaultdict, deque
from dataclasses import dataclass
from datetime import datetime, timedelta

from simulator.errors import ApiError

AFTER_MESSAGE = (timedelta(hours=48), 5)
AFTER_EVENT = (timedelta(minutes=1), 3)
OPENING_EVENTS = {"subscribe", "SCAN", "CLICK"}
PER_MINUTE = 30
PER_HOUR = 1000


@dataclass
class Window:
    """So many messages until a moment."""

    until: datetime
    left: int


class ReplyWindows:
    """How many 客服消息 each follower may still get since the last contact."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._windows: dict[tuple[str, str], Window] = {}

    def message_from(self, openid: str, now: datetime) -> None:
        """Open the 48 hours and five messages that follow a message."""
        self._open(openid, "message", now, AFTER_MESSAGE)

    def event_from(self, openid: str, event: str, now: datetime) -> None:
        """Open the one minute and three messages that follow a follow, a scan or a menu click."""
        if event in OPENING_EVENTS:
            self._open(openid, "event", now, AFTER_EVENT)

    def _open(self, openid: str, cause: str, now: datetime, rule: tuple[timedelta, int]) -> None:
        with self._lock:
            self._windows[openid, cause] = Window(now + rule[0], rule[1])

    def spend(self, openid: str, now: datetime) -> None:
        """Use one message; raises ApiError 45015 outside every window, 45047 when all are used."""
        with self._lock:
            causes = ("event", "message")
            windows = [w for c in causes if (w := self._windows.get((openid, c))) is not None]
            open_ones = [w for w in windows if now < w.until]
            if not open_ones:
                raise ApiError(45015)
            spendable = [w for w in open_ones if w.left > 0]
            if not spendable:
                raise ApiError(45047)
            spendable[0].left -= 1


class MemberRate:
    """WeCom's 30 a minute and 1000 an hour for one member; the excess vanishes without a word."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._sent: dict[str, deque[datetime]] = defaultdict(lambda: deque(maxlen=PER_HOUR))

    def allows(self, userid: str, now: datetime) -> bool:
        """Count one message and tell whether the member gets to see it."""
        with self._lock:
            sent = self._sent[userid]
            last_hour = sum(now - at < timedelta(hours=1) for at in sent)
            last_minute = sum(now - at < timedelta(minutes=1) for at in sent)
            if last_minute >= PER_MINUTE or last_hour >= PER_HOUR:
                return False
            sent.append(now)
            return True


class RecentTexts:
    """Remembers who got which text: the duplicate check of WeCom's message/send."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._seen: dict[tuple[str, str], datetime] = {}

    def again(self, userid: str, text: str, now: datetime, window: timedelta) -> bool:
        """Tell whether the member got this text within the window; remember it otherwise."""
        key = (userid, text)
        with self._lock:
            last = self._seen.get(key)
            if last is not None and now - last < window:
                return True
            self._seen[key] = now
            return False


def cut(text: str, most: int) -> str:
    """Cut a text to so many UTF-8 bytes as the platform does, dropping a broken last character."""
    return text.encode()[:most].decode(errors="ignore")
