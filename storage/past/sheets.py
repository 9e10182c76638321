"""Sheets of earlier years, from the upload to taking them in and undoing that."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, Final

from sqlalchemy import Connection, Row, delete, select, update

from storage.dialects import insert_into
from storage.tables.past import past_rows, past_sheets
from storage.tables.staff import staff
from storage.vault import Vault
from storage.work.claims import Claim, claim_rows, is_due, let_go, settle

WAITING: Final = "waiting"
_PURPOSE: Final = "past.sheet"
_SHOWN: Final = 50
_ENDED: Final = ("refused", "dropped", "undone")
_sheet = past_sheets.c


@dataclass(frozen=True, slots=True)
class Upload:
    """A sheet as a clerk gave it; `kind` may be empty: its columns tell."""

    filename: str
    sha256: str
    kind: str
    year: int
    data: bytes


@dataclass(frozen=True, slots=True)
class WaitingSheet:
    """A sheet to be read, in a worker's hands."""

    claim: Claim
    kind: str
    year: int
    data: bytes
    delivery_key: bytes = b""


@dataclass(frozen=True, slots=True)
class PastSheet:
    """A sheet as its page shows it; `told` is what `finish` was given."""

    id: int
    state: str
    filename: str
    kind: str
    year: int
    lines: int
    at: datetime
    who: str
    taken_at: datetime | None
    undone_at: datetime | None
    told: Mapping[str, Any]


def keep_upload(
    connection: Connection, vault: Vault, upload: Upload, staff_id: int, now: datetime
) -> int | None:
    """Keep a sheet for the worker and return its id; None where the same file is here already."""
    row = {
        "state": WAITING,
        "filename": upload.filename[:120],
        "sha256": upload.sha256,
        "content": "",
        "kind": upload.kind,
        "year": upload.year,
        "sheet": vault.seal(upload.data, _PURPOSE),
        "told": "{}",
        "lines": 0,
        "staff_id": staff_id,
        "at": now,
        "next_at": now,
        "claims": 0,
    }
    kept = insert_into(connection, past_sheets).values(row).on_conflict_do_nothing()
    sheet_id: int | None = connection.execute(kept.returning(_sheet.id)).scalar_one_or_none()
    return sheet_id


def sheet_of_file(connection: Connection, sha256: str) -> PastSheet | None:
    """Return the sheet of the same file that waits or stands."""
    alive = (_sheet.sha256 == sha256) & _sheet.state.not_in(_ENDED)
    row = connection.execute(_shown().where(alive)).first()
    return _read(row) if row else None


def sheet_by_id(connection: Connection, sheet_id: int) -> PastSheet | None:
    """Return one sheet."""
    row = connection.execute(_shown().where(_sheet.id == sheet_id)).one_or_none()
    return _read(row) if row else None


def newest_sheets(connection: Connection) -> list[PastSheet]:
    """Return the newest sheets."""
    rows = connection.execute(_shown().order_by(_sheet.id.desc()).limit(_SHOWN))
    return [_read(row) for row in rows]


def has_past_lines(connection: Connection) -> bool:
    """Whether any sheet is taken in."""
    taken = select(_sheet.id).where(_sheet.state == "taken").limit(1)
    return connection.execute(taken).first() is not None


def move(
    connection: Connection, sheet_id: int, states: tuple[str, str], doing: tuple[int, datetime]
) -> bool:
    """Take a sheet from one state to another; False where it is not in the first."""
    before, after = states
    staff_id, now = doing
    marks: dict[str, object] = {"state": after}
    if after == "taken":
        marks |= {"taken_by": staff_id, "taken_at": now}
    else:
        marks |= {"undone_by": staff_id, "undone_at": now}
    moved = update(past_sheets).where(_sheet.id == sheet_id, _sheet.state == before).values(marks)
    return connection.execute(moved).rowcount == 1


def some_waiting(connection: Connection, now: datetime) -> bool:
    """Whether a claim would find anything."""
    return is_due(connection, past_sheets, WAITING, now)


def claim(
    connection: Connection, vault: Vault, now: datetime, limit: int, lease: timedelta
) -> list[WaitingSheet]:
    """Take up to `limit` sheets that are to be read."""
    rows = claim_rows(connection, past_sheets, WAITING, now, limit, lease)
    return [
        WaitingSheet(taken, row["kind"], row["year"], vault.unseal(row["sheet"], _PURPOSE))
        for taken, row in rows
    ]


def taken_with_content(connection: Connection, content: str) -> str | None:
    """Return the file name of a sheet with the same lines that is taken in."""
    same = (_sheet.content == content) & (_sheet.state == "taken")
    return connection.scalar(select(_sheet.filename).where(same).limit(1))


def finish(
    connection: Connection, row: WaitingSheet, told: Mapping[str, Any], lines: int, content: str
) -> bool:
    """Record what was read and forget the file; False when the row is ours no more.

    A sheet of which troubles are told is refused.
    """
    values = {
        "state": "refused" if told["troubles"] else "read",
        "content": content,
        "told": json.dumps(told, ensure_ascii=False),
        "kind": told.get("kind", row.kind),
        "lines": lines,
        "sheet": b"",
    }
    return settle(connection, past_sheets, WAITING, row.claim, values)


def release(connection: Connection, row: WaitingSheet, next_at: datetime) -> bool:
    """Free a sheet whose reading failed by our own fault; the claim stays counted."""
    return let_go(connection, past_sheets, WAITING, row.claim, next_at)


def some_forgotten(connection: Connection, before: datetime) -> bool:
    """Whether `drop_forgotten` would find anything."""
    forgotten = select(_sheet.id).where(_sheet.state == "read", _sheet.at < before)
    return connection.execute(forgotten.limit(1)).first() is not None


def drop_forgotten(connection: Connection, before: datetime) -> None:
    """Drop what nobody confirmed since then."""
    forgotten = (_sheet.state == "read") & (_sheet.at < before)
    connection.execute(update(past_sheets).where(forgotten).values(state="dropped"))


def ended_with_lines(connection: Connection) -> list[int]:
    """Return sheets of which lines are left that count no more."""
    ended = select(_sheet.id).where(_sheet.state.in_(_ENDED), _sheet.lines > 0)
    return list(connection.scalars(ended))


def remove_lines(connection: Connection, sheet_id: int, most: int) -> int:
    """Remove up to `most` of a sheet's lines, and return how many that were."""
    some = (
        select(past_rows.c.id)
        .where(past_rows.c.sheet_id == sheet_id)
        .order_by(past_rows.c.id)
        .limit(most)
    )
    return connection.execute(delete(past_rows).where(past_rows.c.id.in_(some))).rowcount


def forget_lines(connection: Connection, sheet_id: int) -> None:
    """Record that none of an ended sheet's lines is left."""
    ended = (_sheet.id == sheet_id) & _sheet.state.in_(_ENDED)
    connection.execute(update(past_sheets).where(ended).values(lines=0))


def _shown() -> Any:
    columns = (_sheet[name] for name in PastSheet.__slots__ if name != "who")
    return select(*columns, staff.c.display_name.label("who")).join_from(
        past_sheets, staff, staff.c.id == _sheet.staff_id
    )


def _read(row: Row[Any]) -> PastSheet:
    values = {name: getattr(row, name) for name in PastSheet.__slots__}
    return PastSheet(**values | {"told": json.loads(row.told)})
