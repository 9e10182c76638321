"""Forgetting in time: raw deliveries, the quarantine and old counts of attempts.

Rows are looked for without holding the pen and changed in small batches, so that incoming messages
wait for none of it.
"""

from collections.abc import Iterator, Sequence
from datetime import datetime

from sqlalchemy import ColumnElement, Connection, Table, delete, select, update

from storage.database import Database
from storage.tables.intake import deliveries, quarantine
from storage.tables.people import attempts

_BATCH = 200


def forget_raw_deliveries(database: Database, before: datetime) -> int:
    """Empty the raw copy of deliveries received before this time; return how many."""
    aged = (deliveries.c.received_at < before) & deliveries.c.raw.is_not(None)
    old = aged & (deliveries.c.state != "held")  # strangers' have a time of their own
    forgotten = 0
    for ids in _batches(database, deliveries, old):
        with database.write() as connection:
            statement = update(deliveries).where(deliveries.c.id.in_(ids)).values(raw=None)
            forgotten += connection.execute(statement).rowcount
    return forgotten


def forget_quarantine(database: Database, before: datetime) -> int:
    """Delete what was kept in quarantine since before this time; return how many."""
    forgotten = 0
    for ids in _batches(database, quarantine, quarantine.c.received_at < before):
        with database.write() as connection:
            statement = delete(quarantine).where(quarantine.c.id.in_(ids))
            forgotten += connection.execute(statement).rowcount
    return forgotten


def forget_attempts(connection: Connection, before: datetime) -> int:
    """Delete counts of attempts whose window began before this time; return how many."""
    return connection.execute(delete(attempts).where(attempts.c.window_start < before)).rowcount


def _batches(database: Database, table: Table, old: ColumnElement[bool]) -> Iterator[Sequence[int]]:
    last = 0
    while True:
        with database.read() as connection:
            wanted = select(table.c.id).where(table.c.id > last, old)
            ids = connection.scalars(wanted.order_by(table.c.id).limit(_BATCH)).all()
        if not ids:
            return
        last = ids[-1]
        yield ids
