"""Reports as the desk sees them: where one stands, moved on if nobody was quicker, its history."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import Connection, insert, select, update

from storage.ledger_rows import report_number
from storage.tables.reports import reports
from storage.tables.staff import staff
from storage.tables.triage import desk_events


@dataclass(frozen=True, slots=True)
class DeskReport:
    """Where a report stands. `state` is the intake's, `desk_state` the desk's.

    `version` counts acts and what came since; `news_at` is when something came that no clerk has
    acted on.
    """

    id: int
    day: date
    number: str
    observer_id: int
    channel: str
    state: str
    merged_into: int | None
    desk_state: str
    version: int
    news_at: datetime | None


@dataclass(frozen=True, slots=True)
class DeskEvent:
    """One act done to a report; `who` is empty where its observer did it."""

    act: str
    before: str
    after: str
    who: str
    note: str
    at: datetime


def desk_report(connection: Connection, report_id: int) -> DeskReport | None:
    """Return one report."""
    named = reports.c
    row = connection.execute(
        select(
            named.id,
            named.day,
            named.seq,
            named.observer_id,
            named.channel,
            named.state,
            named.merged_into,
            named.desk_state,
            named.desk_version,
            named.desk_news_at,
        ).where(named.id == report_id)
    ).one_or_none()
    if row is None:
        return None
    return DeskReport(
        id=row.id,
        day=row.day,
        number=report_number(row.day, row.seq),
        observer_id=row.observer_id,
        channel=row.channel,
        state=row.state,
        merged_into=row.merged_into,
        desk_state=row.desk_state,
        version=row.desk_version,
        news_at=row.desk_news_at,
    )


def report_called(connection: Connection, days: Iterable[date], seq: int) -> int | None:
    """Return the id of the newest report with this number on one of these days."""
    wanted = (reports.c.day.in_(list(days)), reports.c.seq == seq)
    newest = select(reports.c.id).where(*wanted).order_by(reports.c.day.desc()).limit(1)
    return connection.execute(newest).scalar_one_or_none()


def lock_reports(connection: Connection, report_ids: Iterable[int]) -> None:
    """Keep others off these reports until COMMIT; always in one order, so that two never wait."""
    these = select(reports.c.id).where(reports.c.id.in_(list(report_ids))).order_by(reports.c.id)
    connection.execute(these.with_for_update())


def move_report(
    connection: Connection, report: DeskReport, after: str, values: Mapping[str, Any] | None = None
) -> bool:
    """Bring a report into a state with these columns; False when it changed since it was read."""
    moved = connection.execute(
        update(reports)
        .where(reports.c.id == report.id, reports.c.desk_version == report.version)
        .values(desk_state=after, desk_version=report.version + 1, desk_news_at=None)
        .values(dict(values or {}))
    )
    return moved.rowcount == 1


def add_event(connection: Connection, report_id: int, values: Mapping[str, Any]) -> None:
    """Keep an act in the report's history."""
    connection.execute(insert(desk_events).values({**values, "report_id": report_id}))


def desk_events_of(connection: Connection, report_id: int) -> list[DeskEvent]:
    """Return what was done to a report, the oldest first."""
    columns = (desk_events.c.act, desk_events.c.before, desk_events.c.after)
    rows = connection.execute(
        select(*columns, staff.c.display_name, desk_events.c.note, desk_events.c.at)
        .join_from(desk_events, staff, staff.c.id == desk_events.c.staff_id, isouter=True)
        .where(desk_events.c.report_id == report_id)
        .order_by(desk_events.c.id)
    )
    return [DeskEvent(*row[:3], row[3] or "", *row[4:]) for row in rows]
