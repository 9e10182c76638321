"""Everything one report's page shows: the report, its files and what was said on both sides."""

import json
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import Connection, Row, select

from storage.ledger_rows import report_number
from storage.photos.desk_uploads import UPLOADED
from storage.tables.intake import deliveries, senders
from storage.tables.media import follow_ups, transcripts
from storage.tables.reports import items, reports
from storage.tables.staff import staff
from storage.tables.work import media, outbox


@dataclass(frozen=True, slots=True)
class Tags:
    """What a report is about, as far as a clerk may correct it."""

    project: str | None
    also: tuple[str, ...]
    kind: str
    county: str
    township: str
    urgent: bool


@dataclass(frozen=True, slots=True)
class ReportDetail:
    """A report as its page needs it; positions are GCJ-02 degrees."""

    id: int
    day: date
    number: str
    state: str
    observer_id: int
    merged_into: int | None
    opened_at: datetime
    closed_at: datetime | None
    tags: Tags
    tagged_by: str
    confidence: float
    reasons: tuple[str, ...]
    latitude: float | None
    longitude: float | None
    place_label: str
    urgent_seen_at: datetime | None
    source: str  # chat, or how it reached the clerk who entered it
    entered_by: str  # the clerk's name, or empty
    while_suspended: bool


@dataclass(frozen=True, slots=True)
class File:
    """A wanted or stored file. `size` is width and height of a stored photo in pixels.

    `playable` is "", "copy" or "original"; `trouble` says why a recording cannot be played (yet);
    `heard` is a voice's way into words: waiting, typed or unclear.
    """

    id: int
    kind: str
    state: str
    delivery_id: int
    last_error: str
    taken_at: datetime | None
    size: tuple[int, int] | None
    playable: str = ""
    poster: bool = False
    seconds: float | None = None
    trouble: str = ""
    heard: str = ""


@dataclass(frozen=True, slots=True)
class Said:
    """One message of the observer and the answer it got at once."""

    delivery_id: int
    channel: str
    kind: str
    text: str
    sent_at: datetime
    latitude: float | None
    longitude: float | None
    answer: str
    answer_state: str
    answered_at: datetime


@dataclass(frozen=True, slots=True)
class Pushed:
    """One message that went, or should go, out by itself; `recipient` is an account's id."""

    id: int
    recipient: str
    purpose: str
    text: str
    state: str
    cause: str
    created_at: datetime
    sent_at: datetime | None
    road: str = ""


def read_tags(row: Row[Any]) -> Tags:
    """Return the tags of a whole row of reports."""
    also = tuple(json.loads(row.also))
    return Tags(row.project, also, row.kind, row.county, row.township, row.urgent)


def report_detail(connection: Connection, report_id: int) -> ReportDetail | None:
    """Return one report."""
    row = connection.execute(
        select(reports, staff.c.display_name)
        .join_from(reports, staff, reports.c.entered_by == staff.c.id, isouter=True)
        .where(reports.c.id == report_id)
    ).one_or_none()
    if row is None:
        return None
    return ReportDetail(
        id=row.id,
        day=row.day,
        number=report_number(row.day, row.seq),
        state=row.state,
        observer_id=row.observer_id,
        merged_into=row.merged_into,
        opened_at=row.opened_at,
        closed_at=row.closed_at,
        tags=read_tags(row),
        tagged_by=row.tagged_by,
        confidence=row.confidence,
        reasons=tuple(json.loads(row.reasons)),
        latitude=row.latitude,
        longitude=row.longitude,
        place_label=row.place_label,
        urgent_seen_at=row.urgent_seen_at,
        source=row.source,
        entered_by=row.display_name or "",
        while_suspended=row.while_suspended,
    )


def files_of(connection: Connection, report_id: int) -> list[File]:
    """Return the report's files in the order they came."""
    rows = connection.execute(
        select(
            media,
            follow_ups.c.playable,
            follow_ups.c.poster,
            follow_ups.c.seconds,
            follow_ups.c.last_error.label("trouble"),
            transcripts.c.state.label("heard"),
        )
        .select_from(media.outerjoin(follow_ups).outerjoin(transcripts))
        .where(media.c.report_id == report_id)
        .order_by(media.c.id)
    )
    return [_file(row) for row in rows]


