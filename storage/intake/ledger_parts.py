"""What the intake's statements are made of: parameters that are named and typed like columns."""

from typing import Any

from sqlalchemy import (
    BigInteger,
    BindParameter,
    Column,
    ColumnElement,
    Table,
    bindparam,
    literal_column,
)
from sqlalchemy.dialects.postgresql import Insert, insert


def same(column: Column[Any]) -> BindParameter[Any]:
    """Return the parameter that is named and typed like its column."""
    return bindparam(column.name, type_=getattr(column.type, "impl_instance", column.type))


def bound(table: Table, *names: str) -> dict[str, BindParameter[Any]]:
    """Return a parameter for each of these columns, to be set to it."""
    return {name: same(table.c[name]) for name in names}


def whole_insert(table: Table) -> Insert:
    """Return the INSERT that takes as parameters what neither the id nor a default fills."""
    columns = (column for column in table.columns if column.server_default is None)
    names = (column.name for column in columns if column.name != "id")
    return insert(table).values(bound(table, *names))


def word(text: str) -> ColumnElement[Any]:
    """Write a constant into the text: partial indexes do not see through parameters."""
    return literal_column(f"'{text}'")


ZERO: ColumnElement[Any] = literal_column("0")
NOW = bindparam("now", type_=BigInteger())
BY_ID = bindparam("id", type_=BigInteger())
