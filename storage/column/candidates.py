"""What may be picked for the column: reports that ended, and good news (典型经验)."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, Final
from zoneinfo import ZoneInfo

from sqlalchemy import (
    ColumnElement,
    Connection,
    Row,
    Select,
    and_,
    delete,
    or_,
    select,
    text,
    union,
)

from storage.dialects import insert_into
from storage.ledger_rows import report_number
from storage.tables.publications import publication_reports, publishable
from storage.tables.reports import reports
from storage.tables.triage import report_outcomes

_GOOD_NEWS: Final = "praise"
_CHINA: Final = ZoneInfo("Asia/Shanghai")
_ENDED = and_(report_outcomes.c.report_id == reports.c.id, report_outcomes.c.reopened_at.is_(None))


@dataclass(frozen=True, slots=True)
class Wish:
    """What the list is to show: ended (good news: sent) from `first` up to but not `until`."""

    first: datetime
    until: datetime
    project: str = ""
    county: str = ""
    with_photos: bool = False
    marked: bool = False


@dataclass(frozen=True, slots=True)
class Candidate:
    """A report on the list; `outcome` is empty for good news that has not ended."""

    report_id: int
    number: str
    day: date
    kind: str
    project: str | None
    county: str
    township: str
    photos: int
    excerpt: str
    outcome: str
    words: str
    ended_at: datetime | None
    marked: bool
    used: bool


def candidates(connection: Connection, wish: Wish, limit: int, skip: int) -> list[Candidate]:
    """Return reports that may be picked, the newest first."""
    wanted = _may_be_picked().where(_in_time(wish))
    if wish.project:
        wanted = wanted.where(reports.c.project == wish.project)
    if wish.county:
        wanted = wanted.where(reports.c.county == wish.county)
    if wish.with_photos:
        wanted = wanted.where(reports.c.photos > 0)
    if wish.marked:
        wanted = wanted.where(publishable.c.report_id.is_not(None))
    rows = connection.execute(wanted.order_by(reports.c.id.desc()).limit(limit).offset(skip))
    return [_read(row) for row in rows]


def picked(connection: Connection, report_ids: Collection[int]) -> list[Candidate]:
    """Return those of these reports that may be picked, the oldest first."""
    wanted = _may_be_picked().where(reports.c.id.in_(report_ids)).order_by(reports.c.id)
    return [_read(row) for row in connection.execute(wanted)]


def merged_into(connection: Connection, report_ids: Collection[int]) -> list[int]:
    """Return the reports that the desk merged into these."""
    rows = select(reports.c.id).where(
        reports.c.merged_into.in_(report_ids), reports.c.desk_state == "merged"
    )
    return list(connection.scalars(rows.order_by(reports.c.id)))


def mark(connection: Connection, report_ids: Sequence[int], by: tuple[int, datetime]) -> None:
    """Tick reports as publishable (可供发布); `by` is who and when."""
    rows = [{"report_id": each, "marked_by": by[0], "marked_at": by[1]} for each in report_ids]
    statement = insert_into(connection, publishable)
    connection.execute(statement.on_conflict_do_nothing(index_elements=["report_id"]), rows)


def unmark(connection: Connection, report_id: int) -> bool:
    """Take the tick back; False where there was none."""
    gone = delete(publishable).where(publishable.c.report_id == report_id)
    return connection.execute(gone).rowcount == 1


def _may_be_picked() -> Select[Any]:
    used = select(publication_reports.c.report_id).where(
        publication_reports.c.report_id == reports.c.id
    )
    ended = report_outcomes.c
    return (
        select(
            reports,
            ended.outcome,
            ended.words,
            ended.at.label("ended_at"),
            publishable.c.report_id.label("marked"),
            used.exists().label("used"),
        )
        .join_from(reports, report_outcomes, _ENDED, isouter=True)
        .join(publishable, publishable.c.report_id == reports.c.id, isouter=True)
        .where(reports.c.state == "received", reports.c.desk_state != "merged")
        .where(or_(ended.id.is_not(None), reports.c.kind == _GOOD_NEWS))
    )


def _in_time(wish: Wish) -> ColumnElement[bool]:
    """Hold for what ended in these days, and for good news sent in them; each by its index."""
    ended = select(report_outcomes.c.report_id).where(
        report_outcomes.c.at >= wish.first, report_outcomes.c.at < wish.until
    )
    days = (wish.first.astimezone(_CHINA).date(), wish.until.astimezone(_CHINA).date())
    good_news = select(reports.c.id).where(
        text("reports.state = 'received'"),
        reports.c.day.between(*days),
        reports.c.kind == _GOOD_NEWS,
    )
    return reports.c.id.in_(union(ended, good_news))


def _read(row: Row[Any]) -> Candidate:
    return Candidate(
        report_id=row.id,
        number=report_number(row.day, row.seq),
        day=row.day,
        kind=row.kind,
        project=row.project,
        county=row.county,
        township=row.township,
        photos=row.photos,
        excerpt=row.excerpt,
        outcome=row.outcome or "",
        words=row.words or "",
        ended_at=row.ended_at,
        marked=row.marked is not None,
        used=bool(row.used),
    )
