"""The life of a letter, in one table: who may do what when, what comes of it, what it records.

Nothing here happens by itself, and there is no act that is not in the table. 已发函 is said of the
states in `SENT` only. (Sources: 督办工作规则 第七、八、九条; domain §4.1; issue 5 items 4, 6, 8.)
"""

from dataclasses import dataclass
from enum import StrEnum
from typing import Final


class State(StrEnum):
    """Where a letter stands."""

    DRAFT = "draft"  # 草稿
    SUBMITTED = "submitted"  # 送签: frozen
    CONFIRMING = "confirming"  # 待复核: signed on paper, the scan waits for a second officer
    SIGNED = "signed"  # 已签发, with its number
    SEALED = "sealed"  # 已用印
    DELIVERED = "delivered"  # 已送达
    RECEIVED = "received"  # 已签收
    CONTESTED = "contested"  # 单位退回, the office decides
    ANSWERED = "answered"  # 已反馈: every matter has an answer
    DONE = "done"  # 办结
    VOID = "void"  # 作废


class Act(StrEnum):
    """What can be done to a letter."""

    EDIT = "edit"
    SUBMIT = "submit"
    WITHDRAW = "withdraw"  # 撤回送签
    RETURN = "return"  # 退回修改
    SIGN = "sign"
    BRING_SCAN = "bring_scan"
    REFUSE_SCAN = "refuse_scan"
    CONFIRM_SCAN = "confirm_scan"
    SEAL = "seal"
    DELIVER = "deliver"
    DELIVER_COPY = "deliver_copy"
    RECEIVE = "receive"
    CONTEST = "contest"  # 单位退回
    UPHOLD = "uphold"  # 维持
    ASK_EXTENSION = "ask_extension"
    GRANT = "grant"
    REFUSE = "refuse"
    ANSWER = "answer"
    CLOSE = "close"  # one matter 销号
    REOPEN = "reopen"
    DISCARD = "discard"
    VOID = "void"


class Who(StrEnum):
    """Who may act; the policy says which roles draft and sign a kind."""

    DRAFTERS = "drafters"
    SIGNER = "signer"  # of the role the letter names, and never one of its writers
    OFFICE = "office"  # clerk or director
    SECOND = "second"  # of the office, and not who brought the scan
    DECIDERS = "deciders"  # the director, or who may sign this kind
    UNIT = "unit"  # the unit by its link, or the office for it


class Fact(StrEnum):
    """What an act must leave behind, in the same transaction."""

    CONTENT = "content"
    SCAN = "scan"
    SIGNATURE = "signature"
    NUMBER = "number"
    SEAL = "seal"
    DELIVERY = "delivery"
    RECEIPT = "receipt"
    ANSWERS = "answers"
    OUTCOMES = "outcomes"  # of every matter
    NOTE = "note"  # a written reason


@dataclass(frozen=True, slots=True)
class Step:
    """One row of the table."""

    act: Act
    before: State
    after: State
    who: Who
    records: tuple[Fact, ...] = ()


