"""Deliveries of letters, receipts, extensions of terms; people's names and phones are sealed."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import Connection, insert, select, update

from storage.once import insert_once
from storage.tables.letters import letter_deliveries, letter_extensions, letter_receipts
from storage.vault import Vault

_PERSON = "letter.person"
_PHONE = "letter.phone"


@dataclass(frozen=True, slots=True)
class LetterDelivery:
    """One unit's copy on its way; `received_on`, person and phone are empty until 签收."""

    id: int
    unit: str
    main: bool
    how: str
    delivered_on: date
    received_on: date | None = None
    person: str = ""
    phone: str = ""


@dataclass(frozen=True, slots=True)
class Extension:
    """A unit's wish for a later day: asked, granted or refused."""

    id: int
    until: date
    reason: str
    state: str
    asked_at: datetime


def add_delivery(  # of which letter, to whom (main or copied), how and on which day, by whom, when
    connection: Connection,
    letter_id: int,
    unit: tuple[str, bool],
    how: tuple[str, date],
    by: tuple[int, datetime],
) -> bool:
    """Write down that a letter was delivered to a unit; False when it was before."""
    values = {"letter_id": letter_id, "unit": unit[0], "main": unit[1], "how": how[0]}
    values |= {"delivered_on": how[1], "staff_id": by[0], "at": by[1]}
    return insert_once(connection, letter_deliveries, "letter_id, unit", values)


def add_receipt(  # of whose delivery, on which day, by whom there, by whom here (None: link), when
    connection: Connection,
    vault: Vault,
    delivery_id: int,
    received: tuple[date, str, str],
    by: tuple[int | None, datetime],
) -> bool:
    """Write down 签收 as (day, person, phone); False when it was done before."""
    day, person, phone = received
    values = {"delivery_id": delivery_id, "received_on": day, "staff_id": by[0], "at": by[1]}
    values |= {"person": vault.seal_text(person, _PERSON), "phone": vault.seal_text(phone, _PHONE)}
    return insert_once(connection, letter_receipts, "delivery_id", values)


def deliveries_of(connection: Connection, vault: Vault, letter_id: int) -> list[LetterDelivery]:
    """Return to whom a letter was delivered, the 主送 unit first."""
    sent, got = letter_deliveries.c, letter_receipts.c
    rows = connection.execute(
        select(letter_deliveries, got.received_on, got.person, got.phone)
        .join_from(letter_deliveries, letter_receipts, isouter=True)
        .where(sent.letter_id == letter_id)
        .order_by(sent.main.desc(), sent.id)
    )
    return [
        LetterDelivery(
            row.id,
            row.unit,
            row.main,
            row.how,
            row.delivered_on,
            row.received_on,
            "" if row.person is None else vault.unseal_text(row.person, _PERSON),
            "" if row.phone is None else vault.unseal_text(row.phone, _PHONE),
        )
        for row in rows
    ]


def receivers_of(
    connection: Connection, vault: Vault, letter_ids: Collection[int]
) -> dict[int, tuple[str, str]]:
    """Return {letter id: (name, telephone)} of who signed for letters at their 主送 units."""
    sent, got = letter_deliveries.c, letter_receipts.c
    rows = connection.execute(
        select(sent.letter_id, got.person, got.phone)
        .join_from(letter_receipts, letter_deliveries, got.delivery_id == sent.id)
        .where(sent.letter_id.in_(letter_ids), sent.main)
    )
    return {
        row.letter_id: (
            vault.unseal_text(row.person, _PERSON),
            vault.unseal_text(row.phone, _PHONE),
        )
        for row in rows
    }


def ask_extension(
    connection: Connection,
    letter_id: int,
    wish: tuple[date, str],
    by: tuple[int | None, datetime],
) -> None:
    """Write down the wish for a later day, (until, reason)."""
    values = {"letter_id": letter_id, "until": wish[0], "reason": wish[1], "state": "asked"}
    connection.execute(
        insert(letter_extensions).values(values | {"asked_by": by[0], "asked_at": by[1]})
    )


def settle_extension(
    connection: Connection, extension_id: int, state: str, by: tuple[int, datetime]
) -> bool:
    """Grant or refuse a wish; False when it was settled before."""
    changed = connection.execute(
        update(letter_extensions)
        .where(letter_extensions.c.id == extension_id, letter_extensions.c.state == "asked")
        .values(state=state, decided_by=by[0], decided_at=by[1])
    )
    return changed.rowcount == 1


def extensions_of(connection: Connection, letter_id: int) -> list[Extension]:
    """Return a letter's wishes for a later day, the newest first."""
    wish = letter_extensions.c
    rows = connection.execute(
        select(wish.id, wish.until, wish.reason, wish.state, wish.asked_at)
        .where(wish.letter_id == letter_id)
        .order_by(wish.id.desc())
    )
    return [Extension(*row) for row in rows]
