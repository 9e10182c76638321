"""催办电话 with its result, and 转交 as a unit told it on the telephone: recorded by the clerk."""

from datetime import datetime
from typing import Final

from casework.ends.tasks import Ended, Kind, end_task
from catalogue.wording import staff_urging as words
from storage.closing import tasks as rows
from storage.database import Connection
from storage.desk.acts import record_act
from storage.urging import calls, hands
from storage.urging.calls import CallOutcome
from storage.vault import Vault

RINGS: Final = frozenset({Kind.CALL, Kind.RING})


def note_call(  # for which task, whom, what came of it in which words, by whom and when
    connection: Connection,
    vault: Vault,
    task_id: int,
    whom: str,
    came: tuple[CallOutcome, str],
    by: tuple[int, datetime],
) -> Ended:
    """Write a call down; who was reached ends its task, who was missed leaves it open."""
    task = rows.one_task(connection, vault, task_id)
    if task is None or task.ended_at is not None or task.kind not in RINGS or not task.letter_id:
        return Ended.GONE
    outcome, said = came
    if outcome == "reached":
        told = f"{words.CALLS[outcome]}：{said}"
        ended = end_task(connection, vault, task_id, ("done", told if said else ""), by)
        if ended is not Ended.DONE:
            return ended
    calls.note_call(connection, vault, task.letter_id, whom, came, by)
    record_act(connection, by[0], "letter.call", f"letter:{task.letter_id}", outcome, by[1])
    return Ended.DONE


def put_in_hands(
    connection: Connection,
    vault: Vault,
    letter_id: int,
    whose: tuple[str, str],
    by: tuple[int, datetime],
) -> None:
    """Write down to whom in the unit a letter was passed on, (name, telephone)."""
    hands.put_in_hands(connection, vault, letter_id, whose, by)
    record_act(connection, by[0], "letter.hand", f"letter:{letter_id}", "", by[1])
