"""Which observers a clerk means by a name or a group."""

from sqlalchemy import Connection, select

from storage.people.people import name_index
from storage.tables.people import observers
from storage.vault import Vault


def ids_by_name(connection: Connection, vault: Vault, name: str) -> tuple[int, ...]:
    """Return the ids of every observer of exactly this name, those suspended too."""
    same = observers.c.name_index == name_index(vault, name)
    return tuple(connection.execute(select(observers.c.id).where(same)).scalars())


def ids_by_group(connection: Connection, group: str) -> tuple[int, ...]:
    """Return the ids of a group's observers."""
    same = observers.c.group_name == group
    return tuple(connection.execute(select(observers.c.id).where(same)).scalars())


def group_names(connection: Connection) -> list[str]:
    """Return the names of all groups."""
    names = select(observers.c.group_name).distinct().where(observers.c.group_name != "")
    return list(connection.execute(names.order_by(observers.c.group_name)).scalars())
