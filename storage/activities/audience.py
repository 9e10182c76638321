"""Whom an activity is meant for: everybody, or the people of some groups and counties."""

import json
from collections.abc import Iterator
from dataclasses import dataclass

from sqlalchemy import Connection, or_, select, true

from storage.tables.people import observers


@dataclass(frozen=True, slots=True)
class Audience:
    """The people of these groups and of these counties; without any of both, everybody."""

    groups: tuple[str, ...] = ()
    counties: tuple[str, ...] = ()

    def has(self, group: str, county: str) -> bool:
        """Whether somebody of this group and county belongs to it."""
        everybody = not (self.groups or self.counties)
        return everybody or group in self.groups or county in self.counties


EVERYBODY = Audience()
_PAGE = 500


def written(audience: Audience) -> str:
    """Return an audience as its column holds it."""
    if audience == EVERYBODY:
        return ""
    held = {"groups": audience.groups, "counties": audience.counties}
    return json.dumps(held, ensure_ascii=False)


def read_audience(text: str) -> Audience:
    """Read the column."""
    held = json.loads(text) if text else {}
    return Audience(tuple(held.get("groups", ())), tuple(held.get("counties", ())))


def members(connection: Connection, audience: Audience) -> Iterator[list[int]]:
    """Yield the ids of an audience's observers, some hundred at a time."""
    named, after = observers.c, 0
    meant = or_(named.group_name.in_(audience.groups), named.county.in_(audience.counties))
    wanted = true() if audience == EVERYBODY else meant
    while True:
        page = select(named.id).where(named.id > after, wanted).order_by(named.id).limit(_PAGE)
        ids = list(connection.scalars(page))
        if not ids:
            return
        yield ids
        after = ids[-1]


def group_and_county(connection: Connection, observer_id: int) -> tuple[str, str]:
    """Return where an observer belongs. Raises NoResultFound for an unknown one."""
    row = connection.execute(
        select(observers.c.group_name, observers.c.county).where(observers.c.id == observer_id)
    ).one()
    return row.group_name, row.county


def counties_of_observers(connection: Connection) -> list[str]:
    """Return the counties that observers belong to."""
    return list(
        connection.scalars(select(observers.c.county).distinct().order_by(observers.c.county))
    )
