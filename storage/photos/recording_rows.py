"""Stored voices and videos as the console gives them out."""

from dataclasses import dataclass

from sqlalchemy import Connection, select

from storage.ledger_rows import report_number
from storage.tables.media import follow_ups
from storage.tables.reports import reports
from storage.tables.work import media


@dataclass(frozen=True, slots=True)
class StoredRecording:
    """A voice or video that is safe; `playable` is "", "copy" or "original"."""

    media_id: int
    kind: str
    sha256: str
    mime: str
    number: str
    playable: str
    poster: bool


def stored_recording(connection: Connection, media_id: int) -> StoredRecording | None:
    """Return one voice or video; None for anything else."""
    row = connection.execute(
        select(
            media.c.id,
            media.c.kind,
            media.c.sha256,
            media.c.mime,
            reports.c.day,
            reports.c.seq,
            follow_ups.c.playable,
            follow_ups.c.poster,
        )
        .select_from(media.join(reports).join(follow_ups))
        .where(
            media.c.id == media_id,
            media.c.state == "stored",
            media.c.kind.in_(("voice", "video")),
        )
    ).one_or_none()
    if row is None:
        return None
    number = report_number(row.day, row.seq)
    return StoredRecording(row.id, row.kind, row.sha256, row.mime, number, row.playable, row.poster)
