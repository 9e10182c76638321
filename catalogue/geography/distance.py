"""How far two points near each other are, and which of several is the nearest."""

from collections.abc import Iterable
from math import cos, hypot, inf, radians
from typing import TypeVar

_METRES_PER_DEGREE = 111_320.0
Point = tuple[float, float]  # latitude and longitude in degrees, all of one system
T = TypeVar("T")


def metres_between(one: Point, other: Point) -> float:
    """Return the metres between two points, as on a plane: right to 1 % within a prefecture.

    GCJ-02 shifts neighbours alike, so two of its points are as far apart as the places are.
    """
    north = (other[0] - one[0]) * _METRES_PER_DEGREE
    east = (other[1] - one[1]) * _METRES_PER_DEGREE * cos(radians(one[0]))
    return hypot(north, east)


def nearest(here: Point, known: Iterable[tuple[T, Point]]) -> tuple[T | None, float]:
    """Return which of the known points is nearest and how many metres away; (None, inf) of none."""
    found: tuple[T | None, float] = (None, inf)
    for each, point in known:
        away = metres_between(here, point)
        if away < found[1]:
            found = (each, away)
    return found
