"""Inspections (专项检查, 集中调研), planned, held or cancelled, and the stops of their routes."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import Connection, Row, Select, delete, insert, select, update

from storage.activities.audience import EVERYBODY, Audience, read_audience, written
from storage.tables.activities import inspection_people, inspection_stops, inspections

_ON_THE_LIST = ("signed_up", "listed", "attended")


@dataclass(frozen=True, slots=True)
class Activity:
    """What an inspection is to be.

    `kind` is special or survey, `route` where it goes in words, `units` who joins in,
    `meeting_time` as 8:30 or empty, `audience` who may sign up and is invited.
    """

    kind: str
    title: str
    day: date
    route: str
    units: str
    meeting_time: str = ""
    meeting_place: str = ""
    audience: Audience = EVERYBODY


@dataclass(frozen=True, slots=True)
class Inspection(Activity):
    """An inspection as stored: planned, held or cancelled.

    `version` counts its changes; `invited_at` is empty while nobody has been told of it.
    """

    id: int = 0
    state: str = "planned"
    version: int = 0
    invited_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Stop:
    """One stop of a route; `point` is GCJ-02 (latitude, longitude), empty where nobody knows."""

    name: str
    project: str | None = None
    point: tuple[float, float] | None = None


def plan_inspection(
    connection: Connection, activity: Activity, staff_id: int, now: datetime
) -> int:
    """Add an inspection and return its id."""
    row = insert(inspections).values(
        **_values(activity), state="planned", created_by=staff_id, created_at=now
    )
    return int(connection.execute(row.returning(inspections.c.id)).scalar_one())


def change_inspection(
    connection: Connection, inspection_id: int, seen: int, activity: Activity
) -> bool:
    """Write an inspection anew; False when it is cancelled or no longer of the version `seen`."""
    changed = connection.execute(
        update(inspections)
        .where(inspections.c.id == inspection_id, inspections.c.version == seen)
        .where(inspections.c.state != "cancelled")
        .values(**_values(activity), version=seen + 1)
    )
    return changed.rowcount == 1


def set_stops(connection: Connection, inspection_id: int, stops: Sequence[Stop]) -> None:
    """Write the stops of a route, in its order."""
    mine = inspection_stops.c.inspection_id == inspection_id
    connection.execute(delete(inspection_stops).where(mine))
    rows = [
        {
            "inspection_id": inspection_id,
            "place": place,
            "name": stop.name,
            "project": stop.project,
            "latitude": stop.point[0] if stop.point else None,
            "longitude": stop.point[1] if stop.point else None,
        }
        for place, stop in enumerate(stops, start=1)
    ]
    if rows:
        connection.execute(insert(inspection_stops), rows)


def stops_of(connection: Connection, inspection_id: int) -> list[Stop]:
    """Return the stops of a route, in its order."""
    rows = connection.execute(
        select(inspection_stops)
        .where(inspection_stops.c.inspection_id == inspection_id)
        .order_by(inspection_stops.c.place)
    )
    return [Stop(row.name, row.project, _point(row)) for row in rows]


def mark_invited(connection: Connection, inspection_id: int, now: datetime) -> bool:
    """Note that people are told of an inspection; False when they were, or it is not planned."""
    changed = connection.execute(
        update(inspections)
        .where(inspections.c.id == inspection_id, inspections.c.state == "planned")
        .where(inspections.c.invited_at.is_(None))
        .values(invited_at=now)
    )
    return changed.rowcount == 1


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


def planned_from(connection: Connection, today: date) -> list[Inspection]:
    """Return the planned inspections from today on, the next one first."""
    wanted = select(inspections).where(inspections.c.day >= today, inspections.c.state == "planned")
    return _inspections(connection, wanted.order_by(inspections.c.day, inspections.c.id))


def planned_for(connection: Connection, observer_id: int, today: date) -> list[Inspection]:
    """Return the planned inspections from today on that have this observer on their list."""
    wanted = _of(observer_id, ("signed_up", "listed")).where(
        inspections.c.day >= today, inspections.c.state == "planned"
    )
    return _inspections(connection, wanted.order_by(inspections.c.day, inspections.c.id))


def of_day(connection: Connection, observer_id: int, day: date) -> list[Inspection]:
    """Return the day's inspections that have this observer on their list."""
    wanted = _of(observer_id, _ON_THE_LIST).where(
        inspections.c.day == day, inspections.c.state != "cancelled"
    )
    return _inspections(connection, wanted.order_by(inspections.c.id))


def attended(
    connection: Connection, observer_id: int, first: date, before: date
) -> list[Inspection]:
    """Return the inspections of these days that an observer attended."""
    wanted = _of(observer_id, ("attended",)).where(
        inspections.c.state != "cancelled",
        inspections.c.day >= first,
        inspections.c.day < before,
    )
    return _inspections(connection, wanted.order_by(inspections.c.day))


def inspection(connection: Connection, inspection_id: int) -> Inspection | None:
    """Return one inspection."""
    found = _inspections(connection, select(inspections).where(inspections.c.id == inspection_id))
    return found[0] if found else None


def _of(observer_id: int, states: Sequence[str]) -> Select[Any]:
    return (
        select(inspections)
        .join(inspection_people, inspection_people.c.inspection_id == inspections.c.id)
        .where(inspection_people.c.observer_id == observer_id)
        .where(inspection_people.c.state.in_(states))
    )


def _values(activity: Activity) -> dict[str, Any]:
    values = {name: getattr(activity, name) for name in Activity.__slots__}
    return values | {"audience": written(activity.audience)}


def _point(row: Row[Any]) -> tuple[float, float] | None:
    return None if row.latitude is None else (row.latitude, row.longitude)


def _inspections(connection: Connection, wanted: Select[Any]) -> list[Inspection]:
    return [
        Inspection(
            kind=row.kind,
            title=row.title,
            day=row.day,
            route=row.route,
            units=row.units,
            meeting_time=row.meeting_time,
            meeting_place=row.meeting_place,
            audience=read_audience(row.audience),
            id=row.id,
            state=row.state,
            version=row.version,
            invited_at=row.invited_at,
        )
        for row in connection.execute(wanted)
    ]
