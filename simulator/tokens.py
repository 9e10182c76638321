"""Access tokens with the platforms' rules: lifetimes, overlaps and quotas.

Sources: MPDOC api_getaccesstoken and api_getstableaccesstoken, WDOC/91039.
"""

import secrets
import threading
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from simulator.errors import ApiError

LIFETIME = timedelta(seconds=7200)
OVERLAP = timedelta(minutes=5)
RENEW_EARLY = timedelta(minutes=5)
FORCE_APART = timedelta(seconds=30)
FORCED_PER_DAY = 20
FETCHES_PER_DAY = 2000
CHINA = ZoneInfo("Asia/Shanghai")


@dataclass(frozen=True)
class Token:
    """One access token and the end of its life."""

    value: str
    expires_at: datetime

    def seconds_left(self, now: datetime) -> int:
        """Give `expires_in` as the platform counts it."""
        return int((self.expires_at - now).total_seconds())


class DailyQuota:
    """So many calls a day, counted by China's calendar."""

    def __init__(self, most: int) -> None:
        self._most = most
        self._day: date | None = None
        self._used = 0

    def use(self, now: datetime) -> None:
        """Count one call; raises ApiError 45009 when the day's are used up."""
        today = now.astimezone(CHINA).date()
        if today != self._day:
            self._day, self._used = today, 0
        if self._used >= self._most:
            raise ApiError(45009)
        self._used += 1


class TokenBook:
    """Every token of one account ever issued, and which of them still opens doors."""

    def __init__(self, *, replaced_errcode: int) -> None:
        self._lock = threading.RLock()
        self._issued: dict[str, Token] = {}
        self._ends: dict[str, datetime] = {}
        self._replaced_errcode = replaced_errcode

    def issue(self, now: datetime) -> Token:
        """Make a fresh token of full lifetime."""
        with self._lock:
            token = Token(secrets.token_urlsafe(100), now + LIFETIME)
            self._issued[token.value] = token
            return token

    def end(self, token: Token, at: datetime) -> None:
        """Let a token stop working at a moment, because a newer one replaced it."""
        with self._lock:
            self._ends.setdefault(token.value, at)

    def knows(self, value: str) -> bool:
        """Tell whether this account ever issued such a token."""
        with self._lock:
            return value in self._issued

    def check(self, value: str, now: datetime) -> None:
        """Let a caller in, or raise ApiError 41001, 40014, 42001 or a replaced token's code."""
        with self._lock:
            if not value:
                raise ApiError(41001)
            token = self._issued.get(value)
            if token is None:
                raise ApiError(40014)
            if now >= token.expires_at:
                raise ApiError(42001)
            if value in self._ends and now >= self._ends[value]:
                raise ApiError(self._replaced_errcode)

    def expire_all(self, now: datetime) -> None:
        """Make every token issued so far an expired one (42001)."""
        with self._lock:
            for value, token in self._issued.items():
                self._issued[value] = Token(value, min(token.expires_at, now))


class OfficialTokens(TokenBook):
    """The Official Account's two kinds, `token` and `stable_token`, isolated from each other."""

    def __init__(self) -> None:
        super().__init__(replaced_errcode=40001)
        self._plain: Token | None = None
        self._stable: Token | None = None
        self._forced_at: datetime | None = None
        self._fetches = DailyQuota(FETCHES_PER_DAY)
        self._forced = DailyQuota(FORCED_PER_DAY)

    def fetch(self, now: datetime) -> Token:
        """Answer `/cgi-bin/token`: always a new one, the one before dies after the overlap."""
        with self._lock:
            self._fetches.use(now)
            if self._plain is not None:
                self.end(self._plain, now + OVERLAP)
            self._plain = self.issue(now)
            return self._plain

    def fetch_stable(self, now: datetime, *, force: bool) -> Token:
        """Answer `stable_token`: the same one until 5 minutes before its end, unless forced.

        Forced refreshes kill the one before at once, 20 a day (45009), 30 s apart (45011).
        """
        with self._lock:
            if force:
                self._spend_force(now)
            kept = self._stable
            if kept is not None and not force and now < kept.expires_at - RENEW_EARLY:
                return kept
            if kept is not None and force:
                self.end(kept, now)
            self._stable = self.issue(now)
            return self._stable

    def _spend_force(self, now: datetime) -> None:
        if self._forced_at is not None and now - self._forced_at < FORCE_APART:
            raise ApiError(45011)
        self._forced.use(now)
        self._forced_at = now


class WorkTokens(TokenBook):
    """WeCom's one token per app: repeat calls get the same one while it lives."""

    def __init__(self) -> None:
        super().__init__(replaced_errcode=40014)
        self._current: Token | None = None

    def fetch(self, now: datetime) -> Token:
        """Answer `gettoken`."""
        with self._lock:
            if self._current is None or self._current.value not in self._living(now):
                self._current = self.issue(now)
            return self._current

    def _living(self, now: datetime) -> set[str]:
        return {value for value, token in self._issued.items() if now < token.expires_at}
