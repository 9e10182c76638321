"""How near each running letter's term is: due within two working days, due today, or over.

Only tasks for people come of it; nothing is sent, and nothing is closed (issue 5 item 7).
"""

from dataclasses import dataclass
from datetime import date

from casework.letters.states import State
from casework.settings.calendar import calendar_now
from catalogue.letters.terms import Stage, overdue_from, stage
from storage.database import Connection
from storage.letters.rows import LetterRow, letters_awaiting_answers

RUNNING = (State.DELIVERED, State.RECEIVED)


@dataclass(frozen=True, slots=True)
class TermTask:
    """A letter to look after. `key` names the task of its stage once and for all."""

    letter: LetterRow
    stage: Stage

    @property
    def key(self) -> str:
        """Return e.g. `letter:17:T-2:2023-08-04`; a granted extension begins anew."""
        return f"letter:{self.letter.id}:{self.stage.value}:{self.letter.due}"

    @property
    def ring_key(self) -> str:
        """Name the call of its stage, for which no message could leave or arrive."""
        return f"ring:{self.letter.id}:{self.stage.value}:{self.letter.due}"


def term_tasks(connection: Connection, today: date) -> list[TermTask]:
    """Return the tasks of the stages that terms have reached by a day, the earliest due first.

    What was missed while the service was down is found: of stages that passed only the last.
    """
    entered = calendar_now(connection)
    found = [
        (letter, stage(today, letter.due, entered))
        for letter in waiting_letters(connection)
        if letter.due is not None
    ]
    return [TermTask(letter, why) for letter, why in found if why is not None]


def waiting_letters(connection: Connection) -> list[LetterRow]:
    """Return the delivered letters without an answer, the earliest due first."""
    return letters_awaiting_answers(connection, RUNNING)


def overdue_letters(connection: Connection, today: date) -> list[LetterRow]:
    """Return the letters whose answer is overdue: what stays on the desk until somebody rings."""
    entered = calendar_now(connection)
    waiting = waiting_letters(connection)
    return [each for each in waiting if each.due and overdue_from(each.due, entered) <= today]
