"""The database's part of a backup: one consistent picture, taken while others write.

SQLite's is a file made by its own online backup. PostgreSQL's is one binary COPY a table within one
repeatable-read transaction, which needs no tool of the server's and no more rights than ours.
"""

import shutil
import sqlite3
from contextlib import closing
from pathlib import Path
from typing import Any, Final, cast

from sqlalchemy import Connection, inspect, text

from storage.backup.manifest import TableCopy, sum_of
from storage.database import Database
from storage.migrate import revision_of, upgrade
from storage.tables.all import metadata

_SQLITE_FILE: Final = "guancha.db"
_PAGES_AT_ONCE: Final = 2_000
_VERSION: Final = "alembic_version"


class NotEmpty(Exception):
    """The database to bring a backup into holds something already."""


class WrongKind(Exception):
    """The backup is of the other kind of database."""


def copy_tables(database: Database, folder: Path) -> tuple[str, str, tuple[TableCopy, ...]]:
    """Copy the whole database below `folder`; return its kind, its revision and its tables."""
    with database.read() as connection:
        if database.is_sqlite:
            return "sqlite", revision_of(connection), (_copy_sqlite(connection, folder),)
        options: dict[str, Any] = {
            "isolation_level": "REPEATABLE READ",
            "postgresql_readonly": True,
        }
        with database.reader.execution_options(**options).connect() as snapshot:
            revision = revision_of(snapshot)
            return "postgresql", revision, _copy_postgres(snapshot, folder)


def bring_tables(
    database: Database, folder: Path, revision: str, tables: tuple[TableCopy, ...]
) -> None:
    """Fill an empty database from a backup and bring it to this program's migration.

    Raises NotEmpty, and WrongKind where the backup is of the other kind of database.
    """
    is_sqlite = [table.file for table in tables] == [_SQLITE_FILE]
    if is_sqlite != database.is_sqlite:
        raise WrongKind
    with database.read() as connection:
        if inspect(connection).get_table_names():
            raise NotEmpty
    if is_sqlite:
        _bring_sqlite(database, folder / _SQLITE_FILE)
    else:
        upgrade(database, revision)
        with database.write() as connection:
            _bring_postgres(connection, folder, tables)
    upgrade(database)


def _copy_sqlite(connection: Connection, folder: Path) -> TableCopy:
    target = folder / _SQLITE_FILE
    with closing(sqlite3.connect(target)) as copy:
        source: Any = connection.connection.driver_connection
        source.backup(copy, pages=_PAGES_AT_ONCE)
        copy.execute("PRAGMA journal_mode=DELETE")  # one file, without a log beside it
    return _table(folder, _SQLITE_FILE, _SQLITE_FILE, ())


def _bring_sqlite(database: Database, copy: Path) -> None:
    path = Path(cast("str", database.url.database))
    database.close()
    with database.gate():
        for beside in ("-wal", "-shm"):
            path.with_name(path.name + beside).unlink(missing_ok=True)
        shutil.copyfile(copy, path)
        path.chmod(0o600)


def _copy_postgres(connection: Connection, folder: Path) -> tuple[TableCopy, ...]:
    there = set(inspect(connection).get_table_names())
    copies = []
    for table in metadata.sorted_tables:
        if table.name in there:
            columns = tuple(column.name for column in table.columns)
            order = f"COPY {_named(table.name, columns)} TO STDOUT (FORMAT binary)"
            file = f"{table.name}.copy"
            with (folder / file).open("wb") as target, _cursor(connection).copy(order) as rows:
                for piece in rows:
                    target.write(piece)
            copies.append(_table(folder, table.name, file, columns))
    return tuple(copies)


def _bring_postgres(connection: Connection, folder: Path, tables: tuple[TableCopy, ...]) -> None:
    for table in tables:
        order = f"COPY {_named(table.name, table.columns)} FROM STDIN (FORMAT binary)"
        with (folder / table.file).open("rb") as source, _cursor(connection).copy(order) as rows:
            while piece := source.read(1 << 20):
                rows.write(piece)
        _set_sequences(connection, table)


def _set_sequences(connection: Connection, table: TableCopy) -> None:
    for column in table.columns:
        found = text("SELECT pg_get_serial_sequence(:table, :column)")
        sequence = connection.scalar(found, {"table": table.name, "column": column})
        if sequence:
            newest = f'SELECT max("{column}") FROM "{table.name}"'  # noqa: S608  # our own names
            last = connection.scalar(text(newest))
            if last is not None:
                connection.execute(
                    text("SELECT setval(:name, :last)"), {"name": sequence, "last": last}
                )


def _cursor(connection: Connection) -> Any:
    driver: Any = connection.connection.driver_connection
    return driver.cursor()


def _named(table: str, columns: tuple[str, ...]) -> str:
    quoted = ", ".join(f'"{column}"' for column in columns)
    return f'"{table}" ({quoted})'


def _table(folder: Path, name: str, file: str, columns: tuple[str, ...]) -> TableCopy:
    with (folder / file).open("rb") as source:
        sha256, _ = sum_of(source)
    return TableCopy(name=name, file=file, columns=columns, sha256=sha256)
