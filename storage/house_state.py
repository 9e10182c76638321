"""How the database itself fares, for the doctor: version, pace, age of what waits."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection, func, select, text

from storage.database import Database
from storage.migrate import is_at_head
from storage.tables.people import observers
from storage.tables.work import media, outbox, troubles
from storage.vault import Unreadable, Vault


@dataclass(frozen=True, slots=True)
class Waiting:
    """The oldest due row of each queue (None: none is due), and how many troubles are open."""

    file_since: datetime | None
    message_since: datetime | None
    troubles: int


def database_version(connection: Connection) -> str:
    """Return e.g. "SQLite 3.45.1" or "PostgreSQL 18.1"; reaches the server. Raises its errors."""
    if connection.dialect.name == "sqlite":
        return f"SQLite {connection.scalar(text('SELECT sqlite_version()'))}"
    told = str(connection.scalar(text("SHOW server_version")))
    return f"PostgreSQL {told.split(' ', maxsplit=1)[0]}"


def is_migrated(database: Database) -> bool:
    """Whether the tables are those of this program."""
    with database.read() as connection:
        return is_at_head(connection)


def can_write(database: Database) -> None:
    """Begin a write and take it back; raises what the database raises."""
    with database.write() as connection:
        connection.execute(troubles.update().where(troubles.c.id < 0).values(ref=""))


def keys_fit(database: Database, vault: Vault) -> bool:
    """Whether the house's keys open what is stored; True where nothing is stored yet."""
    with database.read() as connection:
        sealed = connection.scalar(select(observers.c.name).limit(1))
    if sealed is None:
        return True
    try:
        vault.unseal_text(sealed, "observer.name")
    except Unreadable:
        return False
    return True


def waiting(database: Database, now: datetime) -> Waiting:
    """Return what waits for the worker and for people."""
    with database.read() as connection:
        file_since = connection.scalar(
            select(func.min(media.c.next_at)).where(media.c.state == "wanted")
        )
        message_since = connection.scalar(
            select(func.min(outbox.c.next_at)).where(outbox.c.state == "queued")
        )
        open_troubles = connection.scalar(
            select(func.count()).select_from(troubles).where(troubles.c.resolved_at.is_(None))
        )
    due = [at if at is not None and at <= now else None for at in (file_since, message_since)]
    return Waiting(due[0], due[1], int(open_troubles or 0))
