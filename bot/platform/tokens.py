"""The access token of one app: fetched by one process at a time, shared by all.

Bad credentials stop every call for a while and alarm the staff: hammering with them gets our
address banned (WDOC/91039). Nothing here holds a database connection while it waits or fetches.
"""

import logging
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final, Protocol

from bot.clock import Clock
from bot.platform.errors import Blocked, NoAnswer, PlatformError, Refused
from bot.platform.reactions import Act
from catalogue.wording import staff_outbox as words
from storage.database import Connection, Database
from storage.roads import tokens
from storage.roads.tokens import TokenLease, TokenRow
from storage.vault import Vault
from storage.work import troubles

_logger = logging.getLogger(__name__)

_TERM: Final = timedelta(seconds=40)  # of the right to fetch; longer than two fetches can take
_EARLY: Final = timedelta(minutes=5)  # renewed so long before its end, as the platform does
_STOPPED: Final = timedelta(minutes=10)
_PAUSE: Final = timedelta(seconds=10)
_HOPELESS: Final = {Act.STOP, Act.GIVE_UP}  # also: without a token nothing works at all
_PAUSE_SECONDS: Final = 0.2
_MOST_PAUSES: Final = 40
_TURN_SECONDS: Final = 20.0


@dataclass(frozen=True, slots=True)
class Token:
    """A token and the version by which it can be refused."""

    text: str
    version: int


@dataclass(frozen=True, slots=True)
class FreshToken:
    """What the platform gave, and for how long."""

    text: str
    lifetime: timedelta


class TokenFetch(Protocol):
    """Asks the platform for a token."""

    def __call__(self, *, force: bool = False) -> FreshToken:
        """Return it; `force` wants another than the one the platform would give again.

        Raises PlatformError.
        """
        ...


class TokenSource:
    """Gives the current token of one app, e.g. "official:wx0123"."""

    def __init__(
        self,
        app: str,
        fetch: TokenFetch,
        database: Database,
        vault: Vault,
        clock: Clock,
        pause: Callable[[float], None] = time.sleep,
    ) -> None:
        self.app = app
        self._fetch = fetch
        self._database = database
        self._vault = vault
        self._clock = clock
        self._pause = pause
        self._turn = threading.Lock()

    def current(self) -> Token:
        """Return a token that should be good. Raises PlatformError when there is none in time."""
        token = self._usable(self._row())
        if token is not None:
            return token
        if not self._turn.acquire(timeout=_TURN_SECONDS):
            raise NoAnswer("waited too long for the token", may_have_arrived=False)
        try:
            return self._obtain()
        finally:
            self._turn.release()

    def refuse(self, token: Token) -> None:
        """Say that the platform does not take this token; a newer one stays untouched."""
        with self._database.write() as connection:
            tokens.refuse_token(connection, self.app, token.version)

    def stop(self, error: Refused) -> None:
        """Call nobody for a while and alarm the staff: the settings are wrong."""
        now = self._clock()
        _logger.error("%s stops for %s: %s", self.app, _STOPPED, error)
        with self._database.write() as connection:
            tokens.block_app(connection, self.app, now + _STOPPED)
            self._alarm(connection, error.cause, now)

    def _obtain(self) -> Token:
        for _ in range(_MOST_PAUSES):
            row = self._row()
            token = self._usable(row)
            if token is not None:
                return token
            with self._database.write() as connection:
                lease = tokens.lease_token(connection, self.app, row.version, _TERM)
            if lease is not None:
                return self._renew(lease, row)
            self._pause(_PAUSE_SECONDS)
        raise NoAnswer("another process did not finish the token", may_have_arrived=False)

    def _renew(self, lease: TokenLease, row: TokenRow) -> Token:
        try:
            fresh = self._fetch()
            if row.is_refused and fresh.text == row.token:
                fresh = self._fetch(force=True)
        except PlatformError as error:
            self._note_failure(lease, error)
            raise
        now = self._clock()
        with self._database.write() as connection:
            expires_at = now + fresh.lifetime - min(_EARLY, fresh.lifetime / 2)
            tokens.write_token(connection, self._vault, lease, fresh.text, expires_at)
            troubles.resolve_itself(connection, self._trouble_key, now)
        return Token(fresh.text, row.version + 1)

    def _note_failure(self, lease: TokenLease, error: PlatformError) -> None:
        now = self._clock()
        stopped = isinstance(error, Refused) and error.reaction.act in _HOPELESS
        _logger.warning("%s got no token: %s", self.app, error)
        with self._database.write() as connection:
            tokens.block_token(connection, lease, now + (_STOPPED if stopped else _PAUSE))
            if stopped:
                self._alarm(connection, error.cause, now)

    def _alarm(self, connection: Connection, cause: str, now: datetime) -> None:
        sentence = words.platform_stopped(self.app, cause)
        troubles.raise_trouble(connection, self._trouble_key, "platform", self.app, sentence, now)

    @property
    def _trouble_key(self) -> str:
        return f"platform:{self.app}"

    def _row(self) -> TokenRow:
        with self._database.read() as connection:
            return tokens.read_token(connection, self._vault, self.app)

    def _usable(self, row: TokenRow) -> Token | None:
        now = self._clock()
        if row.blocked_until is not None and row.blocked_until > now:
            raise Blocked(row.blocked_until)
        return Token(row.token, row.version) if row.token and row.expires_at > now else None
