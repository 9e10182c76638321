"""Who is on an inspection's list, and who of them was there."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Connection, and_, not_, or_, select, update

from storage.once import insert_once
from storage.tables.activities import inspection_people
from storage.tables.people import observers
from storage.vault import Vault

ON_THE_LIST = ("signed_up", "listed", "attended", "absent")
_MINE = inspection_people.c


@dataclass(frozen=True, slots=True)
class Participant:
    """Somebody on an inspection's list; `stop` is the number of that where they checked in."""

    observer_id: int
    name: str
    group: str
    state: str
    unit: str
    phone: str
    checked_in_at: datetime | None
    stop: int | None


def put_on_list(  # which, whom, how, by whom (None: themself) and when
    connection: Connection,
    inspection_id: int,
    observer_id: int,
    state: str,
    by: tuple[int | None, datetime],
) -> bool:
    """Put somebody on an inspection's list unless they are there; False when they are."""
    values = {"inspection_id": inspection_id, "observer_id": observer_id, "state": state}
    values |= {"staff_id": by[0], "at": by[1]}
    if insert_once(connection, inspection_people, "inspection_id, observer_id", values):
        return True
    return _move(connection, (inspection_id, observer_id), ("withdrew",), values)


def take_off_list(
    connection: Connection, inspection_id: int, observer_id: int, now: datetime
) -> bool:
    """Take back somebody's own name; False when they are not on the list, or were there."""
    values = {"state": "withdrew", "staff_id": None, "at": now}
    return _move(connection, (inspection_id, observer_id), ("signed_up", "listed"), values)


def check_in(
    connection: Connection, inspection_id: int, observer_id: int, stop: int, at: datetime
) -> bool:
    """Mark somebody as there by their place near a stop; a clerk's word before it stands."""
    values = {"state": "attended", "checked_in_at": at, "stop": stop}
    return _move(connection, (inspection_id, observer_id), ("signed_up", "listed"), values)


def mark_attendance(
    connection: Connection,
    inspection_id: int,
    attended: Collection[int],
    by: tuple[int, datetime],
    seen_at: datetime | None = None,
) -> None:
    """Mark everybody on the list as attended or absent.

    Who checked in after the clerk's page was shown (`seen_at`) stays attended.
    """
    listed = and_(_MINE.inspection_id == inspection_id, _MINE.state.in_(ON_THE_LIST))
    there: ColumnElement[bool] = _MINE.observer_id.in_(attended)
    if seen_at is not None:
        there = or_(there, and_(_MINE.checked_in_at > seen_at, _MINE.state == "attended"))
    for state, who in (("attended", there), ("absent", not_(there))):
        connection.execute(
            update(inspection_people)
            .where(listed, who, _MINE.state != state)
            .values(state=state, staff_id=by[0], at=by[1])
        )


def state_on_list(connection: Connection, inspection_id: int, observer_id: int) -> str:
    """Return how somebody stands on a list; empty for not at all."""
    wanted = select(_MINE.state).where(
        _MINE.inspection_id == inspection_id, _MINE.observer_id == observer_id
    )
    return connection.scalar(wanted) or ""


def states_of(connection: Connection, observer_id: int, ids: Collection[int]) -> dict[int, str]:
    """Return {inspection id: how this observer stands on its list}."""
    rows = connection.execute(
        select(_MINE.inspection_id, _MINE.state).where(
            _MINE.observer_id == observer_id, _MINE.inspection_id.in_(ids)
        )
    )
    return {row.inspection_id: row.state for row in rows}


def participants(connection: Connection, vault: Vault, inspection_id: int) -> list[Participant]:
    """Return who is on an inspection's list, and who was, in the order they were put there."""
    person, listed = observers.c, _MINE
    rows = connection.execute(
        select(listed.observer_id, listed.state, listed.checked_in_at, listed.stop)
        .add_columns(person.name, person.group_name, person.unit, person.phone)
        .join_from(inspection_people, observers)
        .where(listed.inspection_id == inspection_id)
        .order_by(listed.at, listed.observer_id)
    )
    return [
        Participant(
            observer_id=row.observer_id,
            name=vault.unseal_text(row.name, "observer.name"),
            group=row.group_name,
            state=row.state,
            unit=vault.unseal_text(row.unit, "observer.unit"),
            phone=vault.unseal_text(row.phone, "observer.phone"),
            checked_in_at=row.checked_in_at,
            stop=row.stop,
        )
        for row in rows
    ]


def _move(
    connection: Connection, whose: tuple[int, int], states: Collection[str], values: dict[str, Any]
) -> bool:
    changed = connection.execute(
        update(inspection_people)
        .where(_MINE.inspection_id == whose[0], _MINE.observer_id == whose[1])
        .where(_MINE.state.in_(states))
        .values(values)
    )
    return changed.rowcount == 1
