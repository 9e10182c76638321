"""核实, 转办, 合并, 办结: what a clerk decides of a report, and what each act must leave behind.

Every act raises Refused and then changes nothing once its transaction is rolled back.
(Source: issue 5 items 1 and 8.)
"""

from dataclasses import dataclass
from typing import Final

from casework.ends.telling import report_ended, report_reopened, tell_reopened
from casework.triage.gate import Doing, Refused, Why, admit, carry_out
from casework.triage.states import Act, End, State, Verdict
from catalogue.wording import observer_triage
from catalogue.wording import staff_triage as wording
from storage.database import Connection
from storage.triage import findings
from storage.triage.merged import merging, move_merged, unmerging
from storage.triage.rows import desk_report, lock_reports

HOW: Final = ("photos", "call", "visit", "unit")
_NEEDS_WORDS: Final = frozenset({Verdict.PARTLY, Verdict.UNTRUE})
_LIVING: Final = ("collecting", "received")


@dataclass(frozen=True, slots=True)
class Finding:
    """What 核实 found, and how: one of HOW. Who finds something else than reported says what."""

    verdict: Verdict
    how: str = "photos"
    note: str = ""


def verify(connection: Connection, report_id: int, finding: Finding, doing: Doing) -> None:
    """Give a verdict; a later one may follow, the newest holds. Raises Refused."""
    leave = admit(connection, report_id, Act.VERIFY, doing)
    if finding.how not in HOW:
        raise Refused(Why.WORDS_MISSING)
    if finding.verdict in _NEEDS_WORDS and not finding.note.strip():
        raise Refused(Why.WORDS_MISSING)
    carry_out(connection, leave, wording.VERDICTS[finding.verdict])
    said = (finding.verdict.value, finding.how, finding.note.strip())
    findings.add_verification(connection, report_id, said, (doing.staff_id, doing.now))


def take_back(connection: Connection, report_id: int, doing: Doing) -> None:
    """Take a verdict or a hand-over back: the report is to be looked at again. Raises Refused."""
    leave = admit(connection, report_id, Act.TAKE_BACK, doing)
    carry_out(connection, leave, "")
    if findings.newest_verification(connection, report_id) is not None:
        by = (doing.staff_id, doing.now)
        findings.add_verification(connection, report_id, ("", "", ""), by)


def hand_over(
    connection: Connection, report_id: int, receiver: str, words: str, doing: Doing
) -> None:
    """Give a report to 12345 or a unit whose matter it is. Raises Refused."""
    leave = admit(connection, report_id, Act.HAND_OVER, doing)
    if not receiver.strip():
        raise Refused(Why.WORDS_MISSING)
    carry_out(connection, leave, receiver.strip())
    given = (receiver.strip(), words.strip())
    findings.add_hand_over(connection, report_id, given, (doing.staff_id, doing.now))


def record_result(connection: Connection, report_id: int, words: str, doing: Doing) -> None:
    """Write down what came of the newest hand-over. Raises Refused."""
    leave = admit(connection, report_id, Act.RECORD, doing)
    if not words.strip():
        raise Refused(Why.WORDS_MISSING)
    carry_out(connection, leave, words.strip())
    newest = findings.hand_overs_of(connection, report_id)[0]
    findings.write_result(connection, newest.id, words.strip(), (doing.staff_id, doing.now))


def merge_report(connection: Connection, report_id: int, into_id: int, doing: Doing) -> None:
    """Put a report under another that tells of the same; its observer keeps its credit.

    What was merged into it comes along. Raises Refused.
    """
    lock_reports(connection, (report_id, into_id))
    leave = admit(connection, report_id, Act.MERGE, doing)
    into = desk_report(connection, into_id)
    if into is None or into.id == report_id or into.state not in _LIVING:
        raise Refused(Why.BAD_MAIN)
    if into.desk_state == State.CLOSED:  # its outcome is told already
        raise Refused(Why.BAD_MAIN)
    carry_out(connection, leave, into.number, merging(into_id))
    move_merged(connection, report_id, into_id)


def unmerge_report(connection: Connection, report_id: int, doing: Doing) -> None:
    """Let a merged report stand alone again; whoever heard of an end hears so. Raises Refused."""
    leave = admit(connection, report_id, Act.UNMERGE, doing)
    carry_out(connection, leave, "", unmerging())
    tell_reopened(connection, (report_id,), doing.now)


def close_report(
    connection: Connection, report_id: int, end: End, words: str, doing: Doing
) -> None:
    """End a report with an outcome, in words that its observers may read. Raises Refused."""
    leave = admit(connection, report_id, Act.CLOSE, doing)
    if not words.strip():
        raise Refused(Why.WORDS_MISSING)
    if observer_triage.says_untrue(words):
        raise Refused(Why.UNKIND)
    carry_out(connection, leave, wording.ENDS[end])
    by = (doing.staff_id, doing.now)
    findings.add_outcome(connection, report_id, (end.value, words.strip()), by)
    report_ended(connection, report_id, (end.value, words.strip()), doing.now)


def reopen_report(connection: Connection, report_id: int, doing: Doing) -> None:
    """Open a closed report again, with the reason in the note. Raises Refused."""
    leave = admit(connection, report_id, Act.REOPEN, doing)
    carry_out(connection, leave, doing.note.strip())
    by = (doing.staff_id, doing.now)
    if not findings.reopen_outcome(connection, report_id, doing.note.strip(), by):
        raise Refused(Why.WRONG_STATE)
    report_reopened(connection, report_id, doing.now)


def see_news(connection: Connection, report_id: int, doing: Doing) -> None:
    """Note that what came later was read and asks for nothing. Raises Refused."""
    carry_out(connection, admit(connection, report_id, Act.SEEN, doing), "")
