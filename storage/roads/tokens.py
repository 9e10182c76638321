"""One access token per app, shared by all processes through a row.

A process that needs a fresh token leases the row, fetches outside any transaction and writes only
where the lease is still its own; everybody else reads. A token is refused by its version, so the
second of two processes that saw it fail does not throw away the fresh one. Leases are counted in
the database's time. (Source: mechanics §Jobs and clock.)
"""

from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import Connection, select, update

from storage.dbtime import database_now
from storage.once import insert_once
from storage.tables.base import from_ms
from storage.tables.work import tokens
from storage.vault import Unreadable, Vault

_PURPOSE = "token"
_NEVER = from_ms(0)


@dataclass(frozen=True, slots=True)
class TokenRow:
    """What the row says; `token` is the last one known, fresh or not, and "" when there is none."""

    token: str
    version: int
    expires_at: datetime
    blocked_until: datetime | None

    @property
    def is_refused(self) -> bool:
        """Whether the platform took this token no more before its time was over."""
        return self.version > 0 and self.expires_at == _NEVER


@dataclass(frozen=True, slots=True)
class TokenLease:
    """The right to fetch and write the next token; `until` (database ms) tells it from others."""

    app: str
    until: int


def read_token(connection: Connection, vault: Vault, app: str) -> TokenRow:
    """Return the app's row; a token that no longer opens with our key counts as none."""
    columns = tokens.c
    row = connection.execute(
        select(columns.token, columns.version, columns.expires_at, columns.blocked_until).where(
            columns.app == app
        )
    ).first()
    if row is None:
        return TokenRow("", 0, _NEVER, None)
    return TokenRow(_opened(vault, row.token), row.version, row.expires_at, row.blocked_until)


def lease_token(
    connection: Connection, app: str, seen_version: int, term: timedelta
) -> TokenLease | None:
    """Take the right to fetch; None while another has it or has already written a newer token."""
    nothing = {"app": app, "version": 0, "expires_at": _NEVER, "lease_until": 0}
    insert_once(connection, tokens, "app", nothing)
    now = database_now(connection)
    until = now + term // timedelta(milliseconds=1)
    changed = connection.execute(
        update(tokens)
        .where(tokens.c.app == app, tokens.c.version == seen_version)
        .where(tokens.c.lease_until <= now)
        .values(lease_until=until)
    )
    return TokenLease(app, until) if changed.rowcount == 1 else None


def write_token(
    connection: Connection, vault: Vault, lease: TokenLease, token: str, expires_at: datetime
) -> bool:
    """Keep a fetched token and end the lease; False when the lease was not ours any more."""
    changed = connection.execute(
        update(tokens)
        .where(tokens.c.app == lease.app, tokens.c.lease_until == lease.until)
        .values(
            token=vault.seal_text(token, _PURPOSE),
            version=tokens.c.version + 1,
            expires_at=expires_at,
            lease_until=0,
            blocked_until=None,
        )
    )
    return changed.rowcount == 1


def block_token(connection: Connection, lease: TokenLease, until: datetime) -> bool:
    """End the lease without a token and let nobody fetch before `until`."""
    changed = connection.execute(
        update(tokens)
        .where(tokens.c.app == lease.app, tokens.c.lease_until == lease.until)
        .values(lease_until=0, blocked_until=until)
    )
    return changed.rowcount == 1


def block_app(connection: Connection, app: str, until: datetime) -> None:
    """Let the app call nobody before `until`: its settings are wrong, its token may be good."""
    connection.execute(update(tokens).where(tokens.c.app == app).values(blocked_until=until))


def refuse_token(connection: Connection, app: str, version: int) -> bool:
    """Note that the platform refused this version; False when a newer one is there already."""
    changed = connection.execute(
        update(tokens)
        .where(tokens.c.app == app, tokens.c.version == version)
        .values(expires_at=_NEVER)
    )
    return changed.rowcount == 1


def _opened(vault: Vault, sealed: bytes | None) -> str:
    if sealed is None:
        return ""
    try:
        return vault.unseal_text(sealed, _PURPOSE)
    except Unreadable:
        return ""
