"""Reports and deliveries, all of them, in pages by key: no page keeps a transaction open for long.

A hundred thousand rows pass through without ever being together in memory.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, Final

from sqlalchemy import Connection, Row, Select, func, literal, select, tuple_

from storage.database import Database
from storage.ledger_rows import report_number
from storage.tables.intake import deliveries
from storage.tables.media import transcripts
from storage.tables.people import observers
from storage.tables.reports import items, reports
from storage.tables.work import media
from storage.vault import Vault

_PAGE: Final = 500


@dataclass(frozen=True, slots=True)
class ReportLine:
    """A report as it is exported; `words` are notes and typed-up voices, one a line.

    `observer` is the sealed name opened, or None where names were not asked for.
    """

    number: str
    opened_at: datetime
    state: str
    source: str
    kind: str
    project: str | None
    county: str
    township: str
    urgent: bool
    photos: int
    notes: int
    voices: int
    videos: int
    words: str
    place: str
    desk_state: str
    observer: str | None


@dataclass(frozen=True, slots=True)
class ReportsWanted:
    """Which reports are exported, by codes and names; an empty field asks for nothing."""

    county: str = ""
    project: str = ""
    kind: str = ""
    desk_state: str = ""


ALL_REPORTS: Final = ReportsWanted()


@dataclass(frozen=True, slots=True)
class DeliveryLine:
    """A delivery as it is exported."""

    key: bytes
    channel: str
    msg_id: str
    sender: str
    received_at: datetime
    state: str


def reports_between(
    database: Database,
    first: date | None,
    last: date | None,
    vault: Vault | None = None,
    wanted: ReportsWanted = ALL_REPORTS,
) -> Iterator[ReportLine]:
    """Give the reports of these days (both included; None: no end) in the order of their numbers.

    With a vault each report carries its observer's name.
    """
    after: tuple[date, int] | None = None
    while True:
        with database.read() as connection:
            page = connection.execute(_report_page((first, last), wanted, after)).all()
            words = _words_of(connection, [row.id for row in page])
        for row in page:
            yield _report_line(row, words.get(row.id, ()), vault)
        if len(page) < _PAGE:
            return
        after = (page[-1].day, page[-1].seq)


def count_reports(
    connection: Connection, days: tuple[date | None, date | None], wanted: ReportsWanted
) -> int:
    """Return how many reports `reports_between` would give."""
    narrowed = _narrowed(select(func.count()).select_from(reports), days, wanted)
    return int(connection.execute(narrowed).scalar_one())


def all_deliveries(database: Database) -> Iterator[DeliveryLine]:
    """Give every delivery in the order it came."""
    named = deliveries.c
    columns = (named.delivery_key, named.channel, named.msg_id, named.sender, named.received_at)
    after = 0
    while True:
        wanted = select(named.id, *columns, named.state).where(named.id > after)
        with database.read() as connection:
            page = connection.execute(wanted.order_by(named.id).limit(_PAGE)).all()
        for row in page:
            yield DeliveryLine(*row[1:])
        if len(page) < _PAGE:
            return
        after = page[-1].id


def _report_page(
    days: tuple[date | None, date | None],
    wanted: ReportsWanted,
    after: tuple[date, int] | None,
) -> Select[Any]:
    page = select(reports, observers.c.name.label("observer_name")).join_from(reports, observers)
    page = _narrowed(page, days, wanted)
    if after is not None:
        day, seq = literal(after[0], reports.c.day.type), literal(after[1], reports.c.seq.type)
        page = page.where(tuple_(reports.c.day, reports.c.seq) > tuple_(day, seq))
    return page.order_by(reports.c.day, reports.c.seq).limit(_PAGE)


def _narrowed(
    page: Select[Any], days: tuple[date | None, date | None], wanted: ReportsWanted
) -> Select[Any]:
    first, last = days
    if first is not None:
        page = page.where(reports.c.day >= first)
    if last is not None:
        page = page.where(reports.c.day <= last)
    for name in wanted.__slots__:
        if value := getattr(wanted, name):
            page = page.where(reports.c[name] == value)
    return page


def _words_of(connection: Connection, report_ids: Sequence[int]) -> Mapping[int, list[str]]:
    notes = connection.execute(
        select(items.c.report_id, items.c.text)
        .where(items.c.report_id.in_(report_ids), items.c.kind == "note")
        .order_by(items.c.report_id, items.c.sent_at, items.c.id)
    )
    typed = connection.execute(
        select(media.c.report_id, transcripts.c.text)
        .join_from(transcripts, media)
        .where(media.c.report_id.in_(report_ids), transcripts.c.state == "typed")
        .order_by(media.c.report_id, media.c.id)
    )
    words: dict[int, list[str]] = {}
    for row in (*notes, *typed):
        words.setdefault(row.report_id, []).append(row.text)
    return words


def _report_line(row: Row[Any], words: Sequence[str], vault: Vault | None) -> ReportLine:
    return ReportLine(
        number=report_number(row.day, row.seq),
        opened_at=row.opened_at,
        state=row.state,
        source=row.source,
        kind=row.kind,
        project=row.project,
        county=row.county,
        township=row.township,
        urgent=row.urgent,
        photos=row.photos,
        notes=row.notes,
        voices=row.voices,
        videos=row.videos,
        words="\n".join(words),
        place=row.place_label,
        desk_state=row.desk_state,
        observer=None if vault is None else vault.unseal_text(row.observer_name, "observer.name"),
    )
