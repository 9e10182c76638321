"""Election: one holder at a time, counted in the database's time, each term with its own epoch.

An advisory lock of a vanished host would stay for hours; a lease row ends by itself. Whoever writes
in a term's name calls `require`, so a holder that overslept its term cannot write into the next.
(Source: mechanics §Jobs and clock.)
"""

from dataclasses import dataclass
from datetime import timedelta

from sqlalchemy import Connection, select, update

from storage.dbtime import database_now
from storage.once import insert_once
from storage.tables.work import leases


class LeaseLost(Exception):
    """Somebody else holds the lease now; the work in hand is theirs."""


@dataclass(frozen=True, slots=True)
class Lease:
    """A term of office: `holder` under `name`, number `epoch`."""

    name: str
    holder: str
    epoch: int


def held(connection: Connection, name: str, holder: str, at_least: timedelta) -> Lease | None:
    """Return the holder's lease if it lasts `at_least` so long; needs no write."""
    row = connection.execute(
        select(leases.c.epoch, leases.c.until).where(
            leases.c.name == name, leases.c.holder == holder
        )
    ).first()
    if row is None or row.until < database_now(connection) + _ms(at_least):
        return None
    return Lease(name, holder, row.epoch)


def take(connection: Connection, name: str, holder: str, term: timedelta) -> Lease | None:
    """Begin or prolong a term; None while it is somebody else's. A new term has a new epoch."""
    insert_once(connection, leases, "name", {"name": name, "holder": "", "epoch": 0, "until": 0})
    row = connection.execute(
        select(leases.c.holder, leases.c.epoch, leases.c.until)
        .where(leases.c.name == name)
        .with_for_update()
    ).one()
    now = database_now(connection)
    running = row.until > now
    if running and row.holder != holder:
        return None
    epoch = row.epoch if running else row.epoch + 1
    connection.execute(
        update(leases)
        .where(leases.c.name == name)
        .values(holder=holder, epoch=epoch, until=now + _ms(term))
    )
    return Lease(name, holder, epoch)


def is_held(connection: Connection, name: str) -> bool:
    """Whether anybody's term runs; needs no write."""
    until = connection.execute(select(leases.c.until).where(leases.c.name == name)).scalar()
    return until is not None and until > database_now(connection)


def require(connection: Connection, lease: Lease) -> None:
    """Raise LeaseLost unless the term still runs; nobody can begin a new one until we commit."""
    row = connection.execute(
        select(leases.c.epoch, leases.c.until)
        .where(leases.c.name == lease.name)
        .with_for_update(read=True)
    ).first()
    if row is None or row.epoch != lease.epoch or row.until <= database_now(connection):
        raise LeaseLost(lease.name)


def give_back(connection: Connection, lease: Lease) -> None:
    """End a term early, so that the next holder need not wait for it to run out."""
    connection.execute(
        update(leases)
        .where(leases.c.name == lease.name, leases.c.epoch == lease.epoch)
        .values(until=0)
    )


def _ms(span: timedelta) -> int:
    return span // timedelta(milliseconds=1)
