"""催一下, a call with its result, whom the unit passed a letter on to: the clerk's acts."""

from typing import Final

from flask import abort, flash, redirect, request, url_for
from flask.typing import ResponseReturnValue

from casework.ends.tasks import LONGEST_WORDS, Ended
from casework.letters.clock import RUNNING
from casework.urging.calls import note_call, put_in_hands
from casework.urging.messages import Urged, urge
from catalogue.wording import staff_tasks
from catalogue.wording import staff_urging as wording
from office.access.sessions import current_staff
from office.closing.task_pages import tasks_page
from office.parts import ConsoleParts, Page
from storage.letters.rows import letter_row
from storage.urging.calls import CallOutcome

_LONGEST_NAME: Final = 40
_OUTCOMES: Final[dict[str, CallOutcome]] = {"reached": "reached", "missed": "missed"}


class UrgingActs:
    """What a clerk does so that a unit answers."""

    def __init__(self, parts: ConsoleParts) -> None:
        self._parts = parts

    def table(self) -> tuple[Page, ...]:
        """Return these pages with their addresses."""
        return (
            ("POST", "/letters/<int:letter_id>/urge", "letter_urge", self.urge),
            ("POST", "/letters/<int:letter_id>/hand", "letter_hand", self.put_in_hands),
            ("POST", "/tasks/<int:task_id>/call", "task_call", self.call),
        )

    def urge(self, letter_id: int) -> ResponseReturnValue:
        """Send the day's message to the unit's 联络人, or say why it cannot leave."""
        now = self._parts.clock()
        with self._parts.database.write() as connection:
            came = urge(connection, self._parts.urging_desk, letter_id, current_staff().id, now)
        if came is Urged.POSTED:
            self._parts.worker_hint("outbox", 0)
        flash(wording.URGED[came.name], "good" if came is Urged.POSTED else "bad")
        return _back(letter_id)

    def call(self, task_id: int) -> ResponseReturnValue:
        """Write a call down with its result."""
        outcome, said = _OUTCOMES.get(request.form.get("outcome", "")), _typed("words")
        if outcome is None:
            return tasks_page(self._parts, task_id, wording.CALL_INCOMPLETE), 422
        by = (current_staff().id, self._parts.clock())
        whom, came = _typed("whom", 2 * _LONGEST_NAME), (outcome, said)
        with self._parts.database.write() as connection:
            ended = note_call(connection, self._parts.vault, task_id, whom, came, by)
        if ended is Ended.WORDS_MISSING:
            return tasks_page(self._parts, task_id, wording.CALL_INCOMPLETE), 422
        done = ended is Ended.DONE
        flash(wording.CALL_NOTED[outcome] if done else staff_tasks.GONE, "good" if done else "bad")
        return redirect(url_for("office.tasks"), 303)

    def put_in_hands(self, letter_id: int) -> ResponseReturnValue:
        """Write down to which colleague a unit passed a letter on, as it told the office."""
        person, phone = _typed("person", _LONGEST_NAME), _typed("phone", _LONGEST_NAME)
        by = (current_staff().id, self._parts.clock())
        with self._parts.database.write() as connection:
            letter = letter_row(connection, letter_id)
            if letter is None or letter.region != self._parts.region:
                abort(404)
            ready = bool(person and phone) and letter.state in RUNNING
            if ready:
                put_in_hands(connection, self._parts.vault, letter_id, (person, phone), by)
        flash(*((wording.HAND_NOTED, "good") if ready else (wording.HAND_INCOMPLETE, "bad")))
        return redirect(url_for("office.letter", letter_id=letter_id), 303)


def _back(letter_id: int) -> ResponseReturnValue:
    if request.form.get("from") == "tasks":
        return redirect(url_for("office.tasks"), 303)
    return redirect(url_for("office.letter", letter_id=letter_id), 303)


def _typed(name: str, longest: int = LONGEST_WORDS) -> str:
    return " ".join(request.form.get(name, "").split())[:longest]
