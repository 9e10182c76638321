"""The board's queues: what a clerk works through, in order, whatever else is stored.

Each queue reads one partial index in its order and stops at a page, so a million reports cost what
forty do. (Source: issue 5 item 1 and §How far it must reach.)
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final, Literal

from sqlalchemy import ColumnElement, Connection, Row, Select, and_, or_, select, true

from storage.capped import COUNT_CAP, count_capped
from storage.ledger_rows import report_number
from storage.search.inbox_filter import NO_PROJECT
from storage.tables.reports import ON_THE_DESK, reports

Queue = Literal["new", "asked", "verified", "handed"]
QUEUES: Final[tuple[Queue, ...]] = ("new", "asked", "verified", "handed")
PAGE: Final = 40
_IS_NEWS: Final = reports.c.desk_news_at.is_not(None)


@dataclass(frozen=True, slots=True)
class BoardRow:
    """One report in a queue; `has_news`: something came since a clerk last acted on it."""

    id: int
    number: str
    desk_state: str
    version: int
    has_news: bool
    urgent: bool
    kind: str
    project: str | None
    county: str
    township: str
    photos: int
    voices: int
    excerpt: str
    opened_at: datetime


@dataclass(frozen=True, slots=True)
class BoardFilter:
    """What of a queue is shown; an empty field asks for nothing, `project` may be NO_PROJECT."""

    county: str = ""
    project: str = ""


_ALL: Final = BoardFilter()


@dataclass(frozen=True, slots=True)
class BoardPage:
    """A page of a queue; `more` is the id after which the next page goes on."""

    rows: tuple[BoardRow, ...]
    more: int | None


def board_page(
    connection: Connection, queue: Queue, wanted: BoardFilter = _ALL, after: int = 0
) -> BoardPage:
    """Return a page of a queue: urgent ones first, then the oldest; of `new`, news on top."""
    waiting = _waiting(connection, queue, wanted, after)
    in_order = waiting.order_by(reports.c.urgent.desc(), reports.c.id).limit(PAGE + 1)
    ids = list(connection.scalars(in_order))
    found = _rows(connection, ids[:PAGE])
    shown, more = [found[each] for each in ids[:PAGE]], len(ids) > PAGE
    last = ids[PAGE - 1] if more else None
    if queue == "new" and not after:
        news = _news(connection, wanted)
        on_top = {row.id for row in news}
        shown = [*news, *(row for row in shown if row.id not in on_top)]
    return BoardPage(tuple(shown), last)


def count_board(
    connection: Connection, queues: Sequence[Queue] = QUEUES, wanted: BoardFilter = _ALL
) -> dict[Queue, int]:
    """Count each queue up to COUNT_CAP + 1; news counts where its report stands."""
    counts: dict[Queue, int] = {}
    for queue in queues:
        counts[queue] = count_capped(connection, _in_queue(queue, wanted))
    return counts


def _in_queue(queue: Queue, wanted: BoardFilter) -> Select[int]:
    """Choose ids by what stands in the queue's index: it alone answers."""
    chosen = select(reports.c.id).where(ON_THE_DESK, reports.c.desk_state == queue)
    return chosen.where(*_asked(wanted))


def _asked(wanted: BoardFilter) -> list[ColumnElement[bool]]:
    asked: list[ColumnElement[bool]] = []
    if wanted.county:
        asked.append(reports.c.county == wanted.county)
    if wanted.project == NO_PROJECT:
        asked.append(reports.c.project.is_(None))
    elif wanted.project:
        asked.append(reports.c.project == wanted.project)
    return asked


def _waiting(connection: Connection, queue: Queue, wanted: BoardFilter, after: int) -> Select[int]:
    chosen = _in_queue(queue, wanted)
    if not after:
        return chosen
    was_urgent = connection.execute(
        select(reports.c.urgent).where(reports.c.id == after)
    ).scalar_one_or_none()
    beyond = and_(reports.c.urgent == bool(was_urgent), reports.c.id > after)
    if was_urgent:
        return chosen.where(or_(beyond, reports.c.urgent != true()))
    return chosen.where(beyond)


def _news(connection: Connection, wanted: BoardFilter) -> list[BoardRow]:
    gathered = reports.c.state.in_(("received", "collecting"))
    oldest = select(reports.c.id).where(_IS_NEWS).order_by(reports.c.desk_news_at)
    # Their limit keeps the database from walking through a county's reports instead.
    news = reports.c.id.in_(oldest.limit(COUNT_CAP).scalar_subquery())
    rows = connection.execute(
        select(reports)
        .where(news, gathered, *_asked(wanted))
        .order_by(reports.c.desk_news_at, reports.c.id)
        .limit(PAGE)
    )
    return [_row(row) for row in rows]


def _rows(connection: Connection, ids: Sequence[int]) -> dict[int, BoardRow]:
    rows = connection.execute(select(reports).where(reports.c.id.in_(ids)))
    return {row.id: _row(row) for row in rows}


def _row(row: Row[Any]) -> BoardRow:
    return BoardRow(
        id=row.id,
        number=report_number(row.day, row.seq),
        desk_state=row.desk_state,
        version=row.desk_version,
        has_news=row.desk_news_at is not None,
        urgent=row.urgent,
        kind=row.kind,
        project=row.project,
        county=row.county,
        township=row.township,
        photos=row.photos,
        voices=row.voices,
        excerpt=row.excerpt,
        opened_at=row.opened_at,
    )
