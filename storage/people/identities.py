"""Whose identity was opened to whom, why and until when; kept for good."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Connection, func, insert, select, update

from storage.tables.identities import identity_openings
from storage.tables.people import observers
from storage.tables.staff import staff

_C = identity_openings.c


@dataclass(frozen=True, slots=True)
class Opening:
    """One opening; `observer_id` is None where a sheet with many names was taken out.

    `about` is report:17 or names the sheet; `noted` tells whether the director has seen it.
    """

    id: int
    who: str
    observer_id: int | None
    about: str
    reason: str
    at: datetime
    until: datetime
    noted: bool


def add_opening(  # by whom, whose (None: many), what about, why, from when until when
    connection: Connection,
    staff_id: int,
    observer_id: int | None,
    about: str,
    reason: str,
    span: tuple[datetime, datetime],
) -> None:
    """Write an opening down."""
    row = {"staff_id": staff_id, "observer_id": observer_id, "about": about, "reason": reason}
    when = {"at": span[0], "until": span[1]}
    connection.execute(insert(identity_openings).values(row | when))


def opened_columns(connection: Connection, staff_id: int, now: datetime) -> frozenset[bytes]:
    """Return the sealed names, telephones and units that are open to somebody at this moment."""
    person = observers.c
    rows = connection.execute(
        select(person.name, person.phone, person.unit)
        .join_from(identity_openings, observers, _C.observer_id == person.id)
        .where(_C.staff_id == staff_id, _C.until > now)
    )
    return frozenset(bytes(sealed) for row in rows for sealed in row)


def openings_of(connection: Connection, observer_id: int, limit: int) -> list[Opening]:
    """Return the newest openings of one observer's identity."""
    return _openings(connection, limit, _C.observer_id == observer_id)


def newest_openings(connection: Connection, limit: int, before: int | None = None) -> list[Opening]:
    """Return openings older than row `before`, newest first."""
    return _openings(connection, limit, *([_C.id < before] if before else []))


def count_unnoted(connection: Connection) -> int:
    """Return how many openings the director has not taken note of."""
    unnoted = select(func.count()).select_from(identity_openings).where(_C.noted_at.is_(None))
    return int(connection.execute(unnoted).scalar_one())


def take_note(connection: Connection, up_to: int, staff_id: int, now: datetime) -> int:
    """Mark every opening up to this row as seen; return how many were not."""
    noted = connection.execute(
        update(identity_openings)
        .where(_C.id <= up_to, _C.noted_at.is_(None))
        .values(noted_at=now, noted_by=staff_id)
    )
    return noted.rowcount


def _openings(connection: Connection, limit: int, *where: ColumnElement[bool]) -> list[Opening]:
    columns: tuple[ColumnElement[Any], ...] = (
        *(_C.id, staff.c.display_name, _C.observer_id, _C.about, _C.reason, _C.at, _C.until),
        _C.noted_at.is_not(None),
    )
    rows = connection.execute(
        select(*columns)
        .join_from(identity_openings, staff, _C.staff_id == staff.c.id)
        .where(*where)
        .order_by(_C.id.desc())
        .limit(limit)
    )
    return [Opening(*row) for row in rows]
