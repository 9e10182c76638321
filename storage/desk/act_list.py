"""The record of deeds, page by page, newest first."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import ColumnElement, Connection, select

from storage.tables.staff import staff, staff_acts


@dataclass(frozen=True, slots=True)
class ActAsked:
    """What is asked for; empty fields ask for everything. Times are [since, until)."""

    staff_id: int | None = None
    act: str = ""
    target: str = ""
    since: datetime | None = None
    until: datetime | None = None


@dataclass(frozen=True, slots=True)
class ActLine:
    """One deed; `who` is empty for the service itself, `seal` None while it waits for its seal."""

    id: int
    who: str
    act: str
    target: str
    detail: str
    at: datetime
    seal: int | None


def act_page(
    connection: Connection, asked: ActAsked, before: int | None, limit: int
) -> list[ActLine]:
    """Return up to `limit` deeds older than row `before`, newest first."""
    c = staff_acts.c
    rows = connection.execute(
        select(c.id, staff.c.display_name, c.act, c.target, c.detail, c.at, c.sealed_in)
        .join_from(staff_acts, staff, staff.c.id == c.staff_id, isouter=True)
        .where(*_wanted(asked), *([c.id < before] if before else []))
        .order_by(c.id.desc())
        .limit(limit)
    )
    return [
        ActLine(r.id, r.display_name or "", r.act, r.target, r.detail, r.at, r.sealed_in)
        for r in rows
    ]


def _wanted(asked: ActAsked) -> list[ColumnElement[bool]]:
    c = staff_acts.c
    wanted: list[ColumnElement[bool]] = []
    if asked.staff_id is not None:
        wanted.append(c.staff_id == asked.staff_id)
    if asked.act:
        wanted.append(c.act == asked.act)
    if asked.target:
        wanted.append(c.target == asked.target)
    if asked.since:
        wanted.append(c.at >= asked.since)
    if asked.until:
        wanted.append(c.at < asked.until)
    return wanted
