"""Whom the heat map of 四个一 shows, in the order of their groups."""

from sqlalchemy import Connection, select

from storage.people.roster_list import in_order
from storage.tables.people import observers


def listed(connection: Connection, group: str, county: str) -> list[int]:
    """Return observers' ids by group and age of the entry; empty wishes leave out nobody."""
    wanted = select(observers.c.id, observers.c.group_name)
    if group:
        wanted = wanted.where(observers.c.group_name == group)
    if county:
        wanted = wanted.where(observers.c.county == county)
    rows = [(in_order(row.group_name), row.id) for row in connection.execute(wanted)]
    return [observer_id for _, observer_id in sorted(rows)]


def groups_and_counties(connection: Connection) -> tuple[list[str], list[str]]:
    """Return what there is to choose from."""
    rows = connection.execute(select(observers.c.group_name, observers.c.county).distinct()).all()
    groups = {row.group_name for row in rows if row.group_name}
    counties = {row.county for row in rows if row.county}
    return sorted(groups, key=in_order), sorted(counties)
