"""Essays with the office's word on them."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Select, insert, select, update

from storage.tables.people import observers
from storage.tables.quota import essays
from storage.vault import Vault


@dataclass(frozen=True, slots=True)
class EssayOf:
    """An essay of a known observer; `reason` is why it was returned."""

    id: int
    title: str
    handed_in_at: datetime
    state: str
    reason: str


@dataclass(frozen=True, slots=True)
class Essay(EssayOf):
    """An essay as it is listed."""

    observer_id: int
    name: str


def hand_in_essay(
    connection: Connection, observer_id: int, title: str, at: datetime, staff_id: int | None
) -> int:
    """Add an essay and return its id; `staff_id` is the clerk who entered it."""
    values = {"observer_id": observer_id, "title": title, "handed_in_at": at}
    row = insert(essays).values(
        values | {"state": "submitted", "reason": "", "entered_by": staff_id}
    )
    return int(connection.execute(row.returning(essays.c.id)).scalar_one())


def decide_essay(
    connection: Connection, essay_id: int, verdict: tuple[str, str], staff_id: int, now: datetime
) -> bool:
    """Accept or return an essay, (state, reason); False when it is so already."""
    state, reason = verdict
    changed = connection.execute(
        update(essays)
        .where(essays.c.id == essay_id, essays.c.state != state)
        .values(state=state, reason=reason, decided_by=staff_id, decided_at=now)
    )
    return changed.rowcount == 1


def essay(connection: Connection, vault: Vault, essay_id: int) -> Essay | None:
    """Return one essay."""
    found = _essays(connection, vault, _all_essays().where(essays.c.id == essay_id))
    return found[0] if found else None


def essays_of(
    connection: Connection, observer_id: int, since: datetime, until: datetime
) -> list[EssayOf]:
    """Return what an observer handed in in [since, until)."""
    named = essays.c
    rows = connection.execute(
        select(named.id, named.title, named.handed_in_at, named.state, named.reason)
        .where(named.observer_id == observer_id)
        .where(named.handed_in_at >= since, named.handed_in_at < until)
        .order_by(named.id)
    )
    return [EssayOf(*row) for row in rows]


def latest_essays(connection: Connection, vault: Vault, limit: int) -> list[Essay]:
    """Return the newest essays; those that wait for a decision come first."""
    waiting = (essays.c.state != "submitted", essays.c.id.desc())
    return _essays(connection, vault, _all_essays().order_by(*waiting).limit(limit))


def _all_essays() -> Select[Any]:
    return select(essays, observers.c.name).join_from(essays, observers)


def _essays(connection: Connection, vault: Vault, wanted: Select[Any]) -> list[Essay]:
    return [
        Essay(
            row.id,
            row.title,
            row.handed_in_at,
            row.state,
            row.reason,
            row.observer_id,
            vault.unseal_text(row.name, "observer.name"),
        )
        for row in connection.execute(wanted)
    ]
