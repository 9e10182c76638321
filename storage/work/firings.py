"""What the clock has set off: each rule once per period and person, by a unique key."""

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from datetime import datetime

from sqlalchemy import Connection, select

from storage.dialects import insert_into
from storage.once import insert_once
from storage.tables.work import firings
from storage.work import leases
from storage.work.leases import Lease


@dataclass(frozen=True, slots=True)
class Firing:
    """One setting-off: e.g. rule "retention", period "2026-07-14", person "" for nobody's own."""

    rule: str
    period: str
    person: str
    not_after: datetime


def fire(connection: Connection, firing: Firing, lease: Lease, now: datetime) -> bool:
    """Record a firing in the caller's transaction; True when its work is to be done now.

    False when it fired before or its time has passed. Raises LeaseLost when the clock's term is
    somebody else's by now, so that the whole transaction is undone.
    """
    leases.require(connection, lease)
    if now > firing.not_after:
        return False
    values = {
        "rule": firing.rule,
        "period": firing.period,
        "person": firing.person,
        "fired_at": now,
        "not_after": firing.not_after,
        "epoch": lease.epoch,
    }
    return insert_once(connection, firings, "rule, period, person", values)


def fire_all(
    connection: Connection, several: Sequence[Firing], lease: Lease, now: datetime
) -> set[str]:
    """Record firings of one rule and period; returns the persons whose work is to be done now."""
    leases.require(connection, lease)
    rows = [
        asdict(firing) | {"fired_at": now, "epoch": lease.epoch}
        for firing in several
        if now <= firing.not_after
    ]
    if not rows:
        return set()
    key = ["rule", "period", "person"]
    statement = insert_into(connection, firings).on_conflict_do_nothing(index_elements=key)
    return set(connection.scalars(statement.returning(firings.c.person), rows))


def fired(connection: Connection, firing: Firing) -> bool:
    """Whether it was recorded already; asked without writing."""
    row = select(firings.c.epoch).where(
        firings.c.rule == firing.rule,
        firings.c.period == firing.period,
        firings.c.person == firing.person,
    )
    return connection.execute(row).first() is not None
