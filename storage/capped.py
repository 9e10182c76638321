"""Counts that stop where nobody asks how many more there are, so that no page counts everything."""

from typing import Any, Final

from sqlalchemy import BindParameter, Connection, Select, func, literal, select

COUNT_CAP: Final = 1000


def count_capped(connection: Connection, chosen: Select[Any]) -> int:
    """Count what a statement finds, up to COUNT_CAP + 1."""
    some = chosen.limit(COUNT_CAP + 1).subquery()
    return int(connection.execute(select(func.count()).select_from(some)).scalar_one())


def written(value: str) -> BindParameter[str]:
    """Return a value that is written into the statement, so that a partial index is used."""
    return literal(value, literal_execute=True)
