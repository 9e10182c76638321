"""反馈 and 销号: each matter is answered and closed alone (一事一办、一事一报).

A letter is 已反馈 once every matter has an answer and 办结 once every matter has an outcome.
Closing needs the unit's answer: 办结必报 (督办工作规则第二条). Nothing is closed by silence.
"""

from dataclasses import dataclass
from typing import Final

from casework.letters.ending import item_closed, item_reopened
from casework.letters.gate import Doing, LetterDesk, Refused, Why, admit, carry_out
from casework.letters.states import Act, State
from catalogue.wording import observer_triage
from storage.database import Connection
from storage.letters import answers as answer_rows
from storage.letters import items as item_rows
from storage.letters.answers import NewAnswer
from storage.letters.items import LetterItem

_OPEN: Final = "open"
_CLOSED: Final = "closed"
_ANSWERED: Final = "answered"
OUTCOMES: Final = ("solved", "lasting", "not_ours", "unverifiable", "duplicate")
ANSWER_STATES: Final = ("idle", "going", "finished", "lasting", "untrue")


@dataclass(frozen=True, slots=True)
class Outcome:
    """How a matter ended: one of OUTCOMES (已解决, 转长期, 不属职责, 无法核实, 重复), in words."""

    code: str
    words: str


def answer_item(  # of which letter, which matter, what the unit says, who records it
    connection: Connection,
    desk: LetterDesk,
    letter_id: int,
    item_id: int,
    answer: NewAnswer,
    doing: Doing,
) -> None:
    """Keep a unit's answer to a matter; a later one may follow. Raises Refused."""
    if answer.state not in ANSWER_STATES or not answer.measures.strip():
        raise Refused(Why.NOTE_MISSING)
    items = item_rows.items_of(connection, letter_id)
    item = _one(items, item_id)
    left = [each for each in items if each.state == _OPEN and each.id != item_id]
    after = State.RECEIVED if left else State.ANSWERED
    leave = admit(connection, desk, letter_id, (Act.ANSWER, after), doing)
    if item.state == _CLOSED:
        raise Refused(Why.WRONG_STATE)
    carry_out(connection, leave)
    answer_rows.add_answer(connection, desk.vault, item_id, answer, (doing.staff_id, doing.now))
    if item.state == _OPEN:
        item_rows.set_item_state(connection, item_id, _OPEN, _ANSWERED)


def close_item(  # of which letter, which matter, how it ended, who says so
    connection: Connection,
    desk: LetterDesk,
    letter_id: int,
    item_id: int,
    outcome: Outcome,
    doing: Doing,
) -> bool:
    """销号; return whether the letter is 办结 with it. Raises Refused."""
    if outcome.code not in OUTCOMES or not outcome.words.strip():
        raise Refused(Why.NOTE_MISSING)
    if observer_triage.says_untrue(outcome.words):
        raise Refused(Why.UNKIND)
    items = item_rows.items_of(connection, letter_id)
    _one(items, item_id)
    left = {each.state for each in items if each.id != item_id}
    after = State.DONE if left <= {_CLOSED} else State.ANSWERED
    if _OPEN in left:
        after = State.RECEIVED
    leave = admit(connection, desk, letter_id, (Act.CLOSE, after), doing)
    carry_out(connection, leave)
    by = (leave.staff_id, doing.now)
    told = (outcome.code, outcome.words.strip())
    if not item_rows.close_item(connection, item_id, told, by):
        raise Refused(Why.WRONG_STATE)
    item_closed(connection, (letter_id, item_id), told, by)
    return after is State.DONE


def reopen_item(
    connection: Connection, desk: LetterDesk, letter_id: int, item_id: int, doing: Doing
) -> None:
    """Open an answered or closed matter again after 核查, the reason in the note. Raises Refused.

    The letter keeps its number and waits for a new answer.
    """
    leave = admit(connection, desk, letter_id, (Act.REOPEN, None), doing)
    before = _one(item_rows.items_of(connection, letter_id), item_id).state
    if before == _OPEN:
        raise Refused(Why.WRONG_STATE)
    carry_out(connection, leave)
    item_rows.set_item_state(connection, item_id, before, _OPEN)
    item_reopened(connection, item_id, doing.note.strip(), (leave.staff_id, doing.now))


def _one(items: list[LetterItem], item_id: int) -> LetterItem:
    for item in items:
        if item.id == item_id:
            return item
    raise Refused(Why.UNKNOWN)
