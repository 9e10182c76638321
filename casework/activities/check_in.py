"""What a position means on the day of an inspection: being there, or how far away it still is."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from casework.rules import local_day
from catalogue.geography.distance import Point, nearest
from storage.activities.inspections import Inspection, Stop, of_day, stops_of
from storage.activities.sign_ups import check_in, state_on_list
from storage.database import Connection


@dataclass(frozen=True, slots=True)
class Arrived:
    """Somebody is at a stop of this inspection, and is marked as there by it now."""

    inspection: Inspection
    stop: Stop


@dataclass(frozen=True, slots=True)
class OnTheWay:
    """Somebody on the list is not there yet; `metres` to the nearest stop."""

    inspection: Inspection
    stop: Stop
    metres: float


def arrive(
    connection: Connection, observer_id: int, here: Point, at: datetime, near_metres: int
) -> Arrived | OnTheWay | None:
    """Check somebody in where the day's inspection passes; None: none of theirs is concerned.

    `here` is GCJ-02. Who is marked already, by a place or by a clerk, is not concerned any more.
    """
    on_the_way: OnTheWay | None = None
    for inspection in of_day(connection, observer_id, local_day(at)):
        if state_on_list(connection, inspection.id, observer_id) == "attended":
            continue
        known = located(stops_of(connection, inspection.id))
        place, metres = nearest(here, [((number, stop), point) for number, stop, point in known])
        if place is None:
            continue
        number, stop = place
        if metres <= near_metres and check_in(connection, inspection.id, observer_id, number, at):
            return Arrived(inspection, stop)
        on_the_way = on_the_way or OnTheWay(inspection, stop, metres)
    return on_the_way


def located(stops: Sequence[Stop]) -> list[tuple[int, Stop, Point]]:
    """Return the stops whose point is known, each with its number on the route."""
    return [
        (number, stop, stop.point)
        for number, stop in enumerate(stops, start=1)
        if stop.point is not None
    ]
