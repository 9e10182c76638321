"""What observers have handed in towards 四个一, read from the rows: reports, inspections, essays.

A report counts while it is alive, or merged into somebody else's (one clue then, and still a piece
of each); merged into the observer's own it is part of that one. What was sent while suspended does
not count. (Source: domain §5.6 items 26 and 28.)
"""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, Final, NamedTuple

from sqlalchemy import ColumnElement, Connection, Row, and_, false, func, or_, select

from storage.ledger_rows import report_number
from storage.tables.activities import inspection_people, inspections
from storage.tables.essays import essays
from storage.tables.people import observers
from storage.tables.quota import report_reviews, second_parts
from storage.tables.reports import reports
from storage.vault import Vault

_INTO: Final = reports.alias("into_report")


class ReportPiece(NamedTuple):
    """One report that may count, with the clerk's newest verdict ("" for none)."""

    id: int
    observer_id: int
    at: datetime
    kind: str
    project: str | None
    second: tuple[str, ...] = ()
    verdict: str = ""
    decided_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class ReportTold:
    """One report as a line of the 工作台账; `reason` is the office's newest word, "" for none."""

    id: int
    number: str
    at: datetime
    state: str
    into_own: bool
    while_suspended: bool
    kind: str
    project: str | None
    county: str
    excerpt: str
    reason: str


class Attendance(NamedTuple):
    """Somebody was there."""

    inspection_id: int
    observer_id: int
    day: date


class EssayPiece(NamedTuple):
    """One essay; `state` is submitted, accepted or returned."""

    id: int
    observer_id: int
    at: datetime
    state: str
    decided_at: datetime | None


def with_rejections(connection: Connection, observer_ids: Collection[int]) -> set[int]:
    """Return who of these ever had a piece rejected: only their whole history has to be read."""
    rejected = (
        select(reports.c.observer_id)
        .join(report_reviews, report_reviews.c.report_id == reports.c.id)
        .where(reports.c.observer_id.in_(observer_ids), report_reviews.c.verdict == "rejected")
    )
    returned = select(essays.c.observer_id).where(
        essays.c.observer_id.in_(observer_ids), essays.c.state == "returned"
    )
    return set(connection.scalars(rejected)) | set(connection.scalars(returned))


def report_pieces(
    connection: Connection,
    observer_ids: Collection[int],
    since: datetime | None = None,
    until: datetime | None = None,
) -> list[ReportPiece]:
    """Return these observers' reports that were opened in [since, until)."""
    wanted = and_(
        reports.c.observer_id.in_(observer_ids),
        reports.c.while_suspended == false(),
        *_within(reports.c.opened_at, since, until),
    )
    seconds = _seconds(connection, wanted)
    verdicts = _verdicts(connection, wanted)
    columns = (reports.c.id, reports.c.observer_id, reports.c.opened_at)
    rows = connection.execute(
        select(*columns, reports.c.kind, reports.c.project)
        .join_from(reports, _INTO, _INTO.c.id == reports.c.merged_into, isouter=True)
        .where(wanted, _is_alive())
    )
    return [
        ReportPiece(*row, seconds.get(row.id, ()), *verdicts.get(row.id, ("", None)))
        for row in rows
    ]


def report_piece(connection: Connection, report_id: int) -> ReportPiece | None:
    """Return one report as a piece, whatever has become of it; None for an unknown one."""
    wanted = reports.c.id == report_id
    columns = (reports.c.id, reports.c.observer_id, reports.c.opened_at)
    row = connection.execute(
        select(*columns, reports.c.kind, reports.c.project).where(wanted)
    ).one_or_none()
    if row is None:
        return None
    seconds, verdicts = _seconds(connection, wanted), _verdicts(connection, wanted)
    return ReportPiece(*row, seconds.get(report_id, ()), *verdicts.get(report_id, ("", None)))


def attendances(
    connection: Connection, observer_ids: Collection[int], first: date, last: date
) -> list[Attendance]:
    """Return who attended which inspection on these days, both included."""
    rows = connection.execute(
        select(inspections.c.id, inspection_people.c.observer_id, inspections.c.day)
        .join_from(inspection_people, inspections)
        .where(
            inspection_people.c.observer_id.in_(observer_ids),
            inspection_people.c.state == "attended",
            inspections.c.state != "cancelled",
            inspections.c.day.between(first, last),
        )
    )
    return [Attendance(*row) for row in rows]


