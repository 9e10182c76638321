"""Inspections (专项检查, 集中调研) as planned, held or cancelled."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import Connection, Row, Select, insert, select, update

from storage.tables.activities import inspection_people, inspections


@dataclass(frozen=True, slots=True)
class Activity:
    """What an inspection is to be: its kind (special, survey), day, route and who joins in."""

    kind: str
    title: str
    day: date
    route: str
    units: str


@dataclass(frozen=True, slots=True)
class Inspection(Activity):
    """An inspection as stored: planned, held or cancelled."""

    id: int
    state: str


def plan_inspection(
    connection: Connection, activity: Activity, staff_id: int, now: datetime
) -> int:
    """Add an inspection and return its id."""
    values = {name: getattr(activity, name) for name in Activity.__slots__}
    row = insert(inspections).values(
        values | {"state": "planned", "created_by": staff_id, "created_at": now}
    )
    return int(connection.execute(row.returning(inspections.c.id)).scalar_one())


def set_inspection_state(connection: Connection, inspection_id: int, state: str) -> bool:
    """Mark an inspection as planned, held or cancelled; False when it is so or is none."""
    changed = connection.execute(
        update(inspections)
        .where(inspections.c.id == inspection_id, inspections.c.state != state)
        .values(state=state)
    )
    return changed.rowcount == 1


def inspections_since(connection: Connection, day: date, limit: int) -> list[Inspection]:
    """Return the inspections from a day on, the latest first."""
    wanted = select(inspections).where(inspections.c.day >= day)
    return _inspections(connection, wanted.order_by(inspections.c.day.desc()).limit(limit))


def open_inspections(connection: Connection, today: date) -> list[Inspection]:
    """Return the planned inspections from today on, the next one first."""
    wanted = select(inspections).where(inspections.c.day >= today, inspections.c.state == "planned")
    return _inspections(connection, wanted.order_by(inspections.c.day, inspections.c.id))


def planned_for(connection: Connection, observer_id: int, today: date) -> list[Inspection]:
    """Return the planned inspections from today on that have this observer on their list."""
    wanted = (
        select(inspections)
        .join(inspection_people, inspection_people.c.inspection_id == inspections.c.id)
        .where(inspection_people.c.observer_id == observer_id)
        .where(inspections.c.day >= today, inspections.c.state == "planned")
    )
    return _inspections(connection, wanted.order_by(inspections.c.day, inspections.c.id))


def inspection(connection: Connection, inspection_id: int) -> Inspection | None:
    """Return one inspection."""
    found = _inspections(connection, select(inspections).where(inspections.c.id == inspection_id))
    return found[0] if found else None


def attended(
    connection: Connection, observer_id: int, first: date, before: date
) -> list[Inspection]:
    """Return the inspections of these days that an observer attended."""
    wanted = (
        select(inspections)
        .join(inspection_people, inspection_people.c.inspection_id == inspections.c.id)
        .where(inspection_people.c.observer_id == observer_id)
        .where(inspection_people.c.state == "attended", inspections.c.state != "cancelled")
        .where(inspections.c.day >= first, inspections.c.day < before)
    )
    return _inspections(connection, wanted.order_by(inspections.c.day))


def _inspections(connection: Connection, wanted: Select[Any]) -> list[Inspection]:
    def read(row: Row[Any]) -> Inspection:
        return Inspection(row.kind, row.title, row.day, row.route, row.units, row.id, row.state)

    return [read(row) for row in connection.execute(wanted)]
