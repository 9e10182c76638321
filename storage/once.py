"""Inserting a row unless one with its unique key is there."""

from collections.abc import Mapping
from typing import Any

from sqlalchemy import Connection, Table

from storage.dialects import insert_into


def insert_once(connection: Connection, table: Table, key: str, values: Mapping[str, Any]) -> bool:
    """Insert the row; False when its unique key (columns by name, comma between) is taken.

    Asked by RETURNING: the drivers' row counts of ON CONFLICT DO NOTHING differ.
    """
    names = key.split(", ")
    statement = (
        insert_into(connection, table)
        .on_conflict_do_nothing(index_elements=names)
        .values(**values)
        .returning(table.c[names[0]])
    )
    return connection.execute(statement).first() is not None
