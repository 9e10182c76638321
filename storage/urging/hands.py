"""Who at the unit has a letter in hand, as the unit told the office (转交 without a link)."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from sqlalchemy import Connection, insert, select

from storage.tables.urging import letter_hands
from storage.vault import Vault

_PERSON: Final = "hand.person"
_PHONE: Final = "hand.phone"


@dataclass(frozen=True, slots=True)
class InHand:
    """Somebody of a unit: name, telephone (maybe empty), since when."""

    letter_id: int
    person: str
    phone: str
    at: datetime


def put_in_hands(
    connection: Connection,
    vault: Vault,
    letter_id: int,
    whose: tuple[str, str],
    by: tuple[int, datetime],
) -> None:
    """Write down whose hands a letter is in, (name, phone)."""
    values = {"letter_id": letter_id, "staff_id": by[0], "at": by[1]}
    values["person"] = vault.seal_text(whose[0], _PERSON)
    values["phone"] = vault.seal_text(whose[1], _PHONE)
    connection.execute(insert(letter_hands).values(values))


def hands_of(connection: Connection, vault: Vault, letter_ids: Collection[int]) -> list[InHand]:
    """Return in whose hands letters were put, the newest first."""
    hands = letter_hands.c
    rows = connection.execute(
        select(letter_hands).where(hands.letter_id.in_(letter_ids)).order_by(hands.id.desc())
    )
    return [
        InHand(
            row.letter_id,
            vault.unseal_text(row.person, _PERSON),
            vault.unseal_text(row.phone, _PHONE),
            row.at,
        )
        for row in rows
    ]
