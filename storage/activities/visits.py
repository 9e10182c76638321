"""Contact points (项目联系点) of observers, their visits, and the reports that may be visits."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, NamedTuple

from sqlalchemy import Connection, Row, and_, delete, insert, or_, select, update

from storage.dialects import insert_into
from storage.once import insert_once
from storage.tables.activities import contact_points, place_wishes, visits
from storage.tables.reports import reports

_LIVING = ("collecting", "received", "merged")
_POINT = contact_points.c


@dataclass(frozen=True, slots=True)
class NewPoint:
    """A contact point to be given to an observer; `point` is GCJ-02, empty where unknown."""

    observer_id: int
    project: str
    name: str
    point: tuple[float, float] | None
    first_day: date
    last_day: date | None


@dataclass(frozen=True, slots=True)
class ContactPoint(NewPoint):
    """A contact point as stored."""

    id: int


class NearReport(NamedTuple):
    """A report on a contact point's project by its observer: where it was, and its words."""

    point_id: int
    at: datetime
    place: tuple[float, float] | None
    words: str


def add_point(connection: Connection, new: NewPoint, staff_id: int, now: datetime) -> int:
    """Give an observer a contact point; returns its id."""
    latitude, longitude = new.point or (None, None)
    row = insert(contact_points).values(
        observer_id=new.observer_id,
        project=new.project,
        name=new.name,
        latitude=latitude,
        longitude=longitude,
        first_day=new.first_day,
        last_day=new.last_day,
        staff_id=staff_id,
        at=now,
    )
    return int(connection.execute(row.returning(_POINT.id)).scalar_one())


def end_point(connection: Connection, observer_id: int, point_id: int, last: date) -> bool:
    """Give a contact point its last day; False when it is none of theirs or begins later."""
    changed = connection.execute(
        update(contact_points)
        .where(_POINT.id == point_id, _POINT.observer_id == observer_id)
        .where(_POINT.first_day <= last)
        .values(last_day=last)
    )
    return changed.rowcount == 1


def points_of(connection: Connection, observer_id: int, today: date) -> list[ContactPoint]:
    """Return the contact points that an observer has today."""
    wanted = select(contact_points).where(_POINT.observer_id == observer_id, _is_now(today))
    return [_point(row) for row in connection.execute(wanted.order_by(_POINT.id))]


def all_points_of(connection: Connection, observer_id: int) -> list[ContactPoint]:
    """Return every contact point that an observer has or had, the newest first."""
    wanted = select(contact_points).where(_POINT.observer_id == observer_id)
    return [_point(row) for row in connection.execute(wanted.order_by(_POINT.id.desc()))]


def points_now(connection: Connection, today: date, limit: int) -> list[ContactPoint]:
    """Return everybody's contact points of today, the oldest first."""
    wanted = select(contact_points).where(_is_now(today)).order_by(_POINT.id).limit(limit)
    return [_point(row) for row in connection.execute(wanted)]


def add_visit(connection: Connection, point_id: int, day: date, at: datetime) -> bool:
    """Record that a point was visited on a day; False when that is recorded already."""
    values = {"point_id": point_id, "day": day, "at": at}
    return insert_once(connection, visits, "point_id, day", values)


def visit_days(
    connection: Connection, point_ids: Collection[int], since: date
) -> list[tuple[int, date]]:
    """Return (point, day) of what was said to be a visit from a day on."""
    rows = connection.execute(
        select(visits.c.point_id, visits.c.day).where(
            visits.c.point_id.in_(point_ids), visits.c.day >= since
        )
    )
    return [(row.point_id, row.day) for row in rows]


def reports_about(
    connection: Connection, point_ids: Collection[int], since: datetime
) -> list[NearReport]:
    """Return the reports that the points' observers sent on the points' projects since a moment."""
    rows = connection.execute(
        select(_POINT.id, reports.c.opened_at, reports.c.latitude, reports.c.longitude)
        .add_columns(reports.c.excerpt, reports.c.place_label)
        .join_from(
            contact_points,
            reports,
            and_(reports.c.observer_id == _POINT.observer_id, reports.c.project == _POINT.project),
        )
        .where(_POINT.id.in_(point_ids), reports.c.opened_at >= since)
        .where(reports.c.state.in_(_LIVING))
    )
    return [
        NearReport(row.id, row.opened_at, _place(row), f"{row.excerpt} {row.place_label}")
        for row in rows
    ]


def wish_for_place(connection: Connection, observer_id: int, at: datetime) -> None:
    """Remember that an observer's next place is meant as a visit."""
    row = insert_into(connection, place_wishes).values(observer_id=observer_id, at=at)
    wished = row.on_conflict_do_update(index_elements=[place_wishes.c.observer_id], set_={"at": at})
    connection.execute(wished)


def take_wish(connection: Connection, observer_id: int, since: datetime) -> bool:
    """Forget the wish; whether there was one from this moment on."""
    gone = delete(place_wishes).where(place_wishes.c.observer_id == observer_id)
    at = connection.scalar(gone.returning(place_wishes.c.at))
    return at is not None and at >= since


def _is_now(today: date) -> Any:
    return and_(_POINT.first_day <= today, or_(_POINT.last_day.is_(None), _POINT.last_day >= today))


def _place(row: Row[Any]) -> tuple[float, float] | None:
    return None if row.latitude is None else (row.latitude, row.longitude)


def _point(row: Row[Any]) -> ContactPoint:
    return ContactPoint(
        observer_id=row.observer_id,
        project=row.project,
        name=row.name,
        point=_place(row),
        first_day=row.first_day,
        last_day=row.last_day,
        id=row.id,
    )
