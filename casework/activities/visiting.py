"""When contact points (项目联系点) were visited: by a report there, or by 走访 with a place.

A report of the observer on the point's project counts as a visit where it was sent near the point,
or where its words name it. That is found from the rows each time, so that a withdrawn report is no
visit. (Source: issue 4 item 4; domain §6 row 24; ADR 0018.)
"""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from casework.quota.quota_book import start_of
from casework.rules import local_day
from catalogue.geography.distance import Point, metres_between, nearest
from catalogue.quota.quota_policy import VisitRule
from storage.activities.visits import (
    ContactPoint,
    add_visit,
    points_of,
    reports_about,
    visit_days,
)
from storage.database import Connection

_DECEMBER = 12


@dataclass(frozen=True, slots=True)
class Visited:
    """A contact point with its last visit, None for none since the day asked for."""

    point: ContactPoint
    last: date | None


@dataclass(frozen=True, slots=True)
class Visit:
    """A place was at this point; `is_new` is false where today's visit was recorded before."""

    point: ContactPoint
    is_new: bool


@dataclass(frozen=True, slots=True)
class TooFar:
    """A place was at none of the points; `metres` to the nearest."""

    point: ContactPoint
    metres: float


def last_visits(
    connection: Connection, points: Collection[ContactPoint], since: date, near_metres: int
) -> list[Visited]:
    """Return each of these points with its last visit since a day."""
    by_id = {point.id: point for point in points}
    days: dict[int, list[date]] = {each: [] for each in by_id}
    for point_id, day in visit_days(connection, by_id, since):
        days[point_id].append(day)
    for report in reports_about(connection, by_id, start_of(since)):
        if _is_about(by_id[report.point_id], report.place, report.words, near_metres):
            days[report.point_id].append(local_day(report.at))
    return [Visited(point, max(_within(point, days[point.id]), default=None)) for point in points]


def visit(
    connection: Connection, observer_id: int, here: Point, at: datetime, near_metres: int
) -> Visit | TooFar | None:
    """Record a visit of the observer's contact point at a place (GCJ-02).

    None where they have none whose point is known.
    """
    points = points_of(connection, observer_id, local_day(at))
    known = [(point, point.point) for point in points if point.point is not None]
    point, metres = nearest(here, known)
    if point is None:
        return None
    if metres > near_metres:
        return TooFar(point, metres)
    return Visit(point, add_visit(connection, point.id, local_day(at), at))


def unvisited(visited: Iterable[Visited], before: date) -> list[Visited]:
    """Return the points without a visit since a day that were given before it, oldest first."""
    found = [
        each
        for each in visited
        if each.point.first_day < before and (each.last is None or each.last < before)
    ]
    return sorted(found, key=lambda each: (each.last or date.min, each.point.first_day))


def to_visit(visited: Iterable[Visited], rule: VisitRule, today: date) -> list[Visited]:
    """Return what is still to be visited in the current period, where the rule asks for visits."""
    begins = today.replace(day=1) if rule.per == "month" else date(today.year, 1, 1)
    asked = rule.each_point > 0
    return [each for each in visited if asked and (each.last is None or each.last < begins)]


def months_before(today: date, months: int) -> date:
    """Return the day so many months ago, or the last one of that month where it has no such day."""
    total = today.year * _DECEMBER + today.month - 1 - months
    first = date(total // _DECEMBER, total % _DECEMBER + 1, 1)
    following = (first + timedelta(days=31)).replace(day=1)
    return min(first.replace(day=1) + timedelta(days=today.day - 1), following - timedelta(days=1))


def _is_about(point: ContactPoint, place: Point | None, words: str, near_metres: int) -> bool:
    if place is not None and point.point is not None:
        return metres_between(place, point.point) <= near_metres
    return point.name in words


def _within(point: ContactPoint, days: Iterable[date]) -> list[date]:
    last = point.last_day or date.max
    return [day for day in days if point.first_day <= day <= last]
