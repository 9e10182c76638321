"""Messages out: an outbox row, the sender, and what came of it.

The official account's window is counted here before the platform is called, so that a message it
would refuse is not sent at all. A place in the window is taken before the call: several threads
never take the same one.
"""

import logging
from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Final

from casework import alarms
from catalogue.wording import staff_outbox as words
from reminders.jobs import LEASE
from reminders.ports import Clock, Sender, SendOutcome, Sent, TryLater, Undelivered, WaitForWord
from storage import outbox, troubles, windows
from storage.database import Connection, Database
from storage.outbox import ClaimedMessage

_logger = logging.getLogger(__name__)

_LOOK_AGAIN: Final = timedelta(minutes=10)  # whether the person has written meanwhile


class DeliverMessages:
    """The job of the outbox."""

    kind = "outbox"

    def __init__(self, database: Database, sender: Sender, clock: Clock) -> None:
        self._database = database
        self._sender = sender
        self._clock = clock

    def take(self, limit: int) -> Sequence[ClaimedMessage]:
        """Claim messages that are due."""
        now = self._clock()
        with self._database.read() as connection:
            if not outbox.some_due(connection, now):
                return ()
        with self._database.write() as connection:
            return outbox.claim(connection, now, limit, LEASE)

    def work(self, row: ClaimedMessage) -> None:
        """Send one message and record what came of it."""
        now = self._clock()
        if now > row.not_after:
            self._record(row, Undelivered(row.errcode, row.cause or words.STALE))
        elif not self._sender.has_window(row.channel):
            self._record(row, self._sender.send(row, now))
        elif self._takes_a_place(row, now):
            outcome = self._sender.send(row, now)
            self._record(row, outcome, place_taken=True)
        else:
            self._record(row, _without_a_place(row, now))

    def put_back(self, row: ClaimedMessage, pause: timedelta) -> None:
        """Free a message after a failure of ours."""
        with self._database.write() as connection:
            outbox.release(connection, row, self._clock() + pause)

    def bury(self, row: ClaimedMessage) -> None:
        """Give up a message on which our own program failed three times."""
        self._record(row, Undelivered(None, words.POISON))

    def _takes_a_place(self, row: ClaimedMessage, now: datetime) -> bool:
        with self._database.write() as connection:
            return windows.count_sent(connection, row.channel, row.recipient, now)

    def _record(
        self, row: ClaimedMessage, outcome: SendOutcome, *, place_taken: bool = False
    ) -> None:
        now = self._clock()
        with self._database.write() as connection:
            if place_taken:
                _correct_window(connection, row, outcome, now)
            match outcome:
                case Sent():
                    _sent(connection, row, now)
                case TryLater():
                    _put_off(connection, row, outcome, now)
                case WaitForWord():
                    later = TryLater(now + _LOOK_AGAIN, outcome.errcode, outcome.cause)
                    _put_off(connection, row, later, now)
                case Undelivered():
                    _undelivered(connection, row, outcome, now)


def _sent(connection: Connection, row: ClaimedMessage, now: datetime) -> None:
    _logger.info("outbox %d: sent, %s", row.claim.row_id, row.purpose)
    outbox.mark_sent(connection, row, now)
    if row.purpose == alarms.PURPOSE and row.report_id is not None:
        alarms.tell_alarm_arrived(connection, row.report_id, now)


def _without_a_place(row: ClaimedMessage, now: datetime) -> SendOutcome:
    """Wait with a message that the platform itself put off; others are not even tried."""
    if row.tries == 0:
        return Undelivered(None, words.NO_ROOM)
    return TryLater(now + _LOOK_AGAIN, row.errcode, row.cause)


def _correct_window(
    connection: Connection, row: ClaimedMessage, outcome: SendOutcome, now: datetime
) -> None:
    match outcome:
        case Sent() | TryLater(may_have_arrived=True):
            return
        case WaitForWord():
            windows.close_window(connection, row.channel, row.recipient)
        case TryLater() | Undelivered():
            windows.give_place_back(connection, row.channel, row.recipient)
    if isinstance(outcome, Undelivered) and outcome.left:
        windows.mark_left(connection, row.channel, row.recipient, now)


def _put_off(connection: Connection, row: ClaimedMessage, later: TryLater, now: datetime) -> None:
    if later.at > row.not_after:
        _undelivered(connection, row, Undelivered(later.errcode, later.cause), now)
    else:
        outbox.put_off(connection, row, later.at, later.errcode, later.cause)


def _undelivered(
    connection: Connection, row: ClaimedMessage, outcome: Undelivered, now: datetime
) -> None:
    if not outbox.give_up(connection, row, outcome.errcode, outcome.cause):
        return
    ref = f"outbox:{row.claim.row_id}"
    sentence = words.undelivered(row.channel, outcome.cause)
    troubles.raise_trouble(connection, ref, "undelivered", ref, sentence, now)
