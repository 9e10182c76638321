"""What a clerk writes down of a telephone call to somebody whom no message reached."""

from dataclasses import dataclass
from datetime import date, datetime
from enum import Enum, auto
from typing import Final, get_args

from storage.database import Connection
from storage.desk.acts import record_act
from storage.people import people
from storage.reach import phone_calls
from storage.reach.phone_calls import CallOutcome, PhoneCall
from storage.vault import Vault

OUTCOMES: Final[tuple[CallOutcome, ...]] = get_args(CallOutcome)
LONGEST_NOTE: Final = 200


class Noted(Enum):
    """What came of it."""

    DONE = auto()
    NOTE_MISSING = auto()  # of a call that reached its person: what was said
    BAD_DAY = auto()
    UNKNOWN = auto()


@dataclass(frozen=True, slots=True)
class CallMade:
    """A call as the clerk tells it; `day` is None where it could not be read."""

    outcome: CallOutcome
    day: date | None
    note: str


def write_down(  # to whom, what came of it, by whom, when and on which day it is written
    connection: Connection,
    vault: Vault,
    observer_id: int,
    made: CallMade,
    by: tuple[int, datetime, date],
) -> Noted:
    """Note a call; one that reached its person settles everything that failed before it."""
    staff_id, now, today = by
    if people.observer_card(connection, vault, observer_id) is None:
        return Noted.UNKNOWN
    if made.day is None or made.day > today or made.day < today.replace(day=1):
        return Noted.BAD_DAY
    if made.outcome == "reached" and not made.note:
        return Noted.NOTE_MISSING
    call = PhoneCall(observer_id, made.outcome, made.day, made.note, staff_id, now)
    phone_calls.note_call(connection, vault, call)
    target = f"observer:{observer_id}"
    record_act(connection, staff_id, f"call.{made.outcome}", target, made.day.isoformat(), now)
    return Noted.DONE
