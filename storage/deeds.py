"""Inspections with their lists, and essays with the office's word on them."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import Connection, Row, Select, insert, select, update

from storage.once import insert_once
from storage.tables.people import observers
from storage.tables.quota import essays, inspection_people, inspections
from storage.vault import Vault


@dataclass(frozen=True, slots=True)
class Activity:
    """What an inspection is to be: its kind (special, survey), day, route and who joins in."""

    kind: str
    title: str
    day: date
    route: str
    units: str


@dataclass(frozen=True, slots=True)
class Inspection(Activity):
    """An inspection as stored: planned, held or cancelled."""

    id: int
    state: str


@dataclass(frozen=True, slots=True)
class Participant:
    """Somebody on an inspection's list."""

    observer_id: int
    name: str
    group: str
    state: str


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


def plan_inspection(
    connection: Connection, activity: Activity, staff_id: int, now: datetime
) -> int:
    """Add an inspection and return its id."""
    values = {name: getattr(activity, name) for name in Activity.__slots__}
    row = insert(inspections).values(
        values | {"state": "planned", "created_by": staff_id, "created_at": now}
    )
    return int(connection.execute(row.returning(inspections.c.id)).scalar_one())


def set_inspection_state(connection: Connection, inspection_id: int, state: str) -> bool:
    """Mark an inspection as planned, held or cancelled; False when it is so or is none."""
    changed = connection.execute(
        update(inspections)
        .where(inspections.c.id == inspection_id, inspections.c.state != state)
        .values(state=state)
    )
    return changed.rowcount == 1


def inspections_since(connection: Connection, day: date, limit: int) -> list[Inspection]:
    """Return the inspections from a day on, the latest first."""
    wanted = select(inspections).where(inspections.c.day >= day)
    return _inspections(connection, wanted.order_by(inspections.c.day.desc()).limit(limit))


def open_inspections(connection: Connection, today: date) -> list[Inspection]:
    """Return the planned inspections from today on, the next one first."""
    wanted = select(inspections).where(inspections.c.day >= today, inspections.c.state == "planned")
    return _inspections(connection, wanted.order_by(inspections.c.day, inspections.c.id))


def planned_for(connection: Connection, observer_id: int, today: date) -> list[Inspection]:
    """Return the planned inspections from today on that have this observer on their list."""
    wanted = (
        select(inspections)
        .join(inspection_people, inspection_people.c.inspection_id == inspections.c.id)
        .where(inspection_people.c.observer_id == observer_id)
        .where(inspections.c.day >= today, inspections.c.state == "planned")
    )
    return _inspections(connection, wanted.order_by(inspections.c.day, inspections.c.id))


def inspection(connection: Connection, inspection_id: int) -> Inspection | None:
    """Return one inspection."""
    found = _inspections(connection, select(inspections).where(inspections.c.id == inspection_id))
    return found[0] if found else None


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


def attended(
    connection: Connection, observer_id: int, first: date, before: date
) -> list[Inspection]:
    """Return the inspections of these days that an observer attended."""
    wanted = (
        select(inspections)
        .join(inspection_people, inspection_people.c.inspection_id == inspections.c.id)
        .where(inspection_people.c.observer_id == observer_id)
        .where(inspection_people.c.state == "attended", inspections.c.state != "cancelled")
        .where(inspections.c.day >= first, inspections.c.day < before)
    )
    return _inspections(connection, wanted.order_by(inspections.c.day))


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


def _inspections(connection: Connection, wanted: Select[Any]) -> list[Inspection]:
    def read(row: Row[Any]) -> Inspection:
        return Inspection(row.kind, row.title, row.day, row.route, row.units, row.id, row.state)

    return [read(row) for row in connection.execute(wanted)]
