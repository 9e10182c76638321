"""Taking rows to work on, so that each is in one worker's hands at a time.

A claim lasts until its lease ends; a worker that died leaves a row that the next one finds again.
`claims` counts the times a row was taken since it last got an answer, so work that kills its
process is counted too. The lease's end is the claim's mark: whoever takes the row later has a later
one, and a worker that overslept can no longer put back or give up what is not its own any more.
(Source: mechanics §Jobs and clock.)
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import Connection, RowMapping, Select, Table, or_, select, update


@dataclass(frozen=True, slots=True)
class Claim:
    """One row in our hands until `lease_until`; `claims` includes this time."""

    row_id: int
    lease_until: datetime
    claims: int


def is_due(connection: Connection, rows: Table, state: str, now: datetime) -> bool:
    """Whether `claim_rows` would find a row; a read, so that idle workers hold no pen."""
    return connection.execute(_due(rows, state, now).limit(1)).first() is not None


def claim_rows(
    connection: Connection, rows: Table, state: str, now: datetime, limit: int, lease: timedelta
) -> list[tuple[Claim, RowMapping]]:
    """Take up to `limit` rows in `state` that are due and free, the longest due first.

    `rows` has the columns id, state, next_at, lease_until and claims. Rows that another worker is
    taking at this moment are passed over.
    """
    due = _due(rows, state, now).order_by(rows.c.next_at, rows.c.id).limit(limit)
    due = due.with_for_update(skip_locked=True)
    found: Sequence[RowMapping] = connection.execute(due).mappings().all()
    if not found:
        return []
    until = now + lease
    connection.execute(
        update(rows)
        .where(rows.c.id.in_([row["id"] for row in found]))
        .values(lease_until=until, claims=rows.c.claims + 1)
    )
    return [(Claim(row["id"], until, row["claims"] + 1), row) for row in found]


def settle(
    connection: Connection, rows: Table, state: str, claim: Claim, values: Mapping[str, Any]
) -> bool:
    """Write the answer of a claimed row and free it; False when the claim is not ours any more."""
    answered = {"lease_until": None, "claims": 0, **values}
    return _write(connection, rows, state, claim, answered)


def hold(
    connection: Connection, rows: Table, state: str, claim: Claim, values: Mapping[str, Any]
) -> bool:
    """Write into a claimed row and keep it in our hands; False when it is not ours any more."""
    return _write(connection, rows, state, claim, values)


def let_go(
    connection: Connection, rows: Table, state: str, claim: Claim, next_at: datetime
) -> bool:
    """Free a row whose work failed by our own fault; the claim stays counted."""
    return _write(connection, rows, state, claim, {"lease_until": None, "next_at": next_at})


def _due(rows: Table, state: str, now: datetime) -> Select[Any]:
    free = or_(rows.c.lease_until.is_(None), rows.c.lease_until <= now)
    return select(rows).where(rows.c.state == state, rows.c.next_at <= now, free)


def _write(
    connection: Connection, rows: Table, state: str, claim: Claim, values: Mapping[str, Any]
) -> bool:
    changed = connection.execute(
        update(rows)
        .where(rows.c.id == claim.row_id, rows.c.state == state)
        .where(rows.c.lease_until == claim.lease_until)
        .values(**values)
    )
    return changed.rowcount == 1
