"""The database's part of a backup: one consistent picture, taken while others write.

SQLite's is a file made by its own online backup. PostgreSQL's is one binary COPY a table within one
repeatable-read transaction, which needs no tool of the server's and no more rights than ours.
"""

import os
import shutil
import sqlite3
from contextlib import closing
from pathlib import Path
from typing import Any, Final, cast

from sqlalchemy import Connection, inspect, text

from storage.backup.manifest import Manifest, TableCopy, sum_of
from storage.database import Database
from storage.migrate import is_at_head, is_known, revision_of, upgrade, upgrade_within
from storage.tables.all import metadata

_SQLITE_FILE: Final = "guancha.db"
_PAGES_AT_ONCE: Final = 2_000


class NotEmpty(Exception):
    """The database to bring a backup into holds something already."""


class WrongKind(Exception):
    """The backup is of the other kind of database."""


class Newer(Exception):
    """The backup was taken by a newer program than this one."""


class OtherVersion(Exception):
    """The database is not at this program's migration, or holds nothing yet."""


def require_ours(database: Database) -> None:
    """Raise OtherVersion unless the database is this program's: an empty copy is no backup."""
    with database.read() as connection:
        if not is_at_head(connection):
            raise OtherVersion


def require_fitting(database: Database, manifest: Manifest) -> None:
    """Raise WrongKind, Newer or NotEmpty where `bring_tables` could not bring the backup in."""
    is_sqlite = [table.file for table in manifest.tables] == [_SQLITE_FILE]
    if is_sqlite != database.is_sqlite:
        raise WrongKind
    if not is_known(manifest.revision):
        raise Newer
    with database.read() as connection:
        if inspect(connection).get_table_names():
            raise NotEmpty


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


def bring_tables(database: Database, folder: Path, manifest: Manifest) -> None:
    """Fill an empty database from a backup, then bring it to this program's migration.

    It is filled at once or not at all: what is cut short leaves it as empty as it was.
    """
    if database.is_sqlite:
        _bring_sqlite(database, folder / _SQLITE_FILE)
    else:
        with database.write() as connection:
            upgrade_within(connection, manifest.revision)
            _bring_postgres(connection, folder, manifest.tables)
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
        _copy_durably(copy, path.with_name(f"{path.name}.part"))
        path.with_name(f"{path.name}.part").replace(path)


def _copy_durably(source: Path, target: Path) -> None:
    target.unlink(missing_ok=True)  # of a restore that was cut short
    target.touch(mode=0o600)
    try:
        with source.open("rb") as content, target.open("wb") as file:
            shutil.copyfileobj(content, file)
            file.flush()
            os.fsync(file.fileno())
    except BaseException:
        target.unlink()
        raise


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
