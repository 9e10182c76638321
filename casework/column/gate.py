"""The one gate through which every act of staff on a piece for the column goes.

It reads who acts and what they may from the database, never from the caller, holds the piece until
COMMIT, and lets nothing through that the table or a missing consent forbids.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import Enum, auto
from typing import Any, Final

from casework.column.faults import faults_of
from casework.column.states import Act, Step, Who, step_for
from storage.column.publications import Publication, move_publication, publication
from storage.database import Connection
from storage.desk.acts import record_act
from storage.people.staff import StaffMember, member_by_id
from storage.vault import Vault

_WRITERS: Final = frozenset({"clerk", "director", "admin"})
_DECIDERS: Final = frozenset({"director", "convenor", "deputy_convenor"})


class Why(Enum):
    """Why an act is refused; catalogue/wording/staff_column.py says it to people."""

    UNKNOWN = auto()  # no such piece or photo
    WRONG_STATE = auto()
    WRONG_ROLE = auto()
    OWN_PIECE = auto()  # who wrote or submitted it does not approve it
    CHANGED = auto()  # somebody was quicker
    INCOMPLETE = auto()  # `details` are faults
    NOT_FOR_COLUMN = auto()  # neither ended nor good news
    NOTHING_CHOSEN = auto()
    ASKED_ALREADY = auto()  # the observers were asked about this outlet and no other
    NOBODY_TO_ASK = auto()
    TITLE_MISSING = auto()
    BAD_DAY = auto()  # before what it follows, or in the future
    BAD_LINK = auto()


class Refused(Exception):
    """An act that may not be; nothing was changed once the transaction is rolled back."""

    def __init__(self, why: Why, details: tuple[str, ...] = ()) -> None:
        self.why, self.details = why, details
        super().__init__(why.name, *details)


@dataclass(frozen=True, slots=True)
class Doing:
    """Who acts, on which version of the piece they saw, and when."""

    staff_id: int
    version: int
    now: datetime

    @property
    def by(self) -> tuple[int, datetime]:
        """Who and when, as rows keep it."""
        return self.staff_id, self.now


@dataclass(frozen=True, slots=True)
class Pass:
    """Leave to do one act: the piece as it is, the table's row, who acts."""

    piece: Publication
    step: Step
    doing: Doing


def admit(
    connection: Connection, vault: Vault, publication_id: int, act: Act, doing: Doing
) -> Pass:
    """Check whether somebody may do an act to a piece now, and hold it. Raises Refused."""
    piece = publication(connection, publication_id, hold=True)
    if piece is None:
        raise Refused(Why.UNKNOWN)
    if piece.version != doing.version:
        raise Refused(Why.CHANGED)
    step = step_for(act, piece.state)
    if step is None:
        raise Refused(Why.WRONG_STATE)
    _require_right(writer_or_decider(connection, doing.staff_id), step.who, piece)
    faults = faults_of(connection, vault, piece) if step.whole else ()
    if faults:
        raise Refused(Why.INCOMPLETE, tuple(faults))
    return Pass(piece, step, doing)


def carry_out(
    connection: Connection, leave: Pass, values: Mapping[str, Any] | None = None, told: str = ""
) -> None:
    """Move the piece and write down who did it. Raises Refused where somebody was quicker."""
    if not move_publication(connection, leave.piece, leave.step.after, values or {}):
        raise Refused(Why.CHANGED)
    write_down(connection, leave, told)


def write_down(connection: Connection, leave: Pass, told: str) -> None:
    """Keep the act in the office's record."""
    target = f"column:{leave.piece.id}"
    act = f"column.{leave.step.act}"
    record_act(connection, leave.doing.staff_id, act, target, told, leave.doing.now)


def writer_or_decider(connection: Connection, staff_id: int) -> StaffMember:
    """Return the active account that acts. Raises Refused."""
    member = member_by_id(connection, staff_id)
    if member is None or not member.active:
        raise Refused(Why.WRONG_ROLE)
    return member


def require_writer(connection: Connection, staff_id: int) -> None:
    """Refuse whoever may not write for the column. Raises Refused."""
    if writer_or_decider(connection, staff_id).role not in _WRITERS:
        raise Refused(Why.WRONG_ROLE)


def may_do(act: str, state: str, member: StaffMember, piece: Publication) -> bool:
    """Whether somebody may do an act, consent aside; for pages that offer buttons."""
    step = step_for(Act(act), state)
    if step is None:
        return False
    try:
        _require_right(member, step.who, piece)
    except Refused:
        return False
    return True


def _require_right(member: StaffMember, who: Who, piece: Publication) -> None:
    roles = {
        Who.WRITER: _WRITERS,
        Who.DECIDER: _DECIDERS,
        Who.EITHER: _WRITERS | _DECIDERS,
        Who.OBSERVER: frozenset[str](),
    }
    if member.role not in roles[who]:
        raise Refused(Why.WRONG_ROLE)
    if who is Who.DECIDER and member.id in (piece.written_by, piece.submitted_by):
        raise Refused(Why.OWN_PIECE)
