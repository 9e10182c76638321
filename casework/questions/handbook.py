"""The handbook as it holds now: packaged entries, outranked by what the office has edited."""

from collections.abc import Iterable
from dataclasses import asdict
from datetime import datetime
from typing import cast

from catalogue.handbook import Aspect, Basis, Entry, Handbook
from storage.database import Connection
from storage.desk import handbook as rows
from storage.desk.acts import record_act
from storage.desk.handbook import StoredEntry
from storage.wire import Wire


def entries_now(wire: Wire, handbook: Handbook) -> tuple[Entry, ...]:
    """Return every entry, for a message that asks something: one query, so edits hold at once."""
    return handbook.current(map(as_entry, rows.entries_in_intake(wire)))


def all_entries(connection: Connection, handbook: Handbook) -> tuple[Entry, ...]:
    """Return every entry for the console, the ones switched off too."""
    return handbook.current(map(as_entry, rows.edited_entries(connection)))


def save(connection: Connection, entry: Entry, staff_id: int, now: datetime) -> bool:
    """Write an entry as a new version; False when that version is there already."""
    if not rows.add_version(connection, StoredEntry(**asdict(entry)), staff_id, now):
        return False
    detail = f"version {entry.version}"
    record_act(connection, staff_id, "handbook.edited", f"handbook:{entry.key}"[:80], detail, now)
    return True


def as_entry(stored: StoredEntry) -> Entry:
    """Return a stored version as an entry of the catalogue."""
    values = asdict(stored)
    values["aspect"] = cast("Aspect", stored.aspect)
    values["basis"] = cast("Basis", stored.basis)
    return Entry(**values)


def of_project(entries: Iterable[Entry], project: str | None) -> list[Entry]:
    """Return the entries in use about one project, or about none."""
    return [entry for entry in entries if entry.active and entry.project == project]
