"""The form of an inspection: what a clerk typed, read and checked."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from werkzeug.datastructures import MultiDict

from casework.activities.points import read_stops, typed
from casework.people.observer_form import read_day
from catalogue.projects import Projects
from catalogue.wording import staff_activities as wording
from storage.activities.audience import Audience
from storage.activities.inspections import Activity, Inspection, Stop

_LONGEST_TITLE: Final = 120
_LONGEST_TEXT: Final = 400
_LONGEST_PLACE: Final = 120
_TIME: Final = re.compile(r"([01]?\d|2[0-3])[:：]([0-5]\d)")
_TYPED: Final = ("title", "day", "meeting_time", "meeting_place", "route", "units")


@dataclass(frozen=True, slots=True)
class TypedInspection:
    """What stands in the form."""

    title: str = ""
    kind: str = "special"
    day: str = ""
    meeting_time: str = ""
    meeting_place: str = ""
    route: str = ""
    units: str = ""
    map: str = "gcj"
    groups: Sequence[str] = ()
    counties: Sequence[str] = ()


def typed_inspection(form: MultiDict[str, str]) -> TypedInspection:
    """Return what was sent."""
    values = {name: form.get(name, "").strip() for name in _TYPED}
    return TypedInspection(
        **values,
        kind="survey" if form.get("kind") == "survey" else "special",
        map="wgs" if form.get("map") == "wgs" else "gcj",
        groups=tuple(filter(None, form.getlist("group"))),
        counties=tuple(filter(None, form.getlist("county"))),
    )


def stored(inspection: Inspection, stops: Sequence[Stop], projects: Projects) -> TypedInspection:
    """Return the form as a stored inspection fills it."""
    return TypedInspection(
        title=inspection.title,
        kind=inspection.kind,
        day=inspection.day.isoformat(),
        meeting_time=inspection.meeting_time,
        meeting_place=inspection.meeting_place,
        route=typed(stops, projects) or inspection.route,
        units=inspection.units,
        groups=inspection.audience.groups,
        counties=inspection.audience.counties,
    )


def read_inspection(form: TypedInspection, projects: Projects) -> tuple[Activity, list[Stop]]:
    """Return the inspection and its stops; raises ValueError with the sentence for the clerk."""
    if not form.title:
        raise ValueError(wording.TITLE_MISSING)
    stops = read_stops(form.route, projects, is_gcj=form.map == "gcj")
    try:
        day = read_day(form.day)
    except ValueError as error:
        raise ValueError(wording.BAD_DAY) from error
    if day is None:
        raise ValueError(wording.BAD_DAY)
    activity = Activity(
        kind=form.kind,
        title=form.title[:_LONGEST_TITLE],
        day=day,
        route=wording.ROUTE_ARROW.join(stop.name for stop in stops)[:_LONGEST_TEXT],
        units=form.units[:_LONGEST_TEXT],
        meeting_time=_time(form.meeting_time),
        meeting_place=form.meeting_place[:_LONGEST_PLACE],
        audience=Audience(tuple(form.groups), tuple(form.counties)),
    )
    return activity, stops


def _time(text: str) -> str:
    if not text:
        return ""
    found = _TIME.fullmatch(text)
    if found is None:
        raise ValueError(wording.BAD_TIME)
    return f"{int(found[1])}:{found[2]}"
