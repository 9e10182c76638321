"""Brings a database to the newest numbered migration; safe when two processes start at once."""

from pathlib import Path

from alembic import command
from alembic.config import Config
from sqlalchemy import Connection, text

from storage.database import Database

# Any number serves, as long as no other program on this database takes the same lock.
_POSTGRES_LOCK = 0x6775616E


def alembic_config(connection: Connection) -> Config:
    """Return Alembic's settings bound to an open connection."""
    config = Config()
    config.set_main_option("script_location", str(Path(__file__).parent / "migrations"))
    config.attributes["connection"] = connection
    return config


def upgrade(database: Database) -> None:
    """Run every missing migration in one transaction."""
    with database.write() as connection:
        if not database.is_sqlite:
            connection.execute(text("SELECT pg_advisory_xact_lock(:key)"), {"key": _POSTGRES_LOCK})
        command.upgrade(alembic_config(connection), "head")
