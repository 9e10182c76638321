"""Whether what an observer is asked is still to be asked, seen just before it leaves.

Between its posting and its leaving days may pass: its window was closed, or the house was down.
"""

from datetime import datetime

from casework.triage.states import State
from catalogue.wording import staff_outbox as words
from reminders.ports import Dropped
from storage.closing.looks import asked_of
from storage.database import Connection
from storage.roads.outbox import ClaimedMessage
from storage.triage.rows import desk_report


def still_to_look(
    connection: Connection,
    message: ClaimedMessage,
    now: datetime,  # noqa: ARG001 - a Check is given it
) -> ClaimedMessage | Dropped:
    """Return a look's question, unless they have said what they saw or the matter is closed."""
    mine = asked_of(connection, message.observer_id) if message.observer_id else []
    asked = next((each for each in mine if each.report_id == message.report_id), None)
    if asked is None or asked.verdict or not asked.is_open:
        return Dropped(words.NOT_ASKED_ANY_MORE)
    return message


def still_asked(
    connection: Connection,
    message: ClaimedMessage,
    now: datetime,  # noqa: ARG001 - a Check is given it
) -> ClaimedMessage | Dropped:
    """Return the office's question about a report, unless its desk waits for it no more."""
    report = desk_report(connection, message.report_id) if message.report_id else None
    if report is None or report.desk_state != State.ASKED:
        return Dropped(words.NOT_ASKED_ANY_MORE)
    return message
