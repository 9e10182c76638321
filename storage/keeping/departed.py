"""Observers who left long ago: who they were is erased, what they reported stays."""

from collections.abc import Iterator, Sequence
from datetime import date, datetime
from typing import Final

from sqlalchemy import Column, Connection, Table, delete, select, update

from storage.database import Database
from storage.people.people import Sender
from storage.tables.intake import deliveries, senders
from storage.tables.people import observers
from storage.tables.roads import consent_asks, consents
from storage.tables.work import outbox

_BATCH: Final = 200


def departed_before(connection: Connection, day: date) -> list[int]:
    """Return who has been suspended since before a day and is not erased yet."""
    left = (observers.c.state == "suspended") & (observers.c.suspended_from < day)
    wanted = select(observers.c.id).where(left, observers.c.erased_at.is_(None))
    return list(connection.scalars(wanted.order_by(observers.c.id)))


def mark_erased(connection: Connection, observer_id: int, now: datetime) -> None:
    """Remember that an observer's identity is no longer kept."""
    own = update(observers).where(observers.c.id == observer_id)
    connection.execute(own.values(erased_at=now))


def forget_address(database: Database, account: Sender) -> None:
    """Write an account's address out of its messages, in small batches; they themselves stay."""
    for table, column in ((deliveries, deliveries.c.sender), (outbox, outbox.c.recipient)):
        for ids in _batches(database, table, column, account):
            with database.write() as connection:
                named = update(table).where(table.c.id.in_(ids))
                connection.execute(named.values({column.name: _erased(account)}))


def forget_account(connection: Connection, account: Sender) -> None:
    """Let an account speak for nobody, and forget its address and its consents."""
    connection.execute(
        update(senders)
        .where(senders.c.id == account.id)
        .values(sender=_erased(account), observer_id=None, bound_at=None)
    )
    for table in (consents, consent_asks):
        connection.execute(delete(table).where(table.c.sender == account.sender))


def _erased(account: Sender) -> str:
    return f"erased-{account.id}"


def _batches(
    database: Database, table: Table, column: Column[str], account: Sender
) -> Iterator[Sequence[int]]:
    # Looked for without holding the pen: messages are many and nothing finds them by address.
    last = 0
    while True:
        with database.read() as connection:
            own = (column == account.sender) & (table.c.channel == account.channel)
            wanted = select(table.c.id).where(table.c.id > last, own)
            ids = connection.scalars(wanted.order_by(table.c.id).limit(_BATCH)).all()
        if not ids:
            return
        last = ids[-1]
        yield ids
