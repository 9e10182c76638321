"""Brings a database to the newest numbered migration; safe when two processes start at once."""

import logging
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from pathlib import Path
from typing import Any

from alembic import command
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, text
from sqlalchemy.exc import IntegrityError

from storage.database import Database

log = logging.getLogger(__name__)

# Any number serves, as long as no other program on this database takes the same lock.
_POSTGRES_LOCK = 0x6775616E


def alembic_config(connection: Connection) -> Config:
    """Return Alembic's settings bound to an open connection."""
    config = Config()
    config.set_main_option("script_location", str(Path(__file__).parent / "migrations"))
    config.attributes["connection"] = connection
    return config


def upgrade(database: Database, to: str = "head") -> None:
    """Run every missing migration, up to the one of this number, in one transaction."""
    with without_foreign_keys(database) as connection:
        upgrade_within(connection, to)


def upgrade_within(connection: Connection, to: str = "head") -> None:
    """Run them within the caller's transaction."""
    if connection.dialect.name != "sqlite":
        connection.execute(text("SELECT pg_advisory_xact_lock(:key)"), {"key": _POSTGRES_LOCK})
    before = _revisions(connection)
    command.upgrade(alembic_config(connection), to)
    if before != (after := _revisions(connection)):
        log.info("database migrated: %s -> %s", ", ".join(before) or "empty", ", ".join(after))


def revision_of(connection: Connection) -> str:
    """Return the number of the newest migration that has run, empty in an empty database."""
    return ", ".join(_revisions(connection))


def is_at_head(connection: Connection) -> bool:
    """Whether every migration has run, and none that we do not know."""
    return _revisions(connection) == _newest()


def is_known(revision: str) -> bool:
    """Whether this program has the migration of this number."""
    return any(each.revision == revision for each in _migrations().walk_revisions())


def _newest() -> tuple[str, ...]:
    return tuple(_migrations().get_heads())


@cache
def _migrations() -> ScriptDirectory:
    return ScriptDirectory(str(Path(__file__).parent / "migrations"))


@contextmanager
def without_foreign_keys(database: Database) -> Iterator[Connection]:
    """Yield a write transaction in which SQLite may drop and rebuild a table others point at.

    The pragma counts only outside a transaction. Raises IntegrityError if a row ends up pointing
    nowhere; PostgreSQL alters tables in place and keeps its checks.
    """
    if not database.is_sqlite:
        with database.write() as connection:
            yield connection
        return
    with database.gate(), database.writer.connect() as connection:
        driver: Any = connection.connection.driver_connection
        driver.execute("PRAGMA foreign_keys=OFF")
        try:
            with connection.begin():
                before = _revisions(connection)
                yield connection
                if _revisions(connection) != before:  # the check reads every row
                    _require_whole(connection)
        finally:
            driver.execute("PRAGMA foreign_keys=ON")


def _revisions(connection: Connection) -> tuple[str, ...]:
    return MigrationContext.configure(connection).get_current_heads()


def _require_whole(connection: Connection) -> None:
    astray = connection.execute(text("PRAGMA foreign_key_check")).all()
    if astray:
        raise IntegrityError("PRAGMA foreign_key_check", None, ValueError(str(astray[:5])))
