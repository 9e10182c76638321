"""Where a report stands on the desk, in one table: who may do what when, and what it records.

已发函 is no state of this table: it is read from the letters that hold the report. The intake's own
states (collecting, received, withdrawn) go on beside it. (Source: issue 5 item 1; design.md.)
"""

from dataclasses import dataclass
from enum import StrEnum
from typing import Final


class State(StrEnum):
    """Where the desk stands with a report."""

    NEW = "new"  # 待处理
    ASKED = "asked"  # 退回追问: the observer's answer brings it back
    VERIFIED = "verified"  # 已核实: with a verdict, whatever it is
    HANDED = "handed"  # 已转办
    CLOSED = "closed"  # 已办结, with a written outcome
    MERGED = "merged"  # 已合并: told and ended with its main report


class Act(StrEnum):
    """What can be done to a report."""

    ASK = "ask"
    ANSWER = "answer"
    VERIFY = "verify"
    TAKE_BACK = "take_back"  # 撤销核实或转办
    HAND_OVER = "hand_over"
    RECORD = "record"  # what came of a hand-over
    MERGE = "merge"
    UNMERGE = "unmerge"
    SPLIT = "split"
    CLOSE = "close"
    REOPEN = "reopen"
    SEEN = "seen"  # the news was read, nothing is to be done


class Who(StrEnum):
    """Who may act."""

    OFFICE = "office"
    OBSERVER = "observer"


class Fact(StrEnum):
    """What an act must leave behind, in the same transaction."""

    QUESTION = "question"
    ANSWER = "answer"  # a message of the observer
    VERDICT = "verdict"
    RECEIVER = "receiver"
    RESULT = "result"  # of a hand-over
    MAIN = "main"  # the report it was merged into
    PART = "part"  # the report that was split off
    OUTCOME = "outcome"  # one of End, in words
    NOTE = "note"  # a written reason


class Verdict(StrEnum):
    """What 核实 found."""

    TRUE = "true"  # 属实
    PARTLY = "partly"  # 部分属实
    UNTRUE = "untrue"  # 不属实; observers never read this word
    UNKNOWN = "unknown"  # 无法核实


class End(StrEnum):
    """How a report ends; the codes are those of a letter's matters."""

    RESOLVED = "solved"  # 已解决
    LONG_TERM = "lasting"  # 转长期
    NOT_OURS = "not_ours"  # 不属职责
    UNVERIFIABLE = "unverifiable"  # 无法核实
    DUPLICATE = "duplicate"  # 重复


@dataclass(frozen=True, slots=True)
class Step:
    """One row of the table."""

    act: Act
    before: State
    after: State
    records: tuple[Fact, ...] = ()
    who: Who = Who.OFFICE


_A, _S, _F = Act, State, Fact
TABLE: Final = (
    Step(_A.ASK, _S.NEW, _S.ASKED, (_F.QUESTION,)),
    Step(_A.ASK, _S.ASKED, _S.ASKED, (_F.QUESTION,)),
    Step(_A.ASK, _S.VERIFIED, _S.ASKED, (_F.QUESTION,)),
    Step(_A.ANSWER, _S.ASKED, _S.NEW, (_F.ANSWER,), Who.OBSERVER),
    Step(_A.VERIFY, _S.NEW, _S.VERIFIED, (_F.VERDICT,)),
    Step(_A.VERIFY, _S.ASKED, _S.VERIFIED, (_F.VERDICT,)),
    Step(_A.VERIFY, _S.VERIFIED, _S.VERIFIED, (_F.VERDICT,)),
    Step(_A.VERIFY, _S.HANDED, _S.VERIFIED, (_F.VERDICT,)),
    Step(_A.TAKE_BACK, _S.VERIFIED, _S.NEW),
    Step(_A.TAKE_BACK, _S.HANDED, _S.NEW),
    Step(_A.HAND_OVER, _S.NEW, _S.HANDED, (_F.RECEIVER,)),
    Step(_A.HAND_OVER, _S.ASKED, _S.HANDED, (_F.RECEIVER,)),
    Step(_A.HAND_OVER, _S.VERIFIED, _S.HANDED, (_F.RECEIVER,)),
    Step(_A.RECORD, _S.HANDED, _S.HANDED, (_F.RESULT,)),
    Step(_A.MERGE, _S.NEW, _S.MERGED, (_F.MAIN,)),
    Step(_A.MERGE, _S.ASKED, _S.MERGED, (_F.MAIN,)),
    Step(_A.MERGE, _S.VERIFIED, _S.MERGED, (_F.MAIN,)),
    Step(_A.UNMERGE, _S.MERGED, _S.NEW),
    Step(_A.SPLIT, _S.NEW, _S.NEW, (_F.PART,)),
    Step(_A.SPLIT, _S.ASKED, _S.ASKED, (_F.PART,)),
    Step(_A.SPLIT, _S.VERIFIED, _S.VERIFIED, (_F.PART,)),
    Step(_A.SPLIT, _S.HANDED, _S.HANDED, (_F.PART,)),
    Step(_A.CLOSE, _S.NEW, _S.CLOSED, (_F.OUTCOME,)),
    Step(_A.CLOSE, _S.ASKED, _S.CLOSED, (_F.OUTCOME,)),
    Step(_A.CLOSE, _S.VERIFIED, _S.CLOSED, (_F.OUTCOME,)),
    Step(_A.CLOSE, _S.HANDED, _S.CLOSED, (_F.OUTCOME,)),
    Step(_A.REOPEN, _S.CLOSED, _S.NEW, (_F.NOTE,)),
    Step(_A.SEEN, _S.NEW, _S.NEW),
    Step(_A.SEEN, _S.ASKED, _S.ASKED),
    Step(_A.SEEN, _S.VERIFIED, _S.VERIFIED),
    Step(_A.SEEN, _S.HANDED, _S.HANDED),
    Step(_A.SEEN, _S.CLOSED, _S.CLOSED),
)


def step_for(act: Act, before: str) -> Step | None:
    """Return the row for an act in a state, None where it may not be done."""
    for step in TABLE:
        if step.act == act and step.before == before:
            return step
    return None
