"""Sheets of settings between preview and confirmation, sealed, and what they changed."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import Connection, delete, insert, select, update

from storage.settings.versions import Setting
from storage.tables.settings import setting_sheets, settings
from storage.tables.staff import staff
from storage.vault import Vault

_PURPOSE = "setting.sheet"
_LASTS = timedelta(hours=12)


@dataclass(frozen=True, slots=True)
class TakenSheet:
    """A sheet that was taken in, by whom and when, and whether that was undone."""

    id: int
    filename: str
    who: str
    at: datetime
    undone: bool


def keep_sheet(
    connection: Connection, vault: Vault, sheet: tuple[str, str, bytes], doing: tuple[int, datetime]
) -> int:
    """Keep (family, file name, bytes) and return its id; forgotten ones of the past go."""
    (family, filename, data), (staff_id, now) = sheet, doing
    old = setting_sheets.c.applied_at.is_(None) & (setting_sheets.c.at < now - _LASTS)
    connection.execute(delete(setting_sheets).where(old))
    statement = insert(setting_sheets).values(
        family=family,
        filename=filename[:120],
        sheet=vault.seal(data, _PURPOSE),
        staff_id=staff_id,
        at=now,
    )
    return int(connection.execute(statement.returning(setting_sheets.c.id)).scalar_one())


def take_sheet(
    connection: Connection, vault: Vault, which: tuple[str, int], doing: tuple[int, datetime]
) -> bytes | None:
    """Return one's own fresh upload as (family, id), marked as taken in; None where it is gone."""
    (family, sheet_id), (staff_id, now) = which, doing
    mine = (
        (setting_sheets.c.id == sheet_id)
        & (setting_sheets.c.family == family)
        & (setting_sheets.c.staff_id == staff_id)
        & (setting_sheets.c.at >= now - _LASTS)
        & setting_sheets.c.applied_at.is_(None)
    )
    sealed = connection.scalar(select(setting_sheets.c.sheet).where(mine))
    if sealed is None:
        return None
    taken = connection.execute(update(setting_sheets).where(mine).values(applied_at=now, sheet=b""))
    return vault.unseal(sealed, _PURPOSE) if taken.rowcount == 1 else None


def taken_sheets(connection: Connection, family: str) -> list[TakenSheet]:
    """Return the newest sheets that were taken in."""
    rows = connection.execute(
        select(setting_sheets, staff.c.display_name)
        .join_from(setting_sheets, staff, staff.c.id == setting_sheets.c.staff_id)
        .where(setting_sheets.c.family == family, setting_sheets.c.applied_at.is_not(None))
        .order_by(setting_sheets.c.id.desc())
        .limit(10)
    )
    return [
        TakenSheet(row.id, row.filename, row.display_name, row.at, row.undone_at is not None)
        for row in rows
    ]


def mark_undone(connection: Connection, family: str, sheet_id: int, now: datetime) -> bool:
    """Mark a sheet of this family as undone; False when it was, or never was taken in."""
    statement = update(setting_sheets).where(
        setting_sheets.c.id == sheet_id,
        setting_sheets.c.family == family,
        setting_sheets.c.applied_at.is_not(None),
        setting_sheets.c.undone_at.is_(None),
    )
    return connection.execute(statement.values(undone_at=now)).rowcount == 1


def changed_by(connection: Connection, sheet_id: int) -> list[Setting]:
    """Return (without values) the versions that a sheet wrote."""
    rows = connection.execute(
        select(settings.c.family, settings.c.key, settings.c.version).where(
            settings.c.sheet_id == sheet_id
        )
    )
    return [Setting(row.family, row.key, row.version, None, "") for row in rows]
