"""一次检查的成果: the reports that its people sent that day along its route.

They are only shown together here; each counts, or does not, by itself as ever. Along the route is a
report whose place is near a stop, and one without a place that was sent after its observer checked
in. (Source: issue 4 item 4; seed 《工作专报》2023年第14期: 报送观察信息40余条.)
"""

from collections.abc import Iterable, Sequence
from datetime import timedelta

from casework.activities.check_in import located
from casework.quota.quota_book import start_of
from catalogue.geography.distance import nearest
from storage.activities.inspections import Inspection, Stop
from storage.activities.outcome import DayReport, reports_between
from storage.activities.sign_ups import Participant
from storage.database import Connection

_A_DAY = timedelta(days=1)
_TOOK_PART = {"signed_up", "listed", "attended"}


def outcome(
    connection: Connection,
    inspection: Inspection,
    stops: Sequence[Stop],
    listed: Iterable[Participant],
    near_metres: int,
) -> list[DayReport]:
    """Return an inspection's reports, the oldest first."""
    people = {each.observer_id: each for each in listed if each.state in _TOOK_PART}
    known = [(number, point) for number, _, point in located(stops)]
    span = (start_of(inspection.day), start_of(inspection.day + _A_DAY))
    return [
        report
        for report in reports_between(connection, people, *span)
        if _is_along(report, known, people[report.observer_id], near_metres)
    ]


def _is_along(
    report: DayReport,
    known: Sequence[tuple[int, tuple[float, float]]],
    sender: Participant,
    near_metres: int,
) -> bool:
    if report.place is not None:
        return nearest(report.place, known)[1] <= near_metres
    return sender.checked_in_at is not None and report.at >= sender.checked_in_at
