"""Reports of one project and county from about the same days: what may be told twice."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any, Final

from sqlalchemy import ColumnElement, Connection, Row, Select, or_, select

from storage.ledger_rows import report_number
from storage.tables.reports import reports

_MOST: Final = 200


@dataclass(frozen=True, slots=True)
class NearReport:
    """What two reports are compared by; `point` is GCJ-02 degrees."""

    id: int
    number: str
    day: date
    project: str | None
    county: str
    township: str
    point: tuple[float, float] | None
    excerpt: str
    photos: int


def near_report(connection: Connection, report_id: int) -> NearReport | None:
    """Return one report as it is compared."""
    row = connection.execute(_columns().where(reports.c.id == report_id)).one_or_none()
    return None if row is None else _read(row)


def reports_near(
    connection: Connection, mine: NearReport, days: int, also: Collection[int]
) -> list[NearReport]:
    """Return others that stand alone and are not closed: of so many days around, and `also` these.

    Without a project or a county only `also` are looked at.
    """
    span = timedelta(days=days)
    around = reports.c.day.between(mine.day - span, mine.day + span)
    alike = (reports.c.project == mine.project) & (reports.c.county == mine.county) & around
    wanted: ColumnElement[bool] = reports.c.id.in_(list(also))
    if mine.project and mine.county:
        wanted = or_(wanted, alike)
    rows = connection.execute(
        _columns()
        .where(
            wanted,
            reports.c.id != mine.id,
            reports.c.state.in_(("collecting", "received")),
            reports.c.desk_state != "closed",
        )
        .order_by(reports.c.day.desc(), reports.c.seq.desc())
        .limit(_MOST)
    )
    return [_read(row) for row in rows]


def _columns() -> Select[Any]:
    named = reports.c
    return select(
        named.id,
        named.day,
        named.seq,
        named.project,
        named.county,
        named.township,
        named.latitude,
        named.longitude,
        named.excerpt,
        named.photos,
    )


def _read(row: Row[Any]) -> NearReport:
    placed = row.latitude is not None and row.longitude is not None
    return NearReport(
        id=row.id,
        number=report_number(row.day, row.seq),
        day=row.day,
        project=row.project,
        county=row.county,
        township=row.township,
        point=(row.latitude, row.longitude) if placed else None,
        excerpt=row.excerpt,
        photos=row.photos,
    )