def essay_pieces(
    connection: Connection,
    observer_ids: Collection[int],
    since: datetime | None = None,
    until: datetime | None = None,
) -> list[EssayPiece]:
    """Return these observers' essays handed in in [since, until)."""
    columns = (essays.c.id, essays.c.observer_id, essays.c.handed_in_at, essays.c.state)
    rows = connection.execute(
        select(*columns, essays.c.decided_at).where(
            essays.c.observer_id.in_(observer_ids), *_within(essays.c.handed_in_at, since, until)
        )
    )
    return [EssayPiece(*row) for row in rows]


def names_and_groups(
    connection: Connection, vault: Vault, observer_ids: Collection[int]
) -> dict[int, tuple[str, str]]:
    """Return {observer id: (name, group)}."""
    named = observers.c
    rows = connection.execute(
        select(named.id, named.name, named.group_name).where(named.id.in_(observer_ids))
    )
    return {row.id: (vault.unseal_text(row.name, "observer.name"), row.group_name) for row in rows}


def ids_on_page(connection: Connection, group: str | None, after: int, limit: int) -> list[int]:
    """Return observers' ids by age of the entry, of one group or (None) of all, beyond `after`."""
    wanted = select(observers.c.id).where(observers.c.id > after)
    if group is not None:
        wanted = wanted.where(observers.c.group_name == group)
    return list(connection.scalars(wanted.order_by(observers.c.id).limit(limit)))


def reports_told(
    connection: Connection,
    observer_id: int,
    since: datetime,
    until: datetime,
    also: Collection[int] = (),
) -> list[ReportTold]:
    """Return all of an observer's reports of a time, and `also` these, whatever they count for."""
    wanted = or_(and_(*_within(reports.c.opened_at, since, until)), reports.c.id.in_(also))
    mine = (reports.c.observer_id == observer_id, wanted)
    reason = (
        select(report_reviews.c.reason)
        .where(report_reviews.c.report_id == reports.c.id)
        .order_by(report_reviews.c.id.desc())
        .limit(1)
        .scalar_subquery()
    )
    into_own = and_(reports.c.state == "merged", _INTO.c.observer_id == reports.c.observer_id)
    rows = connection.execute(
        select(reports, into_own.label("into_own"), reason.label("reason"))
        .join_from(reports, _INTO, _INTO.c.id == reports.c.merged_into, isouter=True)
        .where(*mine)
        .order_by(reports.c.opened_at, reports.c.id)
    )
    return [_told(row) for row in rows]


def _told(row: Row[Any]) -> ReportTold:
    return ReportTold(
        id=row.id,
        number=report_number(row.day, row.seq),
        at=row.opened_at,
        state=row.state,
        into_own=bool(row.into_own),
        while_suspended=row.while_suspended,
        kind=row.kind,
        project=row.project,
        county=row.county,
        excerpt=row.excerpt,
        reason=row.reason or "",
    )


def _is_alive() -> ColumnElement[bool]:
    merged = and_(reports.c.state == "merged", _INTO.c.observer_id != reports.c.observer_id)
    return or_(reports.c.state.in_(("collecting", "received")), merged)


def _within(
    column: ColumnElement[Any], since: datetime | None, until: datetime | None
) -> list[ColumnElement[bool]]:
    bounds = [] if since is None else [column >= since]
    return bounds if until is None else [*bounds, column < until]


def _seconds(connection: Connection, wanted: ColumnElement[bool]) -> dict[int, tuple[str, ...]]:
    rows = connection.execute(
        select(second_parts.c.report_id, second_parts.c.code)
        .join_from(second_parts, reports)
        .where(wanted)
        .order_by(second_parts.c.code)
    )
    found: dict[int, tuple[str, ...]] = {}
    for row in rows:
        found[row.report_id] = (*found.get(row.report_id, ()), row.code)
    return found


def _verdicts(
    connection: Connection, wanted: ColumnElement[bool]
) -> dict[int, tuple[str, datetime]]:
    newest = (
        select(func.max(report_reviews.c.id))
        .join_from(report_reviews, reports)
        .where(wanted)
        .group_by(report_reviews.c.report_id)
    )
    columns = (report_reviews.c.report_id, report_reviews.c.verdict, report_reviews.c.at)
    rows = connection.execute(select(*columns).where(report_reviews.c.id.in_(newest)))
    return {row.report_id: (row.verdict, row.at) for row in rows}
