"""The inbox: reports newest first, a page at a time, whatever the filter.

Pages go by id, never by offset. A filter that matches little would walk the whole table, so one
request looks at no more than SCAN reports and then offers to search on; counts look no further
either. (Source: mechanics §Search and lists.)
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Connection, Row, func, select, true

from storage.ledger_rows import report_number
from storage.tables.people import observers
from storage.tables.reports import UNSEEN_URGENT, reports
from storage.tables.work import media
from storage.vault import Vault

NO_PROJECT = "none"
PAGE = 30
COUNT_CAP = 1000
SCAN = 20_000
_THUMBS = 4


@dataclass(frozen=True, slots=True)
class InboxFilter:
    """What a clerk wants to see; an empty field asks for nothing. `project` may be NO_PROJECT."""

    project: str = ""
    kind: str = ""
    county: str = ""
    state: str = ""
    urgent: bool = False


@dataclass(frozen=True, slots=True)
class InboxRow:
    """One line of the inbox; `thumbs` are ids of up to four stored photos."""

    id: int
    number: str
    state: str
    observer: str
    group: str
    project: str | None
    kind: str
    county: str
    township: str
    urgent: bool
    urgent_seen: bool
    photos: int
    voices: int
    videos: int
    excerpt: str
    opened_at: datetime
    thumbs: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class InboxPage:
    """A page, and the id from which the next one goes down; `cut` when the search stopped early."""

    rows: tuple[InboxRow, ...]
    next_before: int | None
    cut: bool


def inbox_page(
    connection: Connection, vault: Vault, wanted: InboxFilter, before: int | None = None
) -> InboxPage:
    """Return up to PAGE matching reports with an id below `before`, newest first."""
    top = before if before is not None else newest_report_id(connection) + 1
    floor = top - SCAN
    found = connection.execute(
        select(reports, observers.c.name, observers.c.group_name)
        .join_from(reports, observers)
        .where(reports.c.id < top, reports.c.id >= floor, *_matches(wanted))
        .order_by(reports.c.id.desc())
        .limit(PAGE + 1)
    ).all()
    shown = found[:PAGE]
    thumbs = _thumbs(connection, [row.id for row in shown])
    rows = tuple(_inbox_row(vault, row, thumbs.get(row.id, ())) for row in shown)
    if len(found) > PAGE:
        return InboxPage(rows, shown[-1].id, cut=False)
    cut = floor > 1
    return InboxPage(rows, floor if cut else None, cut=cut)


def count_matching(connection: Connection, wanted: InboxFilter) -> int:
    """Count matching reports among the newest, stopping at COUNT_CAP + 1."""
    floor = newest_report_id(connection) + 1 - SCAN
    capped = (
        select(reports.c.id)
        .where(reports.c.id >= floor, *_matches(wanted))
        .limit(COUNT_CAP + 1)
        .subquery()
    )
    return int(connection.execute(select(func.count()).select_from(capped)).scalar_one())


def newest_report_id(connection: Connection) -> int:
    """Return the highest id given so far, 0 when there is none."""
    return int(connection.execute(select(func.max(reports.c.id))).scalar_one() or 0)


def count_reports_after(connection: Connection, report_id: int) -> int:
    """Return how many reports are newer than this one, stopping at COUNT_CAP + 1."""
    newer = select(reports.c.id).where(reports.c.id > report_id).limit(COUNT_CAP + 1).subquery()
    return int(connection.execute(select(func.count()).select_from(newer)).scalar_one())


def count_unseen_urgent(connection: Connection) -> int:
    """Return how many urgent reports nobody on duty has taken note of."""
    return int(
        connection.execute(
            select(func.count())
            .select_from(reports)
            .where(UNSEEN_URGENT, reports.c.state.in_(("collecting", "received")))
        ).scalar_one()
    )


def _matches(wanted: InboxFilter) -> list[ColumnElement[bool]]:
    clauses: list[ColumnElement[bool]] = []
    if wanted.project == NO_PROJECT:
        clauses.append(reports.c.project.is_(None))
    elif wanted.project:
        clauses.append(reports.c.project == wanted.project)
    exact = {
        reports.c.kind: wanted.kind,
        reports.c.county: wanted.county,
        reports.c.state: wanted.state,
    }
    clauses += [column == value for column, value in exact.items() if value]
    if wanted.urgent:
        clauses.append(reports.c.urgent == true())
    return clauses


def _thumbs(connection: Connection, report_ids: Iterable[int]) -> Mapping[int, tuple[int, ...]]:
    place = func.row_number().over(partition_by=media.c.report_id, order_by=media.c.id)
    numbered = (
        select(media.c.id, media.c.report_id, place.label("place"))
        .where(
            media.c.report_id.in_(list(report_ids)),
            media.c.kind == "photo",
            media.c.state == "stored",
        )
        .subquery()
    )
    rows = connection.execute(
        select(numbered.c.report_id, numbered.c.id)
        .where(numbered.c.place <= _THUMBS)
        .order_by(numbered.c.id)
    )
    thumbs: dict[int, tuple[int, ...]] = {}
    for report_id, media_id in rows:
        thumbs[report_id] = (*thumbs.get(report_id, ()), media_id)
    return thumbs


def _inbox_row(vault: Vault, row: Row[Any], thumbs: tuple[int, ...]) -> InboxRow:
    return InboxRow(
        id=row.id,
        number=report_number(row.day, row.seq),
        state=row.state,
        observer=vault.unseal_text(row.name, "observer.name"),
        group=row.group_name,
        project=row.project,
        kind=row.kind,
        county=row.county,
        township=row.township,
        urgent=row.urgent,
        urgent_seen=row.urgent_seen_at is not None,
        photos=row.photos,
        voices=row.voices,
        videos=row.videos,
        excerpt=row.excerpt,
        opened_at=row.opened_at,
        thumbs=thumbs,
    )
