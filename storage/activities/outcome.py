"""What the people of an inspection reported on its day."""

from collections.abc import Collection
from datetime import datetime
from typing import NamedTuple

from sqlalchemy import Connection, select

from storage.ledger_rows import report_number
from storage.tables.reports import reports

_LIVING = ("collecting", "received", "merged")
_NAMED = reports.c


class DayReport(NamedTuple):
    """One report; `place` is GCJ-02, empty where none was sent."""

    id: int
    number: str
    at: datetime
    observer_id: int
    kind: str
    project: str | None
    county: str
    words: str
    place: tuple[float, float] | None


def reports_between(
    connection: Connection, observer_ids: Collection[int], since: datetime, until: datetime
) -> list[DayReport]:
    """Return what these observers reported in [since, until), the oldest first."""
    rows = connection.execute(
        select(reports)
        .where(_NAMED.observer_id.in_(observer_ids), _NAMED.state.in_(_LIVING))
        .where(_NAMED.opened_at >= since, _NAMED.opened_at < until)
        .order_by(_NAMED.opened_at, _NAMED.id)
    )
    return [
        DayReport(
            id=row.id,
            number=report_number(row.day, row.seq),
            at=row.opened_at,
            observer_id=row.observer_id,
            kind=row.kind,
            project=row.project,
            county=row.county,
            words=row.excerpt,
            place=None if row.latitude is None else (row.latitude, row.longitude),
        )
        for row in rows
    ]
