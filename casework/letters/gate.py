"""The one gate through which every act on a letter goes.

It reads who acts and what they may from the database, never from the caller, and moves the letter
only if it still is as the actor saw it. No other module changes a letter's state.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import Enum, auto
from typing import Any, Final

from casework.letters.content import Renderer
from casework.letters.states import WRITING, Act, Fact, State, Step, Who, step_for
from casework.rules import local_day
from casework.settings.leave import away_on
from casework.settings.units import with_units
from catalogue.letters.policies import letter_policy_for
from catalogue.letters.policy import Kind, LetterPolicy
from storage.database import Connection
from storage.desk.acts import record_act
from storage.letters.policy_words import policy_words
from storage.letters.rows import (
    LetterRow,
    add_event,
    claim_letter,
    doers_of,
    letter_row,
    move_letter,
)
from storage.letters.signatures import newest_signature
from storage.people.staff import StaffMember, member_by_id
from storage.vault import Vault

_OFFICE: Final = ("clerk", "director")
_DIRECTOR: Final = "director"


class Why(Enum):
    """Why an act is refused; catalogue/wording/staff_letters.py says it to people."""

    UNKNOWN = auto()  # no such letter, account or matter
    NO_POLICY = auto()  # the region has no rules, or this kind is switched off
    WRONG_STATE = auto()
    WRONG_ROLE = auto()
    OWN_LETTER = auto()  # drafter and signer must differ
    SAME_OFFICER = auto()  # a second officer confirms a scan
    CHANGED = auto()  # somebody was quicker
    NOTE_MISSING = auto()
    INCOMPLETE = auto()  # `details` name what is missing
    TEMPLATE = auto()  # `details` are the template's mistakes
    NAMES_AN_OBSERVER = auto()  # `details` are the places in the letter
    BETRAYS_A_VISIT = auto()  # a 暗访's time or way; `details` are the places
    OTHER_CONTENT = auto()  # content or template are not those that were frozen
    OTHER_WAY = auto()  # to be signed on paper, or in the console
    YEAR_NOT_LOADED = auto()  # `details` name the year
    UNKIND = auto()  # an outcome, which observers read, says 不属实
    CONTESTED_BEFORE = auto()
    BAD_DAY = auto()  # before what it follows, or in the future


class Refused(Exception):
    """An act that may not be; nothing was changed once the transaction is rolled back."""

    def __init__(self, why: Why, details: tuple[str, ...] = ()) -> None:
        self.why, self.details = why, details
        super().__init__(why.name, *details)


@dataclass(frozen=True, slots=True)
class LetterDesk:
    """What acts on letters need: the office's region, its keys, and the maker of Word files."""

    region: str
    vault: Vault
    renderer: Renderer


@dataclass(frozen=True, slots=True)
class Doing:
    """Who acts (None: the unit, by its link), on which version of the letter they saw, and when.

    `through` names the link that a unit used, for the record.
    """

    staff_id: int | None
    version: int
    now: datetime
    note: str = ""
    through: str = ""


@dataclass(frozen=True, slots=True)
class Pass:
    """Leave to do one act: the letter as it is, the table's row, who acts."""

    letter: LetterRow
    step: Step
    doing: Doing
    member: StaffMember | None
    policy: LetterPolicy
    kind: Kind

    @property
    def staff_id(self) -> int:
        """The account that acts. Raises Refused for a unit, which has none."""
        if self.doing.staff_id is None:
            raise Refused(Why.WRONG_ROLE)
        return self.doing.staff_id


def policy_in_force(connection: Connection, region: str, now: datetime) -> LetterPolicy:
    """Return the rules of the day: the office's words, its units, who is away. Raises Refused."""
    today = local_day(now)
    policy = letter_policy_for(region, today.year)
    if policy is None:
        raise Refused(Why.NO_POLICY)
    policy = policy.with_words(policy_words(connection, region).lines)
    policy = with_units(connection, policy)
    return policy.with_deputies(away_on(connection, today))


def member_acting(connection: Connection, staff_id: int | None) -> StaffMember | None:
    """Return the active account that acts, None for a unit. Raises Refused for a closed one."""
    if staff_id is None:
        return None
    member = member_by_id(connection, staff_id)
    if member is None or not member.active:
        raise Refused(Why.WRONG_ROLE)
    return member


