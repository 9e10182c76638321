"""Points and routes as a clerk types them: a stop a line, degrees as any map gives them."""

import re
from collections.abc import Sequence
from typing import Final

from catalogue.geography.county_outlines import county_at
from catalogue.geography.distance import Point
from catalogue.geography.gcj import to_gcj
from catalogue.projects import Projects
from catalogue.wording import staff_activities as wording
from storage.activities.inspections import Stop

MOST_STOPS: Final = 20
_LONGEST_NAME: Final = 60
_BETWEEN: Final = re.compile(r"[,，、;；|｜\s]+")
_DEGREES: Final = re.compile(r"\d{2,3}\.\d{2,}")
_EAST_OF: Final = 90.0  # no latitude is more, and every longitude in China less


def read_stops(text: str, projects: Projects, *, is_gcj: bool) -> list[Stop]:
    """Return the stops of a route, one a line: name, project and point, the last two optional.

    `is_gcj`: the degrees come from WeChat's or another Chinese map, else from 天地图 or a GPS
    device (WGS-84). Raises ValueError with the sentence for the clerk.
    """
    lines = [line.strip() for line in text.splitlines() if line.strip()]
    if len(lines) > MOST_STOPS:
        raise ValueError(wording.too_many_stops(MOST_STOPS))
    return [_stop(line, projects, is_gcj=is_gcj) for line in lines]


def read_point(text: str, *, is_gcj: bool) -> Point | None:
    """Return a point in GCJ-02, None for nothing typed; raises ValueError as `read_stops`."""
    words = [word for word in _BETWEEN.split(text.strip()) if word]
    if not words:
        return None
    if len(words) != 2 or not all(map(_DEGREES.fullmatch, words)):  # noqa: PLR2004 - two degrees
        raise ValueError(wording.bad_point(text.strip()))
    return _point(words, is_gcj=is_gcj)


def typed(stops: Sequence[Stop], projects: Projects) -> str:
    """Return stops as a clerk would type them, in GCJ-02."""
    return "\n".join(_typed(stop, projects) for stop in stops)


def _stop(line: str, projects: Projects, *, is_gcj: bool) -> Stop:
    words = [word for word in _BETWEEN.split(line) if word]
    degrees = [word for word in words if _DEGREES.fullmatch(word)]
    rest = [word for word in words if word not in degrees]
    if not rest or len(degrees) not in {0, 2}:
        raise ValueError(wording.bad_stop(line))
    project = _project(rest[-1], projects) if len(rest) > 1 else None
    name = "".join(rest[:-1] if project else rest)[:_LONGEST_NAME]
    return Stop(name, project, _point(degrees, is_gcj=is_gcj) if degrees else None)


def _point(words: Sequence[str], *, is_gcj: bool) -> Point:
    first, second = map(float, words)
    latitude, longitude = (second, first) if first > _EAST_OF else (first, second)
    point = (latitude, longitude) if is_gcj else to_gcj(latitude, longitude)
    if county_at(*point) is None:
        raise ValueError(wording.bad_point(" ".join(words)))
    return point


def _project(word: str, projects: Projects) -> str | None:
    for project in projects:
        if word in {project.short, project.name, project.code}:
            return project.code
    return None


def _typed(stop: Stop, projects: Projects) -> str:
    known = stop.project is not None and stop.project in projects
    project = projects.by_code(stop.project or "").short if known else ""
    point = f"{stop.point[0]:.6f},{stop.point[1]:.6f}" if stop.point else ""
    return "，".join(filter(None, (stop.name, project, point)))
