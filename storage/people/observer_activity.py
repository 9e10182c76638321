"""What one observer has sent, counted and listed from the rows."""

from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import Connection, case, func, select

from storage.ledger_rows import report_number
from storage.tables.people import invitations
from storage.tables.reports import reports

_LIVING = ("collecting", "received")


@dataclass(frozen=True, slots=True)
class KindCount:
    """How many reports of one kind there are since two days; `kind` is empty without words."""

    kind: str
    this_month: int
    this_year: int


@dataclass(frozen=True, slots=True)
class LatestReport:
    """One report as a line of a list."""

    id: int
    number: str
    state: str
    kind: str
    project: str | None
    county: str
    excerpt: str
    opened_at: datetime
    while_suspended: bool


def count_by_kind(
    connection: Connection, observer_id: int, month: date, year: date
) -> list[KindCount]:
    """Count an observer's reports since the first of the month and of the year.

    Left out are those that were withdrawn or merged, and those sent while suspended.
    """
    in_month = func.sum(case((reports.c.day >= month, 1), else_=0))
    rows = connection.execute(
        select(reports.c.kind, in_month, func.count())
        .where(reports.c.observer_id == observer_id, reports.c.day >= year)
        .where(reports.c.state.in_(_LIVING), reports.c.while_suspended.is_(False))
        .group_by(reports.c.kind)
        .order_by(reports.c.kind)
    )
    return [KindCount(*row) for row in rows]


def latest_reports(connection: Connection, observer_id: int, limit: int) -> list[LatestReport]:
    """Return an observer's newest reports, the newest first."""
    rows = connection.execute(
        select(reports)
        .where(reports.c.observer_id == observer_id)
        .order_by(reports.c.id.desc())
        .limit(limit)
    )
    return [
        LatestReport(
            id=row.id,
            number=report_number(row.day, row.seq),
            state=row.state,
            kind=row.kind,
            project=row.project,
            county=row.county,
            excerpt=row.excerpt,
            opened_at=row.opened_at,
            while_suspended=row.while_suspended,
        )
        for row in rows
    ]


def open_invitation_until(
    connection: Connection, observer_id: int, now: datetime
) -> datetime | None:
    """Return until when an unused code of this observer works, None without one."""
    until: datetime | None = connection.execute(
        select(func.max(invitations.c.expires_at)).where(
            invitations.c.observer_id == observer_id,
            invitations.c.used_at.is_(None),
            invitations.c.expires_at > now,
        )
    ).scalar_one()
    return until
