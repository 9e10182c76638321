"""The database's own clock: the one clock that all processes and hosts share.

Leases on the clock and on tokens are counted by it, so that a host whose own clock is wrong can
neither hold a lease for ever nor take one early. (Source: mechanics §Jobs and clock.)
"""

from sqlalchemy import Connection, text

_NOW = {
    "sqlite": text("SELECT CAST((julianday('now') - 2440587.5) * 86400000 AS INTEGER)"),
    "postgresql": text("SELECT CAST(extract(epoch FROM clock_timestamp()) * 1000 AS BIGINT)"),
}


def database_now(connection: Connection) -> int:
    """Return this moment by the database's clock, in milliseconds since 1970."""
    return int(connection.execute(_NOW[connection.dialect.name]).scalar_one())
