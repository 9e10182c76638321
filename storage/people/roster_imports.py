"""Sheets that were taken in: one row each, with what undoing it left behind."""

import json
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any, NamedTuple

from sqlalchemy import Connection, Select, insert, select, update

from storage.tables.roster import roster_imports
from storage.tables.staff import staff
from storage.vault import Vault

_PURPOSE = "roster.leftovers"


@dataclass(frozen=True, slots=True)
class ImportCounts:
    """How many lines of a sheet did what; `bound` counts accounts."""

    added: int
    changed: int
    unchanged: int
    bound: int

    @property
    def written(self) -> int:
        """Return how many people and accounts the import wrote; nothing else can be undone."""
        return self.added + self.changed + self.bound


class Leftover(NamedTuple):
    """What undoing an import did not undo: of whom, which field, and a code for why."""

    name: str
    field: str
    why: str


@dataclass(frozen=True, slots=True)
class KeptImport:
    """An import; `who` and `undone_by` are display names, `who` is empty for the command line."""

    id: int
    filename: str
    who: str
    at: datetime
    counts: ImportCounts
    undone_at: datetime | None
    undone_by: str
    leftovers: tuple[Leftover, ...]


def add_import(
    connection: Connection, filename: str, staff_id: int | None, counts: ImportCounts, at: datetime
) -> int:
    """Write down an import and return its id."""
    values = {
        "filename": filename,
        "staff_id": staff_id,
        "at": at,
        "added": counts.added,
        "changed": counts.changed,
        "unchanged": counts.unchanged,
        "bound": counts.bound,
    }
    statement = insert(roster_imports).values(values).returning(roster_imports.c.id)
    return int(connection.execute(statement).scalar_one())


def newest_imports(connection: Connection, vault: Vault, limit: int) -> list[KeptImport]:
    """Return the newest imports, the newest first."""
    rows = connection.execute(_imports().order_by(roster_imports.c.id.desc()).limit(limit))
    return [_kept(vault, row) for row in rows]


def find_import(connection: Connection, vault: Vault, import_id: int) -> KeptImport | None:
    """Return one import."""
    row = connection.execute(_imports().where(roster_imports.c.id == import_id)).one_or_none()
    return None if row is None else _kept(vault, row)


def mark_undone(connection: Connection, import_id: int, staff_id: int, now: datetime) -> bool:
    """Mark an import as undone; False when somebody was first."""
    marked = connection.execute(
        update(roster_imports)
        .where(roster_imports.c.id == import_id, roster_imports.c.undone_at.is_(None))
        .values(undone_at=now, undone_by=staff_id)
    )
    return marked.rowcount == 1


def keep_leftovers(
    connection: Connection, vault: Vault, import_id: int, leftovers: Iterable[Leftover]
) -> None:
    """Keep what undoing an import left, for the page of imports."""
    told = json.dumps(list(leftovers), ensure_ascii=False)
    connection.execute(
        update(roster_imports)
        .where(roster_imports.c.id == import_id)
        .values(leftovers=vault.seal_text(told, _PURPOSE))
    )


def _imports() -> Select[Any]:
    undoer = staff.alias("undoer")
    return select(
        roster_imports, staff.c.display_name.label("who"), undoer.c.display_name.label("undoer")
    ).select_from(
        roster_imports.outerjoin(staff, staff.c.id == roster_imports.c.staff_id).outerjoin(
            undoer, undoer.c.id == roster_imports.c.undone_by
        )
    )


def _kept(vault: Vault, row: Any) -> KeptImport:
    told = json.loads(vault.unseal_text(row.leftovers, _PURPOSE)) if row.leftovers else []
    return KeptImport(
        id=row.id,
        filename=row.filename,
        who=row.who or "",
        at=row.at,
        counts=ImportCounts(row.added, row.changed, row.unchanged, row.bound),
        undone_at=row.undone_at,
        undone_by=row.undoer or "",
        leftovers=tuple(Leftover(*left) for left in told),
    )
