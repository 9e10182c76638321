"""Calls that clerks made to units about a letter. Whom and what was said is sealed."""

from dataclasses import dataclass
from datetime import datetime
from typing import Final, Literal

from sqlalchemy import Connection, insert, select

from storage.tables.staff import staff
from storage.tables.urging import letter_calls
from storage.vault import Vault

CallOutcome = Literal["reached", "missed"]
_WHOM: Final = "unit_call.whom"
_WORDS: Final = "unit_call.words"


@dataclass(frozen=True, slots=True)
class UnitCall:
    """A call: whom (as typed, maybe empty), how it ended, in which words, by whom, when."""

    whom: str
    outcome: str  # one of CallOutcome
    words: str
    who: str
    at: datetime


def note_call(  # about which letter, to whom, what came of it in which words, by whom and when
    connection: Connection,
    vault: Vault,
    letter_id: int,
    whom: str,
    came: tuple[CallOutcome, str],
    by: tuple[int, datetime],
) -> None:
    """Write a call down."""
    sealed = {"whom": vault.seal_text(whom, _WHOM), "words": vault.seal_text(came[1], _WORDS)}
    done = {"letter_id": letter_id, "outcome": came[0], "staff_id": by[0], "at": by[1]}
    connection.execute(insert(letter_calls).values(done | sealed))


def calls_about(connection: Connection, vault: Vault, letter_id: int) -> list[UnitCall]:
    """Return the calls about a letter, the newest first."""
    rows = connection.execute(
        select(letter_calls, staff.c.display_name)
        .join_from(letter_calls, staff, staff.c.id == letter_calls.c.staff_id)
        .where(letter_calls.c.letter_id == letter_id)
        .order_by(letter_calls.c.id.desc())
    )
    return [
        UnitCall(
            vault.unseal_text(row.whom, _WHOM),
            row.outcome,
            vault.unseal_text(row.words, _WORDS),
            row.display_name,
            row.at,
        )
        for row in rows
    ]
