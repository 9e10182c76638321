"""Reminders of 四个一: set off by the clock once a moment and person, and looked at once more.

The firing and the message are written together under the key (remind, 2026-07/1, person), so that
no restart, crash or jumping clock sends one twice; the moment's end is the message's end too, so
that a week of downtime leaves nothing to send. Just before a reminder leaves, it is decided anew:
who has reported meanwhile is not reminded. One whose last try had no answer is not tried again:
other messages may come twice rather than not at all (ADR 0017), a reminder the other way round.
(Source: issue 4 item 6; peers R15.)
"""

from dataclasses import replace
from datetime import datetime
from typing import Final

from casework import reminding
from casework.reminding import ReminderDesk
from casework.settings.calendar import calendar_now
from catalogue.reminder_times import (
    Moment,
    ReminderPolicy,
    is_decent,
    load_reminders,
    moment_at,
    next_decent,
)
from catalogue.wording import staff_outbox as words
from reminders.ports import Dropped, TryLater
from reminders.tick import Rule, Turn
from storage.database import Connection
from storage.quota.quota_pieces import ids_on_page
from storage.roads import outbox
from storage.roads.outbox import ClaimedMessage
from storage.work import firings
from storage.work.firings import Firing

RULE: Final = "remind"
_PAGE: Final = 500  # people decided in one transaction
_PAGES: Final = 6  # decided in one tick: longer ones would keep alarms waiting and outlast a term


def reminding_observers(
    desk: ReminderDesk,
    policy: ReminderPolicy | None = None,
    *,
    page: int = _PAGE,
    pages: int = _PAGES,
) -> Rule:
    """Return the rule that posts the reminders of the moment that has come, if one has.

    Each tick goes on behind the person whom the last one ended with. The place is remembered here
    alone: whoever begins anew decides the first ones again and finds their firings.
    """
    times = policy or load_reminders()
    places: dict[str, int] = {}

    def rule(turn: Turn) -> None:
        with turn.database.read() as connection:
            entered = calendar_now(connection)
        moment = moment_at(times, turn.now, entered)
        if moment is None or not is_decent(times, turn.now, entered):
            return
        whole = Firing(RULE, moment.period, "", moment.until)
        with turn.database.read() as connection:
            if firings.fired(connection, whole):
                return
        for _ in range(pages):
            ids = _page(turn, places.get(moment.period, 0), page)
            if not ids:
                with turn.database.write() as connection:
                    firings.fire(connection, whole, turn.lease, turn.now)
                return
            _remind(turn, desk, ids, moment)
            places[moment.period] = ids[-1]

    return rule


class StillTrue:
    """Looks at a reminder once more, just before it leaves."""

    def __init__(self, desk: ReminderDesk, policy: ReminderPolicy | None = None) -> None:
        self._desk = desk
        self._times = policy or load_reminders()

    def __call__(
        self, connection: Connection, message: ClaimedMessage, now: datetime
    ) -> ClaimedMessage | TryLater | Dropped:
        """Return it in the words that are true now, or when to try, or why it is not needed."""
        if message.road:
            return Dropped(words.NOT_TWICE)
        entered = calendar_now(connection)
        if not is_decent(self._times, now, entered):
            decent = next_decent(self._times, now, entered)
            return TryLater(decent, message.errcode, words.QUIET_HOURS)
        whose, moment = message.observer_id, moment_at(self._times, message.created_at, entered)
        if whose is None or moment is None:
            return Dropped(words.NOT_NEEDED)
        found = reminding.reminder_of(connection, self._desk, whose, moment, now)
        if found is None:
            return Dropped(words.NOT_NEEDED)
        text, notice = found
        return replace(message, text=text, notice=notice)


def _page(turn: Turn, after: int, most: int) -> list[int]:
    with turn.database.read() as connection:
        return ids_on_page(connection, None, after, most)


def _remind(turn: Turn, desk: ReminderDesk, page: list[int], moment: Moment) -> None:
    with turn.database.read() as connection:
        found = reminding.reminders_for(connection, desk, page, moment, turn.now)
    if not found:
        return
    people_due = [Firing(RULE, moment.period, str(each), moment.until) for each in found]
    with turn.database.write() as connection:
        fresh = firings.fire_all(connection, people_due, turn.lease, turn.now)
        messages = [message for each, message in found.items() if str(each) in fresh]
        outbox.post_all(connection, messages)
