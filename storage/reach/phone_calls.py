"""Calls that clerks made to people whom no message reached. What was said is sealed."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime
from typing import Final, Literal

from sqlalchemy import Connection, insert, select, update

from storage.tables.roads import phone_calls
from storage.vault import Vault

CallOutcome = Literal["reached", "missed", "later"]
_NOTE: Final = "call.note"


@dataclass(frozen=True, slots=True)
class PhoneCall:
    """A call that a clerk made or put off."""

    observer_id: int
    outcome: str  # one of CallOutcome
    day: date
    note: str
    staff_id: int
    at: datetime


def note_call(connection: Connection, vault: Vault, call: PhoneCall) -> None:
    """Write a call down."""
    connection.execute(
        insert(phone_calls).values(
            observer_id=call.observer_id,
            outcome=call.outcome,
            day=call.day,
            note=vault.seal_text(call.note, _NOTE),
            staff_id=call.staff_id,
            at=call.at,
        )
    )


def calls_to(
    connection: Connection, vault: Vault, observer_ids: Collection[int], since: datetime
) -> dict[int, list[PhoneCall]]:
    """Return {observer id: the calls to them since then}, newest first."""
    rows = connection.execute(
        select(phone_calls)
        .where(phone_calls.c.observer_id.in_(observer_ids), phone_calls.c.at >= since)
        .order_by(phone_calls.c.id.desc())
    )
    found: dict[int, list[PhoneCall]] = {}
    for row in rows:
        note = vault.unseal_text(row.note, _NOTE)
        call = PhoneCall(row.observer_id, row.outcome, row.day, note, row.staff_id, row.at)
        found.setdefault(row.observer_id, []).append(call)
    return found


def blank_notes(connection: Connection, vault: Vault, observer_id: int) -> None:
    """Empty what was said in the calls with an observer; that they were made stays."""
    own = update(phone_calls).where(phone_calls.c.observer_id == observer_id)
    connection.execute(own.values(note=vault.seal_text("", _NOTE)))