def admit(
    connection: Connection,
    desk: LetterDesk,
    letter_id: int,
    act: tuple[Act, State | None],
    doing: Doing,
) -> Pass:
    """Check whether somebody may do (act, wanted state) to a letter now. Raises Refused."""
    letter = letter_row(connection, letter_id)
    if letter is None or letter.region != desk.region:
        raise Refused(Why.UNKNOWN)
    if letter.version != doing.version:
        raise Refused(Why.CHANGED)
    step = step_for(act[0], letter.state, act[1])
    if step is None:
        raise Refused(Why.WRONG_STATE)
    if Fact.NOTE in step.records and not doing.note.strip():
        raise Refused(Why.NOTE_MISSING)
    member = member_acting(connection, doing.staff_id)
    policy = policy_in_force(connection, desk.region, doing.now)
    kind = policy.kind(letter.kind)
    if kind is None:
        raise Refused(Why.NO_POLICY)
    leave = Pass(letter, step, doing, member, policy, kind)
    _require_right(connection, desk.vault, leave)
    return leave


def carry_out(connection: Connection, leave: Pass, values: Mapping[str, Any] | None = None) -> None:
    """Move the letter and write down who did it. Raises Refused where somebody was quicker."""
    if not move_letter(connection, leave.letter, leave.step.after, values):
        raise Refused(Why.CHANGED)
    write_down(connection, leave)


def hold_still(connection: Connection, leave: Pass) -> None:
    """Keep others off the letter until COMMIT. Raises Refused where somebody was quicker."""
    if not claim_letter(connection, leave.letter):
        raise Refused(Why.CHANGED)


def write_down(connection: Connection, leave: Pass) -> None:
    """Keep the act in the letter's own history and in the office's."""
    step, doing = leave.step, leave.doing
    event = {"act": step.act, "before": step.before, "after": step.after, "note": doing.note}
    add_event(connection, leave.letter.id, event | {"staff_id": doing.staff_id, "at": doing.now})
    target = f"letter:{leave.letter.id}"
    act = f"letter.{step.act}"
    record_act(connection, doing.staff_id, act, target, doing.through, doing.now)


def may(policy: LetterPolicy, kind: Kind, who: Who, role: str) -> bool:
    """Whether a role may do what `who` may, by the rules alone; for pages that offer buttons."""
    roles: Mapping[Who, tuple[str, ...]] = {
        Who.DRAFTERS: kind.draft.roles if kind.draft.confirmed else (),
        Who.SIGNER: policy.signers(kind),
        Who.OFFICE: _OFFICE,
        Who.SECOND: _OFFICE,
        Who.DECIDERS: (_DIRECTOR, *policy.signers(kind)),
        Who.UNIT: _OFFICE,
    }
    return role in roles[who]


def require_other_name(connection: Connection, letter: LetterRow, acting: int) -> None:
    """Refuse a signer on paper who bears the name of somebody that wrote the letter."""
    signer = "".join(letter.signer_name.split())
    wrote = {letter.drafted_by, acting, *doers_of(connection, letter.id, WRITING)}
    for member in (member_by_id(connection, staff_id) for staff_id in wrote):
        name = "".join(member.display_name.split()) if member else ""
        if name and (name in signer or (len(signer) > 1 and signer in name)):
            raise Refused(Why.OWN_LETTER)


def _require_right(connection: Connection, vault: Vault, leave: Pass) -> None:
    who, member = leave.step.who, leave.member
    if member is None:
        if who is not Who.UNIT:
            raise Refused(Why.WRONG_ROLE)
        return
    if not may(leave.policy, leave.kind, who, member.role):
        raise Refused(Why.WRONG_ROLE)
    if who is Who.SIGNER:
        _require_other_than_writers(connection, leave.letter, member)
    if who is Who.SECOND:
        scan = newest_signature(connection, vault, leave.letter.id)
        if scan is not None and scan.brought_by == member.id:
            raise Refused(Why.SAME_OFFICER)


def _require_other_than_writers(
    connection: Connection, letter: LetterRow, member: StaffMember
) -> None:
    if member.role != letter.signer_role:
        raise Refused(Why.WRONG_ROLE)
    if member.id in {letter.drafted_by, *doers_of(connection, letter.id, WRITING)}:
        raise Refused(Why.OWN_LETTER)
