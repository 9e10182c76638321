"""Reports of one project and county from about the same days: what may be told twice."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any, Final

from sqlalchemy import Connection, Row, Select, func, select, text

from storage.ledger_rows import report_number
from storage.tables.reports import reports

_MOST: Final = 200
_OPEN: Final = ("new", "asked", "verified", "handed")
# In the words of its partial index; with every value given, a few steps of it find them all.
_RECEIVED: Final = text("reports.state = 'received'")


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

    Without a project or a county only `also` are looked at. Of very many the nearest in time.
    """
    ids = {*also}
    if mine.project and mine.county:
        around = [mine.day + timedelta(days=each) for each in range(-days, days + 1)]
        alike = (
            reports.c.day.in_(around),
            reports.c.desk_state.in_(_OPEN),
            reports.c.county == mine.county,
            reports.c.project == mine.project,
        )
        found = select(reports.c.id).where(_RECEIVED, *alike)
        nearest = found.order_by(func.abs(reports.c.id - mine.id)).limit(_MOST)
        ids |= set(connection.scalars(nearest))
    rows = connection.execute(
        _columns()
        .where(
            reports.c.id.in_(ids - {mine.id}),
            reports.c.state.in_(("collecting", "received")),
            reports.c.desk_state.in_(_OPEN),
        )
        .order_by(reports.c.id.desc())
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
