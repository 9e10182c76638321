"""The office's deeds and the seals over them, as rows."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple

from sqlalchemy import (
    BigInteger,
    ColumnElement,
    Connection,
    bindparam,
    func,
    insert,
    select,
    type_coerce,
    update,
)

from storage.once import insert_once
from storage.tables.audit import audit_head, audit_seals
from storage.tables.staff import staff, staff_acts

_PAGE = 5_000
_ONLY = 1
_SEAL_COLUMNS = len(audit_seals.c)
_SEALED_DEED = staff_acts.c.id == audit_seals.c.act_id


class Deed(NamedTuple):  # a check makes a million of them: dataclasses cost twice as much
    """One row of what people did, whole; `at_ms` as stored, milliseconds since 1970 (UTC)."""

    id: int
    staff_id: int | None
    act: str
    target: str
    detail: str
    at_ms: int


class Seal(NamedTuple):
    """One link of the chain over deed `act_id`."""

    number: int
    act_id: int
    salt: bytes
    digest: bytes
    seal: bytes


@dataclass(frozen=True, slots=True)
class Head:
    """Where the chain ends; `seal` is over the number and the last seal."""

    number: int
    seal: bytes


def unsealed_deeds(connection: Connection, limit: int) -> list[Deed]:
    """Return deeds that no seal covers yet, oldest first."""
    wanted = select(*_deed_columns()).where(staff_acts.c.sealed_in.is_(None))
    rows = connection.execute(wanted.order_by(staff_acts.c.id).limit(limit))
    return [Deed(*row) for row in rows]


def last_seal(connection: Connection) -> Seal | None:
    """Return the chain's last link."""
    newest = select(audit_seals).order_by(audit_seals.c.number.desc()).limit(1)
    row = connection.execute(newest).first()
    return Seal(*row) if row else None


def seal_numbered(connection: Connection, number: int) -> Seal | None:
    """Return the link of this number."""
    row = connection.execute(select(audit_seals).where(audit_seals.c.number == number)).first()
    return Seal(*row) if row else None


def add_seals(connection: Connection, seals: Sequence[Seal], head: Head) -> None:
    """Lengthen the chain and mark the deeds; a second sealer fails on the numbers."""
    connection.execute(
        insert(audit_seals),
        [
            {"number": s.number, "act_id": s.act_id, "salt": s.salt}
            | {"digest": s.digest, "seal": s.seal}
            for s in seals
        ],
    )
    connection.execute(
        update(staff_acts)
        .where(staff_acts.c.id == bindparam("deed"))
        .values(sealed_in=bindparam("seal_number")),
        [{"deed": seal.act_id, "seal_number": seal.number} for seal in seals],
    )
    insert_once(connection, audit_head, "id", {"id": _ONLY, "number": 0, "seal": b""})
    connection.execute(update(audit_head).values(number=head.number, seal=head.seal))


def stored_head(connection: Connection) -> Head | None:
    """Return where the database says that the chain ends."""
    row = connection.execute(select(audit_head)).first()
    return Head(row.number, row.seal) if row else None


def links(connection: Connection) -> Iterator[tuple[Seal, Deed | None]]:
    """Yield each seal in order with the deed it covers, None where that is gone."""
    last = 0
    while True:
        page = connection.execute(
            select(audit_seals, *_deed_columns())
            .join_from(audit_seals, staff_acts, _SEALED_DEED, isouter=True)
            .where(audit_seals.c.number > last)
            .order_by(audit_seals.c.number)
            .limit(_PAGE)
        ).all()
        for row in page:
            deed = Deed(*row[_SEAL_COLUMNS:])
            yield Seal(*row[:_SEAL_COLUMNS]), deed if row.id is not None else None
        if len(page) < _PAGE:
            return
        last = page[-1].number


def deeds_without_seal(connection: Connection, limit: int) -> list[int]:
    """Return ids of deeds that are marked as sealed while no seal names them."""
    wanted = (
        select(staff_acts.c.id)
        .join_from(staff_acts, audit_seals, _SEALED_DEED, isouter=True)
        .where(audit_seals.c.number.is_(None), staff_acts.c.sealed_in.is_not(None))
    )
    return list(connection.scalars(wanted.order_by(staff_acts.c.id).limit(limit)))


def count_unsealed(connection: Connection) -> int:
    """Return how many deeds still wait for their seal."""
    waiting = select(func.count()).where(staff_acts.c.sealed_in.is_(None))
    return int(connection.scalar(waiting.select_from(staff_acts)) or 0)


def accounts_there(connection: Connection) -> bool:
    """Whether the office has any account."""
    return connection.execute(select(staff.c.id).limit(1)).first() is not None


def _deed_columns() -> tuple[ColumnElement[Any], ...]:
    c = staff_acts.c
    # The time stays a number: turning a million into datetimes and back took a third of a check.
    at_ms = type_coerce(c.at, BigInteger).label("at_ms")
    return c.id, c.staff_id, c.act, c.target, c.detail, at_ms
