"""Messages that urge a unit: one a day and letter, each with what became of it in the outbox."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime
from typing import Final

from sqlalchemy import ColumnElement, Connection, Select, select
from sqlalchemy.engine import Row

from storage.once import insert_once
from storage.tables.staff import staff
from storage.tables.urging import letter_urgings
from storage.tables.work import outbox

_C = letter_urgings.c
_UNDELIVERED = "undelivered"
PURPOSE: Final = "urge"  # of its message in the outbox


@dataclass(frozen=True, slots=True)
class NewUrging:
    """An urging to be. `contact`: a 联络人's key; `staff_id` None: the clock urges."""

    letter_id: int
    day: date
    stage: str
    due: date
    contact: str
    message_key: str
    staff_id: int | None
    at: datetime


@dataclass(frozen=True, slots=True)
class Urging:
    """An urging with its message; `who` is a name, empty for the clock.

    `state` is as in the outbox: queued, handed, sent, undelivered or dropped.
    """

    letter_id: int
    day: date
    stage: str
    due: date
    contact: str
    staff_id: int | None
    at: datetime
    who: str
    state: str
    cause: str


def add_urging(connection: Connection, new: NewUrging) -> bool:
    """Write an urging down; False when the letter was urged on this day."""
    values = {name: getattr(new, name) for name in NewUrging.__slots__}
    return insert_once(connection, letter_urgings, "letter_id, day", values)


def urgings_of(connection: Connection, letter_ids: Collection[int]) -> list[Urging]:
    """Return the urgings about letters, the newest first."""
    return _urgings(connection, _C.letter_id.in_(letter_ids))


def urging_of_message(connection: Connection, outbox_id: int) -> Urging | None:
    """Return the urging whose message this row of the outbox is."""
    return next(iter(_urgings(connection, outbox.c.id == outbox_id)), None)


def urged_stages(connection: Connection, letter_ids: Collection[int]) -> set[tuple[int, str, date]]:
    """Return (letter, stage, term) of what was urged about these letters."""
    about = select(_C.letter_id, _C.stage, _C.due).where(_C.letter_id.in_(letter_ids))
    found = connection.execute(about)
    return {(row.letter_id, row.stage, row.due) for row in found}


def undelivered_since(connection: Connection, day: date) -> list[Urging]:
    """Return the urgings since a day that did not arrive."""
    return _urgings(connection, (_C.day >= day) & (outbox.c.state == _UNDELIVERED))


def _urgings(connection: Connection, wanted: ColumnElement[bool]) -> list[Urging]:
    return [_read(row) for row in connection.execute(_shown(wanted))]


def _shown(wanted: ColumnElement[bool]) -> Select[tuple[object, ...]]:
    return (
        select(letter_urgings, staff.c.display_name, outbox.c.state, outbox.c.cause)
        .join_from(letter_urgings, outbox, outbox.c.once_key == _C.message_key)
        .join(staff, staff.c.id == _C.staff_id, isouter=True)
        .where(wanted)
        .order_by(_C.id.desc())
    )


def _read(row: Row[tuple[object, ...]]) -> Urging:
    known = row._mapping  # noqa: SLF001 - SQLAlchemy's public name
    values = {name: known[name] for name in Urging.__slots__ if name != "who"}
    return Urging(**values, who=row.display_name or "")
