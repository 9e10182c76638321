"""The one gate through which every act of the office on a report goes.

It reads who acts from the database, never from the caller, and moves the report only if it still is
as the actor saw it and no colleague holds it. No other module changes where a report stands.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import Enum, auto
from typing import Any, Final

from casework.triage.states import Act, Fact, Step, Who, step_for
from casework.urgency import take_note_of_urgent
from storage.database import Connection
from storage.desk.acts import record_act
from storage.people.staff import member_by_id
from storage.triage.locks import drop_lock, lock_on
from storage.triage.rows import DeskReport, add_event, desk_report, move_report

_OFFICE: Final = ("clerk", "director", "admin")
_GATHERED: Final = {True: "merged", False: "received"}  # the intake's state, by whether UNMERGE


class Why(Enum):
    """Why an act is refused; catalogue/wording/staff_triage.py says it to people."""

    UNKNOWN = auto()  # no such report
    WRONG_STATE = auto()
    STILL_COMING = auto()  # its observer is adding to it this moment
    WRONG_ROLE = auto()
    CHANGED = auto()  # somebody was quicker, or something came
    HELD = auto()  # a colleague has it open; `details` name them
    WORDS_MISSING = auto()
    TOO_LONG = auto()  # `details` tell how many characters an observer can read
    UNKIND = auto()  # words for the observer say 不属实
    BAD_MAIN = auto()  # merged into itself, or into what is itself merged or withdrawn
    NOTHING_CHOSEN = auto()  # a split of nothing, or of everything


class Refused(Exception):
    """An act that may not be; nothing was changed once the transaction is rolled back."""

    def __init__(self, why: Why, details: tuple[str, ...] = ()) -> None:
        self.why, self.details = why, details
        super().__init__(why.name, *details)


@dataclass(frozen=True, slots=True)
class Doing:
    """Who acts, on which version of the report they saw, when; `note` is a written reason."""

    staff_id: int
    version: int
    now: datetime
    note: str = ""


@dataclass(frozen=True, slots=True)
class Leave:
    """Leave to do one act: the report as it is, the table's row, who acts."""

    report: DeskReport
    step: Step
    doing: Doing


def admit(connection: Connection, report_id: int, act: Act, doing: Doing) -> Leave:
    """Check whether somebody may do an act to a report now. Raises Refused."""
    report = desk_report(connection, report_id)
    if report is None:
        raise Refused(Why.UNKNOWN)
    if report.version != doing.version:
        raise Refused(Why.CHANGED)
    step = step_for(act, report.desk_state)
    if step is None or step.who is not Who.OFFICE:
        raise Refused(Why.WRONG_STATE)
    if report.state != _GATHERED[act is Act.UNMERGE]:
        raise Refused(Why.STILL_COMING if report.state == "collecting" else Why.WRONG_STATE)
    if Fact.NOTE in step.records and not doing.note.strip():
        raise Refused(Why.WORDS_MISSING)
    _require_right(connection, report_id, doing)
    return Leave(report, step, doing)


def carry_out(
    connection: Connection, leave: Leave, note: str, values: Mapping[str, Any] | None = None
) -> None:
    """Move the report and write down who did it; its lock ends. Raises Refused.

    Whoever acts on an urgent report has seen it, and its observer hears so. `note` is what the
    report's history and the office's record say of it.
    """
    report, step, doing = leave.report, leave.step, leave.doing
    if not move_report(connection, report, step.after, values):
        raise Refused(Why.CHANGED)
    event = {"act": step.act, "before": step.before, "after": step.after, "note": note}
    add_event(connection, report.id, event | {"staff_id": doing.staff_id, "at": doing.now})
    target = f"report:{report.id}"
    record_act(connection, doing.staff_id, f"desk.{step.act}", target, note, doing.now)
    take_note_of_urgent(connection, (report.id, report.number), doing.staff_id, doing.now)
    drop_lock(connection, report.id, doing.staff_id)


def _require_right(connection: Connection, report_id: int, doing: Doing) -> None:
    member = member_by_id(connection, doing.staff_id)
    if member is None or not member.active or member.role not in _OFFICE:
        raise Refused(Why.WRONG_ROLE)
    lock = lock_on(connection, report_id, doing.now)
    if lock is not None and lock.staff_id != doing.staff_id:
        raise Refused(Why.HELD, (lock.who,))
