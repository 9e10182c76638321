"""How long and as what observers serve: appointment, other roles, absences, their own numbers."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from sqlalchemy import Connection, Row, Table, insert, select, update

from storage.tables.people import observers
from storage.tables.quota import absences, extra_roles, quota_overrides
from storage.vault import Vault

LEADER = "组长"
_ABSENCE, _OVERRIDE = "observer.absence", "observer.override"


@dataclass(slots=True)
class ServiceRow:
    """One observer's appointment and what else decides their quota, as stored, oldest first.

    `roles`: (role, first, last); `away`: (first, last); `own`: (code, first, last month, least).
    """

    observer_id: int
    role: str
    group: str
    appointed_from: date | None
    appointed_to: date | None
    entered_at: datetime
    roles: list[tuple[str, date, date | None]] = field(default_factory=list)
    away: list[tuple[date, date | None]] = field(default_factory=list)
    own: list[tuple[str, date, date | None, int]] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class KeptAbsence:
    """A leave or suspension as the observer's page shows it."""

    id: int
    kind: str
    first: date
    last: date | None
    reason: str


@dataclass(frozen=True, slots=True)
class KeptOverride:
    """A person's own number as their page shows it."""

    id: int
    code: str
    first: date
    last: date | None
    least: int
    reason: str


@dataclass(frozen=True, slots=True)
class KeptRole:
    """A further role as the observer's page shows it."""

    id: int
    role: str
    first: date
    last: date | None


def service_rows(connection: Connection, observer_ids: Collection[int]) -> dict[int, ServiceRow]:
    """Return {observer id: service} for the ids that exist."""
    named = observers.c
    columns = (named.id, named.role, named.group_name, named.appointed_from, named.appointed_to)
    rows = connection.execute(
        select(*columns, named.created_at).where(named.id.in_(observer_ids)).order_by(named.id)
    )
    found = {row.id: ServiceRow(*row) for row in rows}
    for row in _of(connection, extra_roles, observer_ids):
        found[row.observer_id].roles.append((row.role, row.first_day, row.last_day))
    for row in _of(connection, absences, observer_ids):
        found[row.observer_id].away.append((row.first_day, row.last_day))
    for row in _of(connection, quota_overrides, observer_ids):
        own = (row.code, row.first_month, row.last_month, row.least)
        found[row.observer_id].own.append(own)
    return found


def begin_suspension(connection: Connection, observer_id: int, since: date, now: datetime) -> None:
    """Count the days of a suspension from its first one on."""
    values = {"observer_id": observer_id, "kind": "suspended", "first_day": since, "at": now}
    connection.execute(insert(absences).values(values))


def end_suspension(connection: Connection, observer_id: int, last: date) -> None:
    """End the days of a suspension with the day before the reinstatement."""
    connection.execute(
        update(absences)
        .where(absences.c.observer_id == observer_id, absences.c.kind == "suspended")
        .where(absences.c.last_day.is_(None))
        .values(last_day=last)
    )


def add_leave(  # whose, which days, why, by whom and when
    connection: Connection,
    vault: Vault,
    observer_id: int,
    days: tuple[date, date | None],
    reason: str,
    by: tuple[int, datetime],
) -> None:
    """Write down a leave; the second day is None while nobody knows its end."""
    values = {
        "observer_id": observer_id,
        "kind": "leave",
        "first_day": days[0],
        "last_day": days[1],
        "reason": vault.seal_text(reason, _ABSENCE),
        "staff_id": by[0],
        "at": by[1],
    }
    connection.execute(insert(absences).values(values))


def set_leave_end(connection: Connection, observer_id: int, leave_id: int, last: date) -> bool:
    """Give a leave its last day; False when it is no leave of this observer."""
    changed = connection.execute(
        update(absences)
        .where(absences.c.id == leave_id, absences.c.observer_id == observer_id)
        .where(absences.c.kind == "leave", absences.c.first_day <= last)
        .values(last_day=last)
    )
    return changed.rowcount == 1


def add_role(
    connection: Connection, observer_id: int, role: str, first: date, by: tuple[int, datetime]
) -> None:
    """Give an observer a further role from a day on."""
    values = {"observer_id": observer_id, "role": role, "first_day": first}
    connection.execute(insert(extra_roles).values(values | {"staff_id": by[0], "at": by[1]}))


def end_role(connection: Connection, observer_id: int, role_id: int, last: date) -> bool:
    """End a further role with a day; False when there is none such."""
    changed = connection.execute(
        update(extra_roles)
        .where(extra_roles.c.id == role_id, extra_roles.c.observer_id == observer_id)
        .where(extra_roles.c.last_day.is_(None))
        .values(last_day=last)
    )
    return changed.rowcount == 1


def add_override(  # whose, what, why, by whom and when
    connection: Connection,
    vault: Vault,
    observer_id: int,
    own: tuple[str, date, date | None, int],
    reason: str,
    by: tuple[int, datetime],
) -> None:
    """Give an observer a number of their own: (code, first month, last month, least)."""
    values = {
        "observer_id": observer_id,
        "code": own[0],
        "first_month": own[1],
        "last_month": own[2],
        "least": own[3],
        "reason": vault.seal_text(reason, _OVERRIDE),
        "staff_id": by[0],
        "at": by[1],
    }
    connection.execute(insert(quota_overrides).values(values))


def absences_of(connection: Connection, vault: Vault, observer_id: int) -> list[KeptAbsence]:
    """Return an observer's leaves and suspensions, oldest first."""
    return [
        KeptAbsence(
            row.id,
            row.kind,
            row.first_day,
            row.last_day,
            "" if row.reason is None else vault.unseal_text(row.reason, _ABSENCE),
        )
        for row in _of(connection, absences, [observer_id])
    ]


def overrides_of(connection: Connection, vault: Vault, observer_id: int) -> list[KeptOverride]:
    """Return an observer's own numbers, oldest first."""
    return [
        KeptOverride(
            row.id,
            row.code,
            row.first_month,
            row.last_month,
            row.least,
            vault.unseal_text(row.reason, _OVERRIDE),
        )
        for row in _of(connection, quota_overrides, [observer_id])
    ]


def roles_of(connection: Connection, observer_id: int) -> list[KeptRole]:
    """Return an observer's further roles, oldest first."""
    return [
        KeptRole(row.id, row.role, row.first_day, row.last_day)
        for row in _of(connection, extra_roles, [observer_id])
    ]


def _of(connection: Connection, table: Table, observer_ids: Iterable[int]) -> list[Row[Any]]:
    mine = select(table).where(table.c.observer_id.in_(observer_ids))
    return list(connection.execute(mine.order_by(table.c.id)))


def blank_reasons(connection: Connection, vault: Vault, observer_id: int) -> None:
    """Empty why an observer was away or had numbers of their own; both themselves stay."""
    away = update(absences).where(absences.c.observer_id == observer_id)
    connection.execute(away.values(reason=None))
    own = update(quota_overrides).where(quota_overrides.c.observer_id == observer_id)
    connection.execute(own.values(reason=vault.seal_text("", _OVERRIDE)))
