"""自动催办: the clock urges units once a stage of each term, where the director switched it on.

The firing, the urging and the message are one transaction under the stage's own key, so that
nothing is sent twice; just before a message leaves, all of it is decided anew. What did not arrive
becomes a call on the desk. (Source: issue 5 item 7.)
"""

from datetime import datetime, timedelta
from typing import Final

from casework.letters.clock import RUNNING, TermTask, term_tasks
from casework.rules import local_day
from casework.settings.calendar import calendar_now
from casework.urging.messages import UrgingDesk, ask_to_ring, urge
from casework.urging.switch import switch_now
from catalogue.letters.terms import Stage, stage, stage_days
from catalogue.wording import staff_outbox as words
from catalogue.working_days import is_office_time, last_office_moment, next_office_moment
from reminders.closing_upkeep import paced
from reminders.ports import Dropped, TryLater
from reminders.tick import Rule, Turn
from storage.closing.tasks import known_keys
from storage.database import Connection
from storage.letters.rows import letter_row
from storage.roads.outbox import ClaimedMessage
from storage.urging import urgings
from storage.work import firings
from storage.work.firings import Firing

RULE: Final = "urge"
_LOOK_BACK: Final = timedelta(days=7)  # for messages that did not arrive


def urging_units(desk: UrgingDesk) -> Rule:
    """Return the rule that urges units by itself, and asks to ring whom no message reached."""

    def rule(turn: Turn) -> None:
        with turn.database.read() as connection:
            if not is_office_time(turn.now, desk.hours, calendar_now(connection)):
                return
            reached = _to_urge(connection, turn.now)
            lost = _not_arrived(connection, turn.now)
        until = last_office_moment(turn.now, desk.hours)
        for each in reached:
            firing = Firing(RULE, each.key, "", until)
            with turn.database.write() as connection:
                if firings.fire(connection, firing, turn.lease, turn.now):
                    urge(connection, desk, each.letter.id, None, turn.now)
        if lost:
            with turn.database.write() as connection:
                for each in lost:
                    ask_to_ring(connection, each, turn.now)

    return paced(rule, timedelta(minutes=1))


class StillUrgent:
    """Looks at an urging once more, just before it leaves."""

    def __init__(self, desk: UrgingDesk) -> None:
        self._desk = desk

    def __call__(
        self, connection: Connection, message: ClaimedMessage, now: datetime
    ) -> ClaimedMessage | TryLater | Dropped:
        """Return it, or when to look again, or that nothing is to be urged any more."""
        urging = urgings.urging_of_message(connection, message.claim.row_id)
        letter = letter_row(connection, urging.letter_id) if urging else None
        if urging is None or letter is None or letter.state not in RUNNING:
            return Dropped(words.NOT_URGENT)
        if letter.due != urging.due or (urging.staff_id is None and not switch_now(connection).on):
            return Dropped(words.NOT_URGENT)
        if message.road and message.road != "sms":
            return Dropped(words.NOT_TWICE)
        entered = calendar_now(connection)
        if not is_office_time(now, self._desk.hours, entered):
            later = next_office_moment(now, self._desk.hours, entered)
            return TryLater(later, message.errcode, words.QUIET_HOURS)
        return message


def _to_urge(connection: Connection, now: datetime) -> list[TermTask]:
    """Return the letters whose terms reached a stage since the switch is on, untold as yet."""
    switch, today, entered = switch_now(connection), local_day(now), calendar_now(connection)
    if switch.since is None:
        return []
    reached = [
        each
        for each in term_tasks(connection, today)
        if each.letter.due and stage_days(each.letter.due, entered)[each.stage] >= switch.since
    ]
    urged = urgings.urged_stages(connection, [each.letter.id for each in reached])
    return [
        each
        for each in reached
        if (each.letter.id, each.stage.value, each.letter.due) not in urged
        and not firings.fired(connection, Firing(RULE, each.key, "", now))
    ]


def _not_arrived(connection: Connection, now: datetime) -> list[TermTask]:
    """Return the letters whose last message was lost and that nobody was asked to ring about."""
    today, entered = local_day(now), calendar_now(connection)
    found: dict[str, TermTask] = {}
    for urging in urgings.undelivered_since(connection, today - _LOOK_BACK):
        letter = letter_row(connection, urging.letter_id)
        if letter is not None and letter.state in RUNNING and letter.due == urging.due:
            lost = TermTask(letter, Stage(urging.stage))
            if stage(today, urging.due, entered) is not Stage.OVERDUE:
                found[lost.ring_key] = lost
    known = known_keys(connection, found)
    return [each for key, each in found.items() if key not in known]
