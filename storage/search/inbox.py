"""The inbox: reports newest first, a page at a time, whatever the filter.

Pages go by id, never by offset; which reports match is `storage.search`'s to find.
(Source: mechanics §Search and lists.)
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Row, func, select

from storage.capped import COUNT_CAP, count_capped
from storage.ledger_rows import report_number
from storage.report_pages import Tags, read_tags
from storage.search.inbox_filter import InboxFilter
from storage.search.search import PAGE, matching
from storage.tables.people import observers
from storage.tables.reports import UNSEEN_URGENT, reports
from storage.tables.work import media
from storage.vault import Vault

_THUMBS = 4


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
    tags: Tags
    opened_at: datetime
    source: str
    thumbs: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class InboxPage:
    """A page, and the id from which the next one goes down; `cut` when the search stopped early.

    `total` counts the matching reports up to COUNT_CAP + 1, on the first page only; not
    `counted_all` when the search stopped before.
    """

    rows: tuple[InboxRow, ...]
    next_before: int | None
    cut: bool
    total: int | None
    counted_all: bool


def inbox_page(
    connection: Connection, vault: Vault, wanted: InboxFilter, before: int | None = None
) -> InboxPage:
    """Return up to PAGE matching reports with an id below `before`, newest first."""
    is_first = before is None
    below = newest_report_id(connection) + 1 if before is None else before
    most = COUNT_CAP + 1 if is_first else PAGE + 1
    matches = matching(connection, wanted, below, most)
    shown, has_more = matches.ids[:PAGE], len(matches.ids) > PAGE
    stopped = len(matches.ids) < most and matches.floor is not None
    return InboxPage(
        rows=_rows(connection, vault, shown),
        next_before=shown[-1] if has_more else matches.floor,
        cut=stopped and not has_more,
        total=len(matches.ids) if is_first else None,
        counted_all=not stopped,
    )


def newest_report_id(connection: Connection) -> int:
    """Return the highest id given so far, 0 when there is none."""
    return int(connection.execute(select(func.max(reports.c.id))).scalar_one() or 0)


def count_reports_after(connection: Connection, report_id: int) -> int:
    """Return how many reports are newer than this one, stopping at COUNT_CAP + 1."""
    return count_capped(connection, select(reports.c.id).where(reports.c.id > report_id))


def count_unseen_urgent(connection: Connection) -> int:
    """Return how many urgent reports nobody has taken note of, stopping at COUNT_CAP + 1."""
    alive = reports.c.state.in_(("collecting", "received"))
    return count_capped(connection, select(reports.c.id).where(UNSEEN_URGENT, alive))


def _rows(connection: Connection, vault: Vault, ids: Sequence[int]) -> tuple[InboxRow, ...]:
    rows = connection.execute(
        select(reports, observers.c.name, observers.c.group_name)
        .join_from(reports, observers)
        .where(reports.c.id.in_(ids))
        .order_by(reports.c.id.desc())
    )
    thumbs = _thumbs(connection, ids)
    return tuple(_inbox_row(vault, row, thumbs.get(row.id, ())) for row in rows)


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
        tags=read_tags(row),
        opened_at=row.opened_at,
        source=row.source,
        thumbs=thumbs,
    )
