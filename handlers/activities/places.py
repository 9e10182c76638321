"""What a position means besides its report: being at an inspection, or a visit of a contact point.

It joins the draft that is gathering, as ever. Without one, a position that was a check-in or a
visit opens no report: an empty one for each participant would bury the inbox, and whoever reports
next says where. A second position at the same stop opens a report as ever.
(Source: issue 4 item 4.)
"""

from dataclasses import dataclass
from datetime import datetime, timedelta

from casework.activities import check_in, visiting
from casework.activities.check_in import Arrived, OnTheWay
from casework.activities.visiting import TooFar, Visit
from casework.rules import local_day
from catalogue.geography.distance import Point
from catalogue.wording import observer_activities as wording
from handlers.situation import Talk
from storage.activities.visits import points_of, take_wish, wish_for_place


@dataclass(frozen=True, slots=True)
class Meaning:
    """What to say of a position, and whether that was all it was sent for."""

    said: str = ""
    is_all: bool = False


def meaning_of(here: Point, at: datetime, talk: Talk) -> Meaning:
    """Check in or record a visit where the position (GCJ-02) is one."""
    settings, observer_id = talk.house.activities, talk.standing.observer_id
    near, lasts = settings.near.metres, timedelta(minutes=settings.visits.word_lasts_minutes)
    with talk.ledger.wire.plain() as connection:
        wished = take_wish(connection, observer_id, at - lasts)
        found = visiting.visit(connection, observer_id, here, at, near) if wished else None
        there = check_in.arrive(connection, observer_id, here, at, near)
    told = [_of_inspection(there), _of_visit(found)]
    is_all = isinstance(there, Arrived) or isinstance(found, Visit)
    return Meaning("".join(told), is_all)


def visit(at: datetime, talk: Talk) -> str:
    """Answer 走访: by the place of the draft, or by asking for one."""
    draft, observer_id = talk.standing.draft, talk.standing.observer_id
    with talk.ledger.wire.plain() as connection:
        points = points_of(connection, observer_id, local_day(at))
        if not points:
            return wording.NO_POINTS
        if all(point.point is None for point in points):
            return wording.no_point_on_the_map([point.name for point in points])
        if draft is not None and draft.latitude is not None and draft.longitude is not None:
            here, near = (draft.latitude, draft.longitude), talk.house.activities.near.metres
            found = visiting.visit(connection, observer_id, here, at, near)
            if isinstance(found, Visit):
                return _of_visit(found)
        wish_for_place(connection, observer_id, at)
    return wording.SEND_PLACE_TO_VISIT


def _of_inspection(there: Arrived | OnTheWay | None) -> str:
    match there:
        case Arrived():
            return wording.checked_in(there.inspection.title, there.stop.name)
        case OnTheWay():
            return wording.not_there_yet(there.inspection.title, there.stop.name, there.metres)
        case None:
            return ""


def _of_visit(found: Visit | TooFar | None) -> str:
    match found:
        case Visit():
            said = wording.visited if found.is_new else wording.visited_before
            return said(found.point.name)
        case TooFar():
            return wording.not_at_a_point(found.point.name, found.metres)
        case None:
            return ""
