"""The handbook's edited entries: every version stays, the newest of a key counts."""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Row, exists, select

from storage.once import insert_once
from storage.tables.inquiries import handbook_entries
from storage.tables.staff import staff
from storage.wire import Wire


@dataclass(frozen=True, slots=True)
class StoredEntry:
    """One version of an entry, as the catalogue's `Entry` holds it, in plain strings."""

    key: str
    version: int
    project: str | None
    aspect: str
    question: str
    answer: str
    source: str
    basis: str
    county: str
    about: tuple[str, ...]
    asks: tuple[str, ...]
    active: bool


@dataclass(frozen=True, slots=True)
class Version:
    """A version with who wrote it and when."""

    entry: StoredEntry
    editor: str
    edited_at: datetime


_NAMES = (
    "key", "version", "project", "aspect", "question", "answer", "source", "basis", "county",
    "triggers", "active",
)  # fmt: skip
_COLUMNS = tuple(handbook_entries.c[name] for name in _NAMES)
_newer = handbook_entries.alias("newer")
_CURRENT = select(*_COLUMNS).where(
    ~exists().where(
        _newer.c.key == handbook_entries.c.key, _newer.c.version > handbook_entries.c.version
    )
)


def entries_in_intake(wire: Wire) -> list[StoredEntry]:
    """Return the newest version of every edited entry, inside an incoming message's transaction."""
    return [_read(row) for row in wire.rows(_CURRENT, {})]


def edited_entries(connection: Connection) -> list[StoredEntry]:
    """Return the newest version of every edited entry."""
    return [_read(row) for row in connection.execute(_CURRENT.order_by(handbook_entries.c.id))]


def versions_of(connection: Connection, key: str) -> list[Version]:
    """Return all edited versions of an entry, the newest first."""
    rows = connection.execute(
        select(*_COLUMNS, staff.c.display_name, handbook_entries.c.edited_at)
        .join_from(handbook_entries, staff)
        .where(handbook_entries.c.key == key)
        .order_by(handbook_entries.c.version.desc())
    )
    return [Version(_read(row), row.display_name, row.edited_at) for row in rows]


def add_version(connection: Connection, entry: StoredEntry, staff_id: int, now: datetime) -> bool:
    """Write the next version; False when somebody else has just written it."""
    values = {name: getattr(entry, name) for name in _NAMES if name != "triggers"}
    triggers = {"about": entry.about, "asks": entry.asks}
    return insert_once(
        connection,
        handbook_entries,
        "key, version",
        values
        | {
            "triggers": json.dumps(triggers, ensure_ascii=False),
            "edited_by": staff_id,
            "edited_at": now,
        },
    )


def _read(row: Row[Any] | Sequence[Any]) -> StoredEntry:
    values: dict[str, Any] = dict(zip(_NAMES, row, strict=False))
    triggers: dict[str, list[str]] = json.loads(values.pop("triggers"))
    values |= {name: tuple(triggers[name]) for name in ("about", "asks")}
    return StoredEntry(**values | {"active": bool(values["active"])})