def said_in(connection: Connection, report_id: int) -> list[Said]:
    """Return the observer's messages in the order they were sent."""
    columns = [
        items.c.delivery_id,
        deliveries.c.channel,
        items.c.kind,
        items.c.text,
        items.c.sent_at,
        items.c.latitude,
        items.c.longitude,
        deliveries.c.answer,
        deliveries.c.answer_state,
        deliveries.c.received_at,
    ]
    rows = connection.execute(
        select(*columns)
        .join_from(items, deliveries)
        .where(items.c.report_id == report_id)
        .order_by(items.c.sent_at, items.c.id)
    )
    return [Said(*row) for row in rows]


def pushed_about(connection: Connection, report_id: int) -> list[Pushed]:
    """Return the messages of the outbox that concern the report, oldest first."""
    columns = (
        outbox.c.id,
        outbox.c.recipient,
        outbox.c.purpose,
        outbox.c.text,
        outbox.c.state,
        outbox.c.cause,
        outbox.c.created_at,
        outbox.c.sent_at,
        outbox.c.road,
    )
    rows = connection.execute(
        select(*columns).where(outbox.c.report_id == report_id).order_by(outbox.c.id)
    )
    return [Pushed(*row) for row in rows]


def number_of(connection: Connection, report_id: int) -> str | None:
    """Return a report's number as people say it."""
    row = connection.execute(
        select(reports.c.day, reports.c.seq).where(reports.c.id == report_id)
    ).one_or_none()
    return None if row is None else report_number(row.day, row.seq)


def observer_of(connection: Connection, report_id: int) -> int | None:
    """Return whose report it is."""
    whose = select(reports.c.observer_id).where(reports.c.id == report_id)
    return connection.execute(whose).scalar()


def observer_of_photo(connection: Connection, media_id: int) -> int | None:
    """Return whose report a file belongs to."""
    whose = select(reports.c.observer_id).join_from(media, reports).where(media.c.id == media_id)
    return connection.execute(whose).scalar()


def latest_account(connection: Connection, report_id: int) -> tuple[str, str] | None:
    """Return (channel, sender) of the account that spoke last in this report.

    Where a clerk entered it all, it is the account from which its observer was heard last.
    """
    spoke = connection.execute(
        select(deliveries.c.channel, deliveries.c.sender)
        .join_from(items, deliveries)
        .where(items.c.report_id == report_id, deliveries.c.channel.not_in(UPLOADED))
        .order_by(items.c.sent_at.desc(), items.c.id.desc())
        .limit(1)
    ).one_or_none()
    row = (
        spoke
        or connection.execute(
            select(senders.c.channel, senders.c.sender)
            .join_from(senders, reports, senders.c.observer_id == reports.c.observer_id)
            .where(reports.c.id == report_id)
            .order_by(senders.c.last_inbound_at.desc(), senders.c.id)
            .limit(1)
        ).one_or_none()
    )
    return None if row is None else (row.channel, row.sender)


def stored_photo(connection: Connection, media_id: int) -> str | None:
    """Return the sha256 of a photo that is safe in the store; None for anything else."""
    return connection.execute(
        select(media.c.sha256).where(
            media.c.id == media_id,
            media.c.kind == "photo",
            media.c.state == "stored",
            media.c.report_id.is_not(None),  # strangers' photos are shown to nobody
        )
    ).scalar_one_or_none()


def _file(row: Row[Any]) -> File:
    return File(
        id=row.id,
        kind=row.kind,
        state=row.state,
        delivery_id=row.delivery_id,
        last_error=row.last_error,
        taken_at=row.taken_at,
        size=(row.width, row.height) if row.width and row.height else None,
        playable=row.playable or "",
        poster=bool(row.poster),
        seconds=row.seconds,
        trouble=row.trouble or "",
        heard=row.heard or "",
    )
