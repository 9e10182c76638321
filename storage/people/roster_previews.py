"""Uploaded rosters between preview and confirmation; sealed, and emptied once they are applied."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import Connection, delete, insert, select, update

from storage.tables.people import roster_previews
from storage.vault import Vault

_PURPOSE = "roster.sheet"
_LASTS = timedelta(hours=12)


@dataclass(frozen=True, slots=True)
class Upload:
    """An .xlsx as a clerk gave it."""

    sheet: bytes
    filename: str
    staff_id: int


def keep_preview(connection: Connection, vault: Vault, upload: Upload, now: datetime) -> int:
    """Keep an uploaded sheet and return its id; forgotten ones of the past go."""
    connection.execute(delete(roster_previews).where(roster_previews.c.created_at < now - _LASTS))
    statement = insert(roster_previews).values(
        sheet=vault.seal(upload.sheet, _PURPOSE),
        filename=upload.filename,
        created_by=upload.staff_id,
        created_at=now,
    )
    return int(connection.execute(statement.returning(roster_previews.c.id)).scalar_one())


def waiting_preview(
    connection: Connection, vault: Vault, preview_id: int, staff_id: int, now: datetime
) -> Upload | None:
    """Return the clerk's own upload while it is fresh and not applied."""
    kept = connection.execute(
        select(roster_previews.c.sheet, roster_previews.c.filename).where(
            roster_previews.c.id == preview_id,
            roster_previews.c.created_by == staff_id,
            roster_previews.c.created_at >= now - _LASTS,
            roster_previews.c.applied_at.is_(None),
        )
    ).one_or_none()
    if kept is None:
        return None
    return Upload(vault.unseal(kept.sheet, _PURPOSE), kept.filename, staff_id)


def mark_applied(connection: Connection, preview_id: int, now: datetime) -> bool:
    """Mark an upload as applied and empty it; False when it was applied already."""
    marked = connection.execute(
        update(roster_previews)
        .where(roster_previews.c.id == preview_id, roster_previews.c.applied_at.is_(None))
        .values(applied_at=now, sheet=b"")
    )
    return marked.rowcount == 1
