"""What the desk is asked to do, and how a task ends: in somebody's words, never by silence.

(Source: issue 5 items 7 and 8; 督办工作规则 第六条 for `Kind.DUBAN`.)
"""

from datetime import datetime
from enum import Enum, StrEnum, auto
from typing import Final, Literal

from casework.rules import local_day
from storage.closing import tasks as rows
from storage.closing.tasks import NewTask
from storage.database import Connection
from storage.desk.acts import record_act
from storage.vault import Vault

LONGEST_WORDS: Final = 300
_MAY_ESCALATE: Final = frozenset({"tishi", "tixing"})


class Kind(StrEnum):
    """What a task asks for."""

    SOON = "soon"  # a letter's answer is due within two working days
    TODAY = "today"  # it is due today
    RING = "ring"  # 催办电话 before that: no message could leave or arrive
    CALL = "call"  # 催办电话: it is overdue
    CALENDAR = "calendar"  # a year's holidays are not loaded
    DUBAN = "duban"  # a 督办函 is proposed, by a clerk who gave the reason
    NOT_FIXED = "not_fixed"  # an observer says it is not
    VISIT = "visit"  # nobody could look: staff goes
    LOOK_BACK = "look_back"  # 回头看, some time after closing
    LAST_YEAR = "last_year"  # 上年度回头看, in spring, of all that was closed the year before


class Ended(Enum):
    """What came of ending a task."""

    DONE = auto()
    WORDS_MISSING = auto()
    GONE = auto()  # no such task, or somebody was quicker


def end_task(  # which one, how, what came of it, by whom, when
    connection: Connection,
    vault: Vault,
    task_id: int,
    ending: tuple[Literal["done", "dismissed"], str],
    by: tuple[int, datetime],
) -> Ended:
    """End a task with what came of it, or with why it need not be done."""
    if not ending[1].strip():
        return Ended.WORDS_MISSING
    if not rows.end_task(connection, vault, task_id, ending, by):
        return Ended.GONE
    record_act(connection, by[0], f"task.{ending[0]}", f"task:{task_id}", "", by[1])
    return Ended.DONE


def may_escalate(task: rows.Task) -> bool:
    """Whether a 督办函 may be proposed from a task: an overdue 提示函 or 提醒函."""
    return task.kind == Kind.CALL and task.letter is not None and task.letter.kind in _MAY_ESCALATE


def propose_duban(  # from which call's task, with which reason, by whom, when
    connection: Connection, vault: Vault, task_id: int, reason: str, by: tuple[int, datetime]
) -> Ended:
    """Propose a 督办函 where the outcome may suffer (第六条); nobody but a clerk ever does."""
    task = rows.one_task(connection, vault, task_id)
    if task is None or task.ended_at is not None or not may_escalate(task):
        return Ended.GONE
    if not reason.strip():
        return Ended.WORDS_MISSING
    due = local_day(by[1])
    new = NewTask(f"duban:{task_id}", Kind.DUBAN, due, letter_id=task.letter_id, note=reason)
    if not rows.put_task(connection, new, by[1]):
        return Ended.GONE
    record_act(connection, by[0], "task.duban", f"letter:{task.letter_id}", "", by[1])
    return Ended.DONE
