"""Uploaded sheets and half-written answers that nobody came back to."""

from datetime import datetime

from sqlalchemy import Connection, delete, update

from storage.tables.people import roster_previews
from storage.tables.settings import setting_sheets
from storage.tables.unit_links import unit_drafts


def forget_sheets(connection: Connection, before: datetime) -> int:
    """Forget what was uploaded to be looked at before this time; return how many sheets."""
    old = delete(roster_previews).where(roster_previews.c.created_at < before)
    waiting = (setting_sheets.c.at < before) & setting_sheets.c.applied_at.is_(None)
    kept = waiting & (setting_sheets.c.sheet != b"")
    emptied = connection.execute(update(setting_sheets).where(kept).values(sheet=b""))
    return connection.execute(old).rowcount + emptied.rowcount


def forget_unit_drafts(connection: Connection, before: datetime) -> int:
    """Forget what units typed on their pages and left there since before this time."""
    left = delete(unit_drafts).where(unit_drafts.c.saved_at < before)
    return connection.execute(left).rowcount
