"""Files that the platform keeps for three days and that we want: their rows, from wanted to stored.

wanted → stored, expired (the platform has forgotten it) or refused (it came, but is no photo, voice
or video that we keep). Only wanted rows are fetched.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import Connection, exists, func, select, update

from storage.delivery_keys import keys_of_deliveries
from storage.ledger_rows import report_number
from storage.tables.intake import deliveries
from storage.tables.reports import reports
from storage.tables.work import media
from storage.work import follow_ups
from storage.work.claims import Claim, claim_rows, is_due, let_go, settle

WANTED = "wanted"
_LONGEST_ERROR = 200


@dataclass(frozen=True, slots=True)
class WantedFile:
    """A file in a worker's hands; `kind` is photo, voice or video, `report_id` None a stranger's.

    `delivery_key` is the key of the delivery that named it, `tries` counts the failures to get it
    and `last_error` is the latest.
    """

    claim: Claim
    report_id: int | None
    delivery_id: int
    channel: str
    media_id: str
    kind: str
    wanted_at: datetime
    expires_at: datetime
    tries: int
    last_error: str
    delivery_key: bytes = b""


@dataclass(frozen=True, slots=True)
class StoredFile:
    """What is known of a file that is safe in the store under its `sha256` (hex).

    Sizes are in bytes and pixels; `taken_at` and the position (WGS-84 degrees) are a photo's own
    word; `dhash` is a signed 64-bit fingerprint.
    """

    sha256: str
    mime: str
    bytes: int
    width: int | None = None
    height: int | None = None
    taken_at: datetime | None = None
    gps_latitude: float | None = None
    gps_longitude: float | None = None
    dhash: int | None = None


@dataclass(frozen=True, slots=True)
class FileOrigin:
    """Whose file it is, and its report with its number, e.g. 0714-32."""

    channel: str
    sender: str
    report_id: int
    observer_id: int
    number: str


@dataclass(frozen=True, slots=True)
class LateFiles:
    """The files of one report that are still missing after the alarm's time."""

    report_id: int
    number: str
    count: int


def some_due(connection: Connection, now: datetime) -> bool:
    """Whether a claim would find anything; asked without writing."""
    return is_due(connection, media, WANTED, now)


def claim_wanted(
    connection: Connection, now: datetime, limit: int, lease: timedelta
) -> list[WantedFile]:
    """Take up to `limit` files that are due."""
    rows = claim_rows(connection, media, WANTED, now, limit, lease)
    keys = keys_of_deliveries(connection, (row["delivery_id"] for _, row in rows)) if rows else {}
    return [
        WantedFile(
            claim=taken,
            report_id=row["report_id"],
            delivery_id=row["delivery_id"],
            channel=row["channel"],
            media_id=row["media_id"],
            kind=row["kind"],
            wanted_at=row["wanted_at"],
            expires_at=row["expires_at"],
            tries=row["tries"],
            last_error=row["last_error"],
            delivery_key=keys.get(row["delivery_id"], b""),
        )
        for taken, row in rows
    ]


def record_stored(
    connection: Connection, wanted: WantedFile, stored: StoredFile, now: datetime
) -> bool:
    """Record that the file is safe, and what follows.

    It is a fact, so it counts even when the lease has run out.
    """
    changed = connection.execute(
        update(media)
        .where(media.c.id == wanted.claim.row_id, media.c.state == WANTED)
        .values(
            state="stored",
            stored_at=now,
            lease_until=None,
            claims=0,
            last_error="",
            sha256=stored.sha256,
            mime=stored.mime,
            bytes=stored.bytes,
            width=stored.width,
            height=stored.height,
            taken_at=stored.taken_at,
            gps_latitude=stored.gps_latitude,
            gps_longitude=stored.gps_longitude,
            dhash=stored.dhash,
        )
    )
    if changed.rowcount == 1:
        follow_ups.begin(connection, wanted.claim.row_id, now)
    return changed.rowcount == 1


def put_off(connection: Connection, wanted: WantedFile, next_at: datetime, error: str) -> bool:
    """Try again at `next_at`."""
    values: dict[str, Any] = {
        "next_at": next_at,
        "tries": media.c.tries + 1,
        "last_error": error[:_LONGEST_ERROR],
    }
    return settle(connection, media, WANTED, wanted.claim, values)


def record_expired(connection: Connection, wanted: WantedFile, error: str) -> bool:
    """Record that the platform has the file no more."""
    values = {"state": "expired", "last_error": error[:_LONGEST_ERROR]}
    return settle(connection, media, WANTED, wanted.claim, values)


def record_refused(connection: Connection, wanted: WantedFile, error: str) -> bool:
    """Record that the file came and cannot be kept."""
    values = {"state": "refused", "last_error": error[:_LONGEST_ERROR]}
    return settle(connection, media, WANTED, wanted.claim, values)


def release(connection: Connection, wanted: WantedFile, next_at: datetime) -> bool:
    """Free a file whose handling failed by our own fault; the claim stays counted."""
    return let_go(connection, media, WANTED, wanted.claim, next_at)


def origin_of(connection: Connection, media_id: int) -> FileOrigin | None:
    """Return whose file it is; None while it is a stranger's and in no report."""
    row = connection.execute(
        select(deliveries.c.channel, deliveries.c.sender, reports.c.id, reports.c.observer_id)
        .add_columns(reports.c.day, reports.c.seq)
        .select_from(media.join(deliveries).join(reports))
        .where(media.c.id == media_id)
    ).one_or_none()
    if row is None:
        return None
    number = report_number(row.day, row.seq)
    return FileOrigin(row.channel, row.sender, row.id, row.observer_id, number)


def late_files(connection: Connection, wanted_before: datetime) -> Sequence[LateFiles]:
    """Return, report by report, what is wanted since before this time and not yet alarmed."""
    rows = connection.execute(
        select(media.c.report_id, reports.c.day, reports.c.seq, func.count().label("files"))
        .select_from(media.join(reports))
        .where(media.c.state == WANTED, media.c.alarmed_at.is_(None))
        .where(media.c.wanted_at <= wanted_before)
        .group_by(media.c.report_id, reports.c.day, reports.c.seq)
        .order_by(media.c.report_id)
    )
    return [LateFiles(row.report_id, report_number(row.day, row.seq), row.files) for row in rows]


def mark_alarmed(
    connection: Connection, report_id: int, wanted_before: datetime, now: datetime
) -> bool:
    """Note that the office knows of a report's missing files; False when it knew before."""
    changed = connection.execute(
        update(media)
        .where(media.c.report_id == report_id, media.c.state == WANTED)
        .where(media.c.wanted_at <= wanted_before, media.c.alarmed_at.is_(None))
        .values(alarmed_at=now)
    )
    return changed.rowcount > 0


def still_late(connection: Connection, report_id: int) -> bool:
    """Whether any file of this report that the office was alarmed about is still missing."""
    missing = exists().where(
        media.c.report_id == report_id, media.c.state == WANTED, media.c.alarmed_at.is_not(None)
    )
    return bool(connection.scalar(select(missing)))
