"""Who is on an inspection's list, and who of them was there."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection, select, update

from storage.once import insert_once
from storage.tables.activities import inspection_people
from storage.tables.people import observers
from storage.vault import Vault


@dataclass(frozen=True, slots=True)
class Participant:
    """Somebody on an inspection's list."""

    observer_id: int
    name: str
    group: str
    state: str


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
    return insert_once(connection, inspection_people, "inspection_id, observer_id", values)


def mark_attendance(
    connection: Connection,
    inspection_id: int,
    attended: Collection[int],
    by: tuple[int, datetime],
) -> None:
    """Mark everybody on the list as attended or absent."""
    mine = inspection_people.c.inspection_id == inspection_id
    there = inspection_people.c.observer_id.in_(attended)
    for state, who in (("attended", there), ("absent", ~there)):
        connection.execute(
            update(inspection_people)
            .where(mine, who, inspection_people.c.state != state)
            .values(state=state, staff_id=by[0], at=by[1])
        )


def participants(connection: Connection, vault: Vault, inspection_id: int) -> list[Participant]:
    """Return who is on an inspection's list, in the order they were put there."""
    named = inspection_people.c
    rows = connection.execute(
        select(named.observer_id, observers.c.name, observers.c.group_name, named.state)
        .join_from(inspection_people, observers)
        .where(named.inspection_id == inspection_id)
        .order_by(named.at, named.observer_id)
    )
    return [
        Participant(
            row.observer_id,
            vault.unseal_text(row.name, "observer.name"),
            row.group_name,
            row.state,
        )
        for row in rows
    ]
