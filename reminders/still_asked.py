"""A question of consent looked at once more before it leaves: at a decent hour, and still asked."""

from datetime import datetime

from casework.column.states import State
from casework.settings.calendar import calendar_now
from catalogue.reminder_times import ReminderPolicy, is_decent, load_reminders, next_decent
from catalogue.wording import staff_outbox as words
from reminders.ports import Dropped, TryLater
from storage.column.consents import asks_of
from storage.database import Connection
from storage.roads.outbox import ClaimedMessage


class StillAsked:
    """Holds a question of consent back outside the hours of reminders, and drops what is over."""

    def __init__(self, policy: ReminderPolicy | None = None) -> None:
        self._times = policy or load_reminders()

    def __call__(
        self, connection: Connection, message: ClaimedMessage, now: datetime
    ) -> ClaimedMessage | TryLater | Dropped:
        """Return it as it is, or when to try, or why it is not needed."""
        entered = calendar_now(connection)
        if not is_decent(self._times, now, entered):
            decent = next_decent(self._times, now, entered)
            return TryLater(decent, message.errcode, words.QUIET_HOURS)
        whose = message.observer_id
        asked = asks_of(connection, whose) if whose is not None else []
        mine = next((each for each in asked if each.words == message.text), None)
        if mine is None or mine.answer or mine.state != State.DRAFT:
            return Dropped(words.NOT_ASKED_ANY_MORE)
        return message
