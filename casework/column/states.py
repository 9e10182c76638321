"""Where a piece for the column stands, in one table: what may be done when, and who may.

(Source: seed 000, 观察哨; domain.md §6 rows 2 and 3; issue 5 item 10.)
"""

from dataclasses import dataclass
from enum import StrEnum
from typing import Final


class State(StrEnum):
    """Where a piece stands."""

    DRAFT = "draft"  # 准备中: written, asked about
    READY = "ready"  # 待审核: everybody in it consented, every photo was looked over
    APPROVED = "approved"  # 可交媒体: a second officer says 不涉密
    HANDED = "handed"  # 已交媒体
    PUBLISHED = "published"  # 已刊登
    RECALLED = "recalled"  # 须撤回: consent was taken back while a medium held it
    DROPPED = "dropped"  # 不用了


class Act(StrEnum):
    """What can be done to a piece."""

    EDIT = "edit"
    ASK = "ask"  # the observers, whether they consent
    SUBMIT = "submit"
    APPROVE = "approve"
    RETURN = "return"
    EXPORT = "export"
    HAND = "hand"
    PUBLISH = "publish"
    TAKE_BACK = "take_back"  # an observer's consent
    RECALL = "recall"  # the medium was told not to use it
    DROP = "drop"


class Who(StrEnum):
    """Who may act."""

    WRITER = "writer"  # clerk, director or administrator
    DECIDER = "decider"  # who may sign letters, and neither wrote nor submitted this piece
    EITHER = "either"
    OBSERVER = "observer"


@dataclass(frozen=True, slots=True)
class Step:
    """One row: the act leads from `before` to `after`; `whole`: nothing may be missing then."""

    act: Act
    before: State
    after: State
    who: Who
    whole: bool = False


_D, _R, _A, _H = State.DRAFT, State.READY, State.APPROVED, State.HANDED
STEPS: Final = (
    Step(Act.EDIT, _D, _D, Who.WRITER),
    Step(Act.ASK, _D, _D, Who.WRITER),
    Step(Act.SUBMIT, _D, _R, Who.WRITER, whole=True),
    Step(Act.APPROVE, _R, _A, Who.DECIDER, whole=True),
    Step(Act.RETURN, _R, _D, Who.EITHER),
    Step(Act.RETURN, _A, _D, Who.EITHER),
    Step(Act.EXPORT, _A, _A, Who.WRITER, whole=True),
    Step(Act.EXPORT, _H, _H, Who.WRITER, whole=True),
    Step(Act.HAND, _A, _H, Who.WRITER, whole=True),
    Step(Act.PUBLISH, _H, State.PUBLISHED, Who.WRITER, whole=True),
    Step(Act.TAKE_BACK, _D, _D, Who.OBSERVER),
    Step(Act.TAKE_BACK, _R, _D, Who.OBSERVER),
    Step(Act.TAKE_BACK, _A, _D, Who.OBSERVER),
    Step(Act.TAKE_BACK, _H, State.RECALLED, Who.OBSERVER),
    Step(Act.TAKE_BACK, State.RECALLED, State.RECALLED, Who.OBSERVER),
    Step(Act.RECALL, State.RECALLED, _D, Who.WRITER),
    Step(Act.DROP, _D, State.DROPPED, Who.WRITER),
    Step(Act.DROP, _R, State.DROPPED, Who.WRITER),
    Step(Act.DROP, _A, State.DROPPED, Who.WRITER),
    Step(Act.DROP, _H, State.DROPPED, Who.WRITER),
)


def step_for(act: Act, before: str) -> Step | None:
    """Return the row of an act from a state, None where it may not be."""
    return next((step for step in STEPS if step.act == act and step.before == before), None)


def acts_from(state: str) -> frozenset[str]:
    """Return what may be done from a state, by anybody."""
    return frozenset(step.act for step in STEPS if step.before == state)
