"""Pasted transcripts on their way into reports; sealed, for they hold other people's words too."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection, insert, or_, select, update

from storage.tables.desk import desk_batches
from storage.tables.staff import staff
from storage.vault import Vault

_PASTED, _WORK = "desk.pasted", "desk.work"
_LISTED = 20


@dataclass(frozen=True, slots=True)
class Batch:
    """A transcript as pasted, and the clerk's work on it (JSON); `version` grows with each save."""

    id: int
    pasted: str
    work: str
    version: int
    created_at: datetime


@dataclass(frozen=True, slots=True)
class ListedBatch:
    """One line of the list of batches; `state` is open or closed."""

    id: int
    who: str
    state: str
    created_at: datetime
    changed_at: datetime


def open_batch(
    connection: Connection, vault: Vault, pasted: str, work: str, staff_id: int, now: datetime
) -> int:
    """Keep a pasted transcript and return its id."""
    statement = insert(desk_batches).values(
        created_by=staff_id,
        created_at=now,
        changed_at=now,
        version=1,
        state="open",
        pasted=vault.seal_text(pasted, _PASTED),
        work=vault.seal_text(work, _WORK),
    )
    return int(connection.execute(statement.returning(desk_batches.c.id)).scalar_one())


def read_batch(connection: Connection, vault: Vault, batch_id: int) -> Batch | None:
    """Return a batch; None for one that never was or whose words are forgotten."""
    row = connection.execute(
        select(desk_batches).where(desk_batches.c.id == batch_id, desk_batches.c.work.is_not(None))
    ).one_or_none()
    if row is None:
        return None
    return Batch(
        row.id,
        vault.unseal_text(row.pasted, _PASTED),
        vault.unseal_text(row.work, _WORK),
        row.version,
        row.created_at,
    )


def save_batch(
    connection: Connection, vault: Vault, seen: Batch, work: str, now: datetime, *, closed: bool
) -> bool:
    """Save a clerk's work over the version that was seen; False when another came first."""
    saved = connection.execute(
        update(desk_batches)
        .where(desk_batches.c.id == seen.id, desk_batches.c.version == seen.version)
        .values(
            work=vault.seal_text(work, _WORK),
            version=seen.version + 1,
            changed_at=now,
            state="closed" if closed else "open",
        )
    )
    return saved.rowcount == 1


def recent_batches(connection: Connection) -> list[ListedBatch]:
    """Return the batches whose words are still kept, the newest first."""
    rows = connection.execute(
        select(
            desk_batches.c.id,
            staff.c.display_name,
            desk_batches.c.state,
            desk_batches.c.created_at,
            desk_batches.c.changed_at,
        )
        .join_from(desk_batches, staff, staff.c.id == desk_batches.c.created_by)
        .where(desk_batches.c.work.is_not(None))
        .order_by(desk_batches.c.id.desc())
        .limit(_LISTED)
    )
    return [ListedBatch(*row) for row in rows]


def forget_batches(connection: Connection, before: datetime) -> int:
    """Empty the words of batches last touched before this time; return how many."""
    forgotten = connection.execute(
        update(desk_batches)
        .where(
            desk_batches.c.changed_at < before,
            or_(desk_batches.c.pasted.is_not(None), desk_batches.c.work.is_not(None)),
        )
        .values(pasted=None, work=None, state="closed")
    )
    return forgotten.rowcount
