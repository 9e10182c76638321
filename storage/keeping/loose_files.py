"""Content that no row names: noted when it is first seen, deleted when it stayed so for long.

Bytes are stored before their row is written, so a crash leaves content without one; a scan or an
answer that was refused in the end leaves some, too.
"""

from collections.abc import Collection, Iterable
from datetime import datetime
from typing import Final

from sqlalchemy import Column, Connection, delete, select, union_all

from storage.dialects import insert_into
from storage.tables.all import metadata
from storage.tables.keeping import loose_files

# Templates are few, and letters name them in words that are no column.
FAMILIES: Final = ("originals", "shown", "thumbs", "posters", "played", "pictures", "letters")
_MOST: Final = 200
_CONTENT: Final = ("sha256", "scan")  # what a column is called that names content


def naming_columns() -> list[Column[str]]:
    """Return every column of the database that names content of the file store."""
    tables = metadata.sorted_tables
    return [column for table in tables for column in table.columns if column.name in _CONTENT]


def unnamed(connection: Connection, keys: Collection[str]) -> set[str]:
    """Return those of up to a few hundred keys whose content no row names."""
    hashes = {_hash(key) for key in keys}
    asked = (select(column).where(column.in_(hashes)) for column in naming_columns())
    known = set(connection.scalars(union_all(*asked)))
    return {key for key in keys if _hash(key) not in known}


def note_loose(connection: Connection, keys: Iterable[str], now: datetime) -> None:
    """Remember when these were found without a row; the first time counts."""
    rows = [{"key": key, "seen_at": now} for key in keys]
    if rows:
        connection.execute(insert_into(connection, loose_files).on_conflict_do_nothing(), rows)


def loose_since(connection: Connection, before: datetime) -> list[str]:
    """Return up to two hundred keys that were found without a row before this time."""
    old = select(loose_files.c.key).where(loose_files.c.seen_at < before)
    return list(connection.scalars(old.order_by(loose_files.c.seen_at).limit(_MOST)))


def settle(connection: Connection, keys: Iterable[str]) -> None:
    """Take keys off the list: they are deleted, or somebody names them again."""
    connection.execute(delete(loose_files).where(loose_files.c.key.in_(set(keys))))


def _hash(key: str) -> str:
    return key.rpartition("/")[2].partition(".")[0]
