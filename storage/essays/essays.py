"""Essays (综合情况反映、调研材料) with the office's word on them.

Each time something is handed in is a row of its own: what follows a returned essay names it as the
earlier one, so the history stays and each counts from its own arrival as reports do.
"""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Exists, Row, Select, exists, select, update

from storage.capped import count_capped, written
from storage.once import insert_once
from storage.tables.essays import essays
from storage.tables.people import observers
from storage.vault import Vault


@dataclass(frozen=True, slots=True)
class NewEssay:
    """What is handed in; `staff_id` is the clerk who entered it, `earlier_id` the returned one.

    `hand_key` (hex of a sha256) names the content: the same handed in again is no second essay.
    """

    observer_id: int
    title: str
    text: str
    at: datetime
    hand_key: str
    earlier_id: int | None = None
    staff_id: int | None = None


@dataclass(frozen=True, slots=True)
class EssayOf:
    """An essay of a known observer; `reason` is why it was returned.

    `followed` once a new version of it was handed in.
    """

    id: int
    title: str
    handed_in_at: datetime
    state: str
    reason: str
    text: str
    earlier_id: int | None
    followed: bool


@dataclass(frozen=True, slots=True)
class Essay(EssayOf):
    """An essay as it is listed."""

    observer_id: int
    name: str


def hand_in_essay(connection: Connection, new: NewEssay) -> tuple[int, bool]:
    """Add an essay and return (id, True); of content handed in before the older id and False."""
    values = {"observer_id": new.observer_id, "title": new.title, "text": new.text}
    values |= {"handed_in_at": new.at, "state": "submitted", "reason": ""}
    values |= {"entered_by": new.staff_id, "hand_key": new.hand_key, "earlier_id": new.earlier_id}
    is_new = insert_once(connection, essays, "hand_key", values)
    known = essay_with_key(connection, new.hand_key)
    if known is None:
        raise LookupError("an essay was neither new nor known")
    return known, is_new


def essay_with_key(connection: Connection, hand_key: str) -> int | None:
    """Return the essay of this content."""
    return connection.scalar(select(essays.c.id).where(essays.c.hand_key == hand_key))


def decide_essay(
    connection: Connection, essay_id: int, verdict: tuple[str, str], staff_id: int, now: datetime
) -> bool:
    """Accept or return an essay, (state, reason); False when it is so already or was replaced."""
    state, reason = verdict
    changed = connection.execute(
        update(essays)
        .where(essays.c.id == essay_id, essays.c.state != state, ~_followed())
        .values(state=state, reason=reason, decided_by=staff_id, decided_at=now)
    )
    return changed.rowcount == 1


def essay(connection: Connection, vault: Vault, essay_id: int) -> Essay | None:
    """Return one essay."""
    found = _essays(connection, vault, _all_essays().where(essays.c.id == essay_id))
    return found[0] if found else None


def may_be_followed(connection: Connection, observer_id: int, essay_id: int) -> bool:
    """Whether an essay is this observer's, was returned and has no new version yet."""
    mine = (essays.c.id == essay_id, essays.c.observer_id == observer_id)
    wanted = select(essays.c.id).where(*mine, essays.c.state == "returned", ~_followed())
    return connection.scalar(wanted) is not None


def essays_of(
    connection: Connection, observer_id: int, since: datetime, until: datetime
) -> list[EssayOf]:
    """Return what an observer handed in in [since, until)."""
    named = essays.c
    rows = connection.execute(
        select(essays, _followed().label("followed"))
        .where(named.observer_id == observer_id)
        .where(named.handed_in_at >= since, named.handed_in_at < until)
        .order_by(named.id)
    )
    return [EssayOf(**_of(row)) for row in rows]


def latest_essays(connection: Connection, vault: Vault, limit: int) -> list[Essay]:
    """Return the newest essays; those that wait for a decision come first."""
    waiting = (essays.c.state != "submitted", essays.c.id.desc())
    return _essays(connection, vault, _all_essays().order_by(*waiting).limit(limit))


def count_waiting_essays(connection: Connection) -> int:
    """Return how many essays wait for the office's word."""
    waiting = select(essays.c.id).where(essays.c.state == written("submitted"))
    return count_capped(connection, waiting)


def _followed() -> Exists:
    later = essays.alias("later")
    return exists().where(later.c.earlier_id == essays.c.id)


def _all_essays() -> Select[Any]:
    return select(essays, observers.c.name, _followed().label("followed")).join_from(
        essays, observers
    )


def _essays(connection: Connection, vault: Vault, wanted: Select[Any]) -> list[Essay]:
    return [
        Essay(
            **_of(row),
            observer_id=row.observer_id,
            name=vault.unseal_text(row.name, "observer.name"),
        )
        for row in connection.execute(wanted)
    ]


def _of(row: Row[Any]) -> dict[str, Any]:
    return {name: getattr(row, name) for name in EssayOf.__slots__} | {
        "followed": bool(row.followed)
    }
