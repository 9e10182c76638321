"""Drafts of letters: what is proposed from reports, and what a clerk makes of it."""

import json
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from datetime import date, datetime

from casework.letters.content import Visit
from casework.letters.gate import (
    Doing,
    LetterDesk,
    Pass,
    Refused,
    Why,
    admit,
    carry_out,
    may,
    member_acting,
    policy_in_force,
)
from casework.letters.photos import keep_items
from casework.letters.states import SENT, Act, State, Who
from casework.rules import local_day
from catalogue.letters.policy import LetterPolicy
from catalogue.wording import letters as wording
from storage.database import Connection
from storage.desk.acts import record_act
from storage.letters import items as item_rows
from storage.letters.items import ItemDraft, ItemPicture
from storage.letters.rows import add_event, insert_letter, letters_numbered_for
from storage.past.rows import numbers_written_to
from storage.report_pages import Tags


@dataclass(frozen=True, slots=True)
class LetterDraft:
    """A letter as a clerk writes it. `reason`: why it is necessary; it is never printed.

    `asked_by`: a typed last day, else the kind's own term holds. `way`: console or paper.
    `signer_name` may stay empty for a signature in the console. `secret_free`: whether the clerk
    who saves confirms 不涉密.
    """

    kind: str
    title: str
    unit: str
    copies: tuple[str, ...]
    ground: str
    opening: str
    requirement: str
    reason: str
    signer_role: str
    signer_name: str
    way: str
    items: tuple[ItemDraft, ...]
    asked_by: date | None = None
    visit: Visit | None = None
    secret_free: bool = False


@dataclass(frozen=True, slots=True)
class Proposal:
    """Whom to write to, as the rules and the tags suggest.

    `unit` and `copies` hold confirmed names only; `hints` those that wait for the office's word
    (参考，待办公室核定): a clerk who picks one decides.
    """

    unit: str
    copies: tuple[str, ...]
    hints: tuple[str, ...]
    ground: str
    signer_role: str
    way: str


def propose(policy: LetterPolicy, kind_code: str, tags: Tags, part: str = "") -> Proposal:
    """Suggest recipients, ground and signer of a letter about a report; `part` of its project.

    Raises Refused for an unknown kind.
    """
    kind = policy.kind(kind_code)
    if kind is None:
        raise Refused(Why.NO_POLICY)
    lead = [name for name in [_unit(policy, tags.project, part)] if name]
    own = policy.county_units.get(tags.county or "")
    county = own.text if own else policy.county_unit.text.format(county=tags.county)
    to_county = policy.recipient.to == "county"
    main = [(county, (own or policy.county_unit).confirmed)] if to_county and tags.county else lead
    copied = (lead if to_county else []) if "lead" in kind.copies.to else []
    if "also" in kind.copies.to:
        copied += [name for name in (_unit(policy, code, "") for code in tags.also) if name]
    signers = policy.signers(kind)
    role = signers[0] if signers else ""
    unit = next((name for name, sure in main if sure), "")
    return Proposal(
        unit,
        tuple(dict.fromkeys(name for name, sure in copied if sure and name != unit)),
        tuple(dict.fromkeys(name for name, sure in [*main, *copied] if not sure)),
        _first_ground(policy),
        role,
        "paper" if role in policy.paper.roles else "console",
    )


def item_from(  # which report, what a clerk wrote of it, the pictures, whether it was a 暗访
    connection: Connection,
    report_id: int,
    words: tuple[str, str, str, str],
    pictures: Sequence[ItemPicture] = (),
    *,
    covert: bool = False,
) -> ItemDraft:
    """Make a matter of a report and (problem, place, project, requirement).

    When it was seen becomes a week, and nothing at all for a 暗访 (R14, issue 5 item 3).
    Raises Refused for an unknown report.
    """
    day = item_rows.seen_on(connection, report_id)
    if day is None:
        raise Refused(Why.UNKNOWN)
    problem, place, project, requirement = words
    seen = "" if covert else wording.week_of(day)
    return ItemDraft(problem, place, seen, project, requirement, (report_id,), tuple(pictures))


def start_letter(
    connection: Connection, desk: LetterDesk, draft: LetterDraft, staff_id: int, now: datetime
) -> int:
    """Add a draft and return its id. Raises Refused."""
    member = member_acting(connection, staff_id)
    policy = policy_in_force(connection, desk.region, now)
    kind = policy.kind(draft.kind)
    if kind is None or not kind.on:
        raise Refused(Why.NO_POLICY)
    if member is None or not may(policy, kind, Who.DRAFTERS, member.role):
        raise Refused(Why.WRONG_ROLE)
    values = _columns(draft, staff_id) | {"region": desk.region, "kind": draft.kind}
    letter_id = insert_letter(connection, values | {"drafted_by": staff_id, "created_at": now})
    keep_items(connection, letter_id, draft.items, (staff_id, now))
    event = {"act": "start", "before": "", "after": State.DRAFT, "note": ""}
    add_event(connection, letter_id, event | {"staff_id": staff_id, "at": now})
    record_act(connection, staff_id, "letter.start", f"letter:{letter_id}", "", now)
    return letter_id


def save_letter(
    connection: Connection, desk: LetterDesk, letter_id: int, draft: LetterDraft, doing: Doing
) -> None:
    """Replace a draft's words and matters; its kind stays. Raises Refused."""
    leave = admit(connection, desk, letter_id, (Act.EDIT, None), doing)
    if draft.kind != leave.letter.kind:
        raise Refused(Why.WRONG_STATE)
    carry_out(connection, leave, _columns(draft, leave.staff_id))
    keep_items(connection, letter_id, draft.items, (leave.staff_id, doing.now))


def discard_letter(connection: Connection, desk: LetterDesk, letter_id: int, doing: Doing) -> None:
    """Give up a draft. Raises Refused."""
    carry_out(connection, admit(connection, desk, letter_id, (Act.DISCARD, None), doing))


def void_letter(connection: Connection, desk: LetterDesk, letter_id: int, doing: Doing) -> Pass:
    """作废, with the reason in `doing.note`; a number stays with the letter. Raises Refused."""
    leave = admit(connection, desk, letter_id, (Act.VOID, None), doing)
    carry_out(connection, leave, {"due": None})
    return leave


def letters_this_year(connection: Connection, unit: str, now: datetime) -> int:
    """Count what was sent to a unit this year, for 非必要不开展."""
    return letters_in(connection, unit, local_day(now).year)[0]


def letters_in(connection: Connection, unit: str, year: int) -> tuple[int, int]:
    """Count what was sent to a unit in a year, and how many of it only imported sheets know."""
    before = numbers_written_to(connection, unit, year)
    return letters_numbered_for(connection, unit, year, SENT) + before, before


def _columns(draft: LetterDraft, staff_id: int) -> dict[str, object]:
    words = asdict(draft)
    for name in ("kind", "items", "visit", "secret_free"):
        del words[name]
    visit = "" if draft.visit is None else json.dumps(asdict(draft.visit), ensure_ascii=False)
    return words | {"visit": visit, "secrecy_by": staff_id if draft.secret_free else None}


def _unit(policy: LetterPolicy, project: str | None, part: str) -> tuple[str, bool] | None:
    line = policy.units.get(f"{project}.{part}") or policy.units.get(project or "")
    return None if line is None else (line.text, line.confirmed)


def _first_ground(policy: LetterPolicy) -> str:
    """Return the region's only ground; where there are several, a clerk chooses."""
    sure = [code for code, ground in policy.grounds.items() if ground.confirmed]
    return sure[0] if len(sure) == 1 else ""
