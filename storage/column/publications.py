"""Pieces for the column as rows: read, begin, save, move on if nobody was quicker."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, Final

from sqlalchemy import Connection, Row, delete, func, insert, select, update

from storage.ledger_rows import report_number
from storage.photos.outgoing import OutgoingPhotos
from storage.tables.publications import publication_photos, publication_reports, publications
from storage.tables.reports import reports
from storage.tables.work import media

PUBLICATION_PHOTOS: Final = OutgoingPhotos(publication_photos, "publication_id")


@dataclass(frozen=True, slots=True)
class Publication:
    """One piece. `submitted_by` and `approved_by` stand from their act on, until it is reopened."""

    id: int
    state: str
    version: int
    title: str
    text: str
    outlet: str
    written_by: int
    made_at: datetime
    submitted_by: int | None
    approved_by: int | None
    approved_at: datetime | None
    handed_on: date | None
    published_on: date | None
    link: str


@dataclass(frozen=True, slots=True)
class Source:
    """A report that a piece is made from; `photos` are those of its photos in the piece."""

    report_id: int
    observer_id: int
    number: str
    day: date
    state: str
    words_used: bool
    photos: tuple[int, ...]

    @property
    def is_used(self) -> bool:
        """Whether anything of its observer's is in the piece."""
        return self.words_used or bool(self.photos)


def publication(
    connection: Connection, publication_id: int, *, hold: bool = False
) -> Publication | None:
    """Return one piece; `hold` keeps others off it until COMMIT."""
    wanted = select(publications).where(publications.c.id == publication_id)
    row = connection.execute(wanted.with_for_update() if hold else wanted).one_or_none()
    return None if row is None else _read(row)


def add_publication(
    connection: Connection, words: tuple[str, str, str], by: tuple[int, datetime]
) -> int:
    """Begin a piece of (title, text, outlet); `by` is who and when. Its reports come after."""
    title, text, outlet = words
    values = {"state": "draft", "version": 0, "title": title, "text": text, "outlet": outlet}
    values |= {"written_by": by[0], "made_at": by[1], "link": ""}
    added = insert(publications).values(values).returning(publications.c.id)
    return int(connection.execute(added).scalar_one())


def move_publication(
    connection: Connection, held: Publication, state: str, values: Mapping[str, Any]
) -> bool:
    """Move a piece on; False when somebody changed it since `held` was read."""
    changed = connection.execute(
        update(publications)
        .where(publications.c.id == held.id, publications.c.version == held.version)
        .values(state=state, version=held.version + 1, **values)
    )
    return changed.rowcount == 1


def add_sources(connection: Connection, publication_id: int, sources: Mapping[int, bool]) -> None:
    """Take {report: whether its words are used} into a piece."""
    rows = [
        {"publication_id": publication_id, "report_id": report_id, "words_used": used}
        for report_id, used in sources.items()
    ]
    connection.execute(insert(publication_reports), rows)


def use_words(connection: Connection, publication_id: int, report_ids: Collection[int]) -> None:
    """Say of which of its reports a piece holds the words."""
    rows = publication_reports
    connection.execute(
        update(rows)
        .where(rows.c.publication_id == publication_id)
        .values(words_used=rows.c.report_id.in_(report_ids))
    )


def sources_of(connection: Connection, publication_id: int) -> list[Source]:
    """Return the reports of a piece, the oldest first."""
    rows = connection.execute(
        select(reports, publication_reports.c.words_used)
        .join_from(publication_reports, reports)
        .where(publication_reports.c.publication_id == publication_id)
        .order_by(reports.c.id)
    )
    chosen = _photos_by_report(connection, publication_id)
    return [
        Source(
            row.id,
            row.observer_id,
            report_number(row.day, row.seq),
            row.day,
            row.state,
            row.words_used,
            tuple(chosen.get(row.id, ())),
        )
        for row in rows
    ]


def keep_photos(connection: Connection, publication_id: int, media_ids: Collection[int]) -> None:
    """Take every other photo out of a piece."""
    rows = publication_photos
    connection.execute(
        delete(rows).where(
            rows.c.publication_id == publication_id, rows.c.media_id.not_in(media_ids)
        )
    )


def publications_in(
    connection: Connection, states: Sequence[str], limit: int, before: int | None = None
) -> list[Publication]:
    """Return the pieces in these states, the newest first, those older than `before`."""
    wanted = select(publications).where(publications.c.state.in_(states))
    if before is not None:
        wanted = wanted.where(publications.c.id < before)
    rows = connection.execute(wanted.order_by(publications.c.id.desc()).limit(limit))
    return [_read(row) for row in rows]


def publications_of_report(connection: Connection, report_id: int) -> list[Publication]:
    """Return the pieces that a report went into, the newest first."""
    rows = connection.execute(
        select(publications)
        .join(publication_reports, publication_reports.c.publication_id == publications.c.id)
        .where(publication_reports.c.report_id == report_id)
        .order_by(publications.c.id.desc())
    )
    return [_read(row) for row in rows]


def handed_between(connection: Connection, first: date, last: date) -> list[Publication]:
    """Return what was handed to a medium on these days, in order."""
    rows = connection.execute(
        select(publications)
        .where(publications.c.handed_on.between(first, last))
        .order_by(publications.c.handed_on, publications.c.id)
    )
    return [_read(row) for row in rows]


def count_in(connection: Connection, states: Sequence[str]) -> int:
    """Return how many pieces are in these states."""
    counted = select(func.count()).where(publications.c.state.in_(states))
    return int(connection.execute(counted).scalar_one())


def _photos_by_report(connection: Connection, publication_id: int) -> dict[int, list[int]]:
    rows = connection.execute(
        select(media.c.report_id, media.c.id)
        .join_from(publication_photos, media)
        .where(publication_photos.c.publication_id == publication_id)
        .order_by(publication_photos.c.id)
    )
    found: dict[int, list[int]] = {}
    for row in rows:
        found.setdefault(row.report_id, []).append(row.id)
    return found


def _read(row: Row[Any]) -> Publication:
    return Publication(**row._mapping)  # noqa: SLF001 - SQLAlchemy's public name