_S, _W, _F = State, Who, Fact
TABLE: Final = (
    Step(Act.EDIT, _S.DRAFT, _S.DRAFT, _W.DRAFTERS),
    Step(Act.SUBMIT, _S.DRAFT, _S.SUBMITTED, _W.DRAFTERS, (_F.CONTENT,)),
    Step(Act.WITHDRAW, _S.SUBMITTED, _S.DRAFT, _W.DRAFTERS, (_F.NOTE,)),
    Step(Act.RETURN, _S.SUBMITTED, _S.DRAFT, _W.SIGNER, (_F.NOTE,)),
    Step(Act.SIGN, _S.SUBMITTED, _S.SIGNED, _W.SIGNER, (_F.SIGNATURE, _F.NUMBER)),
    Step(Act.BRING_SCAN, _S.SUBMITTED, _S.CONFIRMING, _W.OFFICE, (_F.SCAN,)),
    Step(Act.REFUSE_SCAN, _S.CONFIRMING, _S.SUBMITTED, _W.SECOND, (_F.NOTE,)),
    Step(Act.CONFIRM_SCAN, _S.CONFIRMING, _S.SIGNED, _W.SECOND, (_F.SIGNATURE, _F.NUMBER)),
    Step(Act.SEAL, _S.SIGNED, _S.SEALED, _W.OFFICE, (_F.SEAL,)),
    Step(Act.DELIVER, _S.SEALED, _S.DELIVERED, _W.OFFICE, (_F.DELIVERY,)),
    Step(Act.DELIVER_COPY, _S.DELIVERED, _S.DELIVERED, _W.OFFICE),
    Step(Act.DELIVER_COPY, _S.RECEIVED, _S.RECEIVED, _W.OFFICE),
    Step(Act.DELIVER_COPY, _S.ANSWERED, _S.ANSWERED, _W.OFFICE),
    Step(Act.RECEIVE, _S.DELIVERED, _S.RECEIVED, _W.UNIT, (_F.RECEIPT,)),
    Step(Act.CONTEST, _S.DELIVERED, _S.CONTESTED, _W.UNIT, (_F.NOTE,)),
    Step(Act.CONTEST, _S.RECEIVED, _S.CONTESTED, _W.UNIT, (_F.NOTE,)),
    Step(Act.UPHOLD, _S.CONTESTED, _S.DELIVERED, _W.DECIDERS, (_F.NOTE,)),
    Step(Act.UPHOLD, _S.CONTESTED, _S.RECEIVED, _W.DECIDERS, (_F.NOTE,)),
    Step(Act.ASK_EXTENSION, _S.DELIVERED, _S.DELIVERED, _W.UNIT, (_F.NOTE,)),
    Step(Act.ASK_EXTENSION, _S.RECEIVED, _S.RECEIVED, _W.UNIT, (_F.NOTE,)),
    Step(Act.GRANT, _S.DELIVERED, _S.DELIVERED, _W.DECIDERS),
    Step(Act.GRANT, _S.RECEIVED, _S.RECEIVED, _W.DECIDERS),
    Step(Act.REFUSE, _S.DELIVERED, _S.DELIVERED, _W.DECIDERS, (_F.NOTE,)),
    Step(Act.REFUSE, _S.RECEIVED, _S.RECEIVED, _W.DECIDERS, (_F.NOTE,)),
    Step(Act.ANSWER, _S.RECEIVED, _S.RECEIVED, _W.UNIT),
    Step(Act.ANSWER, _S.RECEIVED, _S.ANSWERED, _W.UNIT, (_F.ANSWERS,)),
    Step(Act.ANSWER, _S.ANSWERED, _S.ANSWERED, _W.UNIT),
    Step(Act.CLOSE, _S.RECEIVED, _S.RECEIVED, _W.OFFICE),
    Step(Act.CLOSE, _S.ANSWERED, _S.ANSWERED, _W.OFFICE),
    Step(Act.CLOSE, _S.ANSWERED, _S.DONE, _W.OFFICE, (_F.OUTCOMES,)),
    Step(Act.REOPEN, _S.RECEIVED, _S.RECEIVED, _W.OFFICE, (_F.NOTE,)),
    Step(Act.REOPEN, _S.ANSWERED, _S.RECEIVED, _W.OFFICE, (_F.NOTE,)),
    Step(Act.REOPEN, _S.DONE, _S.RECEIVED, _W.OFFICE, (_F.NOTE,)),
    Step(Act.DISCARD, _S.DRAFT, _S.VOID, _W.DRAFTERS),
    Step(Act.VOID, _S.SUBMITTED, _S.VOID, _W.DECIDERS, (_F.NOTE,)),
    Step(Act.VOID, _S.CONFIRMING, _S.VOID, _W.DECIDERS, (_F.NOTE,)),
    Step(Act.VOID, _S.SIGNED, _S.VOID, _W.DECIDERS, (_F.NOTE,)),
    Step(Act.VOID, _S.SEALED, _S.VOID, _W.DECIDERS, (_F.NOTE,)),
    Step(Act.VOID, _S.DELIVERED, _S.VOID, _W.DECIDERS, (_F.NOTE,)),
    Step(Act.VOID, _S.RECEIVED, _S.VOID, _W.DECIDERS, (_F.NOTE,)),
    Step(Act.VOID, _S.CONTESTED, _S.VOID, _W.DECIDERS, (_F.NOTE,)),
    Step(Act.VOID, _S.ANSWERED, _S.VOID, _W.DECIDERS, (_F.NOTE,)),
)

WAITING: Final = frozenset({_S.DELIVERED, _S.RECEIVED, _S.CONTESTED})  # for the unit's answer
SENT: Final = WAITING | {_S.ANSWERED, _S.DONE}  # 已发函
WRITING: Final = frozenset({Act.EDIT, Act.SUBMIT})  # whoever did one of these never signs


def step_for(act: Act, before: str, after: str | None = None) -> Step | None:
    """Return the row for an act in a state; `after` chooses where an act may lead to several."""
    for step in TABLE:
        if step.act == act and step.before == before and after in {None, step.after}:
            return step
    return None
