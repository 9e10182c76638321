"""Versions of what the office set: all are kept, the newest of a key holds."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Row, Select, func, select

from storage.once import insert_once
from storage.tables.settings import settings
from storage.tables.staff import staff


@dataclass(frozen=True, slots=True)
class Setting:
    """One version of one key. `value` None: the packaged value holds; `note`: why, the source.

    `sealed` is what storage's own modules seal and open, e.g. a contact's telephone.
    """

    family: str
    key: str
    version: int
    value: Mapping[str, Any] | None
    note: str
    sealed: bytes | None = None
    sheet_id: int | None = None


@dataclass(frozen=True, slots=True)
class Change:
    """A version with who made it and when."""

    setting: Setting
    who: str
    at: datetime


def newest(connection: Connection, family: str) -> dict[str, Setting]:
    """Return {key: its newest version}, those without a value too."""
    found = connection.execute(_newest(family).order_by(settings.c.key))
    return {row.key: _setting(row) for row in found}


def newest_of(connection: Connection, family: str, key: str) -> Setting | None:
    """Return the newest version of one key."""
    row = connection.execute(_newest(family).where(settings.c.key == key)).one_or_none()
    return None if row is None else _setting(row)


def history(connection: Connection, family: str, key: str) -> list[Change]:
    """Return all versions of a key, the newest first."""
    rows = connection.execute(
        select(settings, staff.c.display_name)
        .join_from(settings, staff, staff.c.id == settings.c.staff_id)
        .where(settings.c.family == family, settings.c.key == key)
        .order_by(settings.c.version.desc())
    )
    return [Change(_setting(row), row.display_name, row.at) for row in rows]


def add_version(connection: Connection, wanted: Setting, staff_id: int, now: datetime) -> bool:
    """Write a version; False when somebody else has just written it."""
    told = wanted.value
    values = {
        "family": wanted.family,
        "key": wanted.key,
        "version": wanted.version,
        "value": None if told is None else json.dumps(dict(told), ensure_ascii=False),
        "sealed": wanted.sealed,
        "note": wanted.note,
        "sheet_id": wanted.sheet_id,
        "staff_id": staff_id,
        "at": now,
    }
    return insert_once(connection, settings, "family, key, version", values)


def last_change(connection: Connection, family: str) -> int:
    """Return the number of a family's newest version, 0 for none: whoever polls sees a change."""
    statement = select(func.max(settings.c.id)).where(settings.c.family == family)
    return int(connection.scalar(statement) or 0)


def _newest(family: str) -> Select[Any]:
    newer = settings.alias("newer")
    later = select(newer.c.id).where(
        newer.c.family == settings.c.family,
        newer.c.key == settings.c.key,
        newer.c.version > settings.c.version,
    )
    return select(settings).where(settings.c.family == family, ~later.exists())


def _setting(row: Row[Any]) -> Setting:
    value = None if row.value is None else json.loads(row.value)
    return Setting(row.family, row.key, row.version, value, row.note, row.sealed, row.sheet_id)
