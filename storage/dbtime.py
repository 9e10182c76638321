"""The database's own clock: the one clock that all processes and hosts share.

Leases on the clock and on tokens are counted by it, so that a host whose own clock is wrong can
neither hold a lease for ever nor take one early. (Source: mechanics §Jobs and clock.)
"""

from typing import Any, Final

from sqlalchemy import BigInteger, Connection, select
from sqlalchemy.ext.compiler import compiles
from sqlalchemy.sql.functions import FunctionElement


class _DatabaseMs(FunctionElement[int]):
    """This moment by the database's clock, in milliseconds since 1970, as part of a statement."""

    type = BigInteger()
    inherit_cache = True


@compiles(_DatabaseMs, "sqlite")
def _on_sqlite(*_: Any, **__: Any) -> str:
    return "CAST((julianday('now') - 2440587.5) * 86400000 AS INTEGER)"


@compiles(_DatabaseMs, "postgresql")
def _on_postgres(*_: Any, **__: Any) -> str:
    return "CAST(extract(epoch FROM clock_timestamp()) * 1000 AS BIGINT)"


DATABASE_MS: Final = _DatabaseMs()


def database_now(connection: Connection) -> int:
    """Return this moment by the database's clock, in milliseconds since 1970."""
    return int(connection.execute(select(DATABASE_MS)).scalar_one())
