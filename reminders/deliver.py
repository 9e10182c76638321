"""Messages out: an outbox row, the roads it may take, and what came of it.

What a road uses up is taken, and the road written into the row, before the platform is called: the
official account's window is never overdrawn, and a worker that dies in the call leaves a row that
goes by this road again or not at all. Only a refusal leads to the next road, never a silence.
"""

import logging
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from types import MappingProxyType
from typing import Final

from casework.notice_results import carry_out, tell_left, tell_sent
from catalogue.wording import staff_outbox as words
from reminders.addressee import addressed
from reminders.jobs import LEASE
from reminders.ladder import OFFICIAL, ROADS_OF_FOLLOWERS, Ladder, give_number_back
from reminders.ports import (
    Check,
    Clock,
    Dropped,
    Road,
    RoadClosed,
    Sender,
    SendOutcome,
    Sent,
    Step,
    TryLater,
    Undelivered,
    WaitForWord,
)
from storage.database import Connection, Database
from storage.roads import consents, notice_sends, outbox, windows
from storage.roads.outbox import ClaimedMessage
from storage.work import troubles

_logger = logging.getLogger(__name__)

_LOOK_AGAIN: Final = timedelta(minutes=10)  # whether the person has written meanwhile
_NO_CONSENT: Final = 43101
_Refusal = WaitForWord | RoadClosed | Undelivered


class DeliverMessages:
    """The job of the outbox."""

    kind = "outbox"

    def __init__(  # and, by purpose, who looks at a message once more before it leaves
        self,
        database: Database,
        sender: Sender,
        ladder: Ladder,
        clock: Clock,
        checks: Mapping[str, Check] = MappingProxyType({}),
    ) -> None:
        self._database = database
        self._sender = sender
        self._ladder = ladder
        self._clock = clock
        self._checks = checks

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
            self._give_up(row, Undelivered(row.errcode, row.cause or words.STALE))
            return
        checked = self._checked(row, now)
        if isinstance(checked, TryLater):
            self._put_off(row, checked, row.road)
        elif checked is None:
            _logger.info("outbox %d: does not leave, %s", row.claim.row_id, row.purpose)
        elif checked.road:
            self._send_again(checked, now)
        else:
            self._send_down_the_ladder(checked, now)

    def put_back(self, row: ClaimedMessage, pause: timedelta) -> None:
        """Free a message after a failure of ours."""
        with self._database.write() as connection:
            outbox.release(connection, row, self._clock() + pause)

    def bury(self, row: ClaimedMessage) -> None:
        """Give up a message on which our own program failed three times."""
        self._give_up(row, Undelivered(None, words.POISON))

    def _checked(self, row: ClaimedMessage, now: datetime) -> ClaimedMessage | TryLater | None:
        """Return a message as it is still true, to whom it is, or when to look again.

        None: it was dropped, or its person's account is theirs no more.
        """
        with self._database.read() as connection:
            checked = self._looked_at(connection, row, now)
        if isinstance(checked, TryLater):
            return checked
        if isinstance(checked, Undelivered):
            self._give_up(row, checked)
            return None
        if checked != row:
            with self._database.write() as connection:
                if isinstance(checked, Dropped):
                    outbox.drop(connection, row, checked.cause)
                    return None
                outbox.change(connection, checked)
        return checked

    def _looked_at(
        self, connection: Connection, row: ClaimedMessage, now: datetime
    ) -> ClaimedMessage | TryLater | Dropped | Undelivered:
        check = self._checks.get(row.purpose)
        checked = check(connection, row, now) if check else row
        return addressed(connection, checked) if isinstance(checked, ClaimedMessage) else checked

    def _send_down_the_ladder(self, row: ClaimedMessage, now: datetime) -> None:
        refusals: list[_Refusal] = []
        shut: set[Road] = set()
        while True:
            step = self._set_out(row, shut, now)
            if not isinstance(step, Step):
                self._put_off(row, step) if step else self._end(row, refusals, now)
                return
            outcome = self._sender.send(row, step, now)
            if not isinstance(outcome, _Refusal) or not _leads_on(outcome):
                self._record(row, step, outcome)
                return
            shut |= {step.road}
            if isinstance(outcome, Undelivered) and outcome.left:
                shut |= ROADS_OF_FOLLOWERS
            refusals.append(outcome)
            row = self._turn_back(row, step, outcome)

    def _set_out(
        self, row: ClaimedMessage, shut: set[Road], now: datetime
    ) -> Step | TryLater | None:
        with self._database.write() as connection:
            step = self._ladder.next_step(connection, row, shut, now)
            if isinstance(step, Step) and not outbox.set_out(connection, row, step.road):
                raise LookupError(f"outbox {row.claim.row_id}: the claim was lost")
        return step

    def _turn_back(self, row: ClaimedMessage, step: Step, refusal: _Refusal) -> ClaimedMessage:
        """Note a refusal; only one of the message itself shuts the road to it for good."""
        final = isinstance(refusal, Undelivered)
        refused = (*row.refused, step.road) if final else row.refused
        with self._database.write() as connection:
            _take_back(connection, step, refusal, self._clock())
            outbox.turn_back(connection, row, refused)
        return replace(row, refused=refused)

    def _end(self, row: ClaimedMessage, refusals: list[_Refusal], now: datetime) -> None:
        """Say what becomes of a message for which no road is left at this moment."""
        for refusal in refusals:
            match refusal:
                case WaitForWord():
                    self._put_off(row, TryLater(now + _LOOK_AGAIN, refusal.errcode, refusal.cause))
                    return
                case RoadClosed():  # somebody may open it before the message's time is over
                    at = min(refusal.at, row.not_after) if now < row.not_after else refusal.at
                    self._put_off(row, TryLater(at, refusal.errcode, refusal.cause))
                    return
                case Undelivered():
                    pass
        if refusals:
            self._give_up(row, _all_of(row, refusals))
        elif row.tries:  # the platform itself put it off; what it never saw is not even tried
            cause = words.NO_ROOM if row.errcode is None else row.cause
            self._put_off(row, TryLater(now + _LOOK_AGAIN, row.errcode, cause))
        else:
            cause = words.NO_ROOM if row.channel else words.NO_ACCOUNT
            self._give_up(row, Undelivered(row.errcode, row.cause or cause))

    def _send_again(self, row: ClaimedMessage, now: datetime) -> None:
        """Try the road once more on which the message may have arrived already, and no other."""
        with self._database.write() as connection:
            step = self._ladder.same_step(connection, row, now)
        if not isinstance(step, Step):
            self._put_off(row, step) if step else self._give_up(row, _perhaps(row))
            return
        outcome = self._sender.send(row, step, now)
        match outcome:
            case Sent():
                self._record(row, step, outcome)
            case TryLater():
                self._put_off(row, outcome, step.road)
            case WaitForWord() | RoadClosed():
                at = outcome.at if isinstance(outcome, RoadClosed) else now + _LOOK_AGAIN
                self._put_off(row, TryLater(at, outcome.errcode, outcome.cause), step.road)
            case Undelivered():
                self._give_up(row, replace(outcome, cause=words.perhaps_arrived(outcome.cause)))

    def _record(self, row: ClaimedMessage, step: Step, outcome: SendOutcome) -> None:
        now = self._clock()
        with self._database.write() as connection:
            match outcome:
                case Sent():
                    _sent(connection, row, step, outcome, now)
                    return
                case TryLater(may_have_arrived=True):
                    pass
                case _:
                    _take_back(connection, step, outcome, now)
        if isinstance(outcome, TryLater):
            self._put_off(row, outcome, step.road if outcome.may_have_arrived else "")
        elif isinstance(outcome, Undelivered):
            self._give_up(row, outcome)

    def _put_off(self, row: ClaimedMessage, later: TryLater, road: str = "") -> None:
        if later.at > row.not_after:
            self._give_up(row, Undelivered(later.errcode, later.cause))
            return
        with self._database.write() as connection:
            outbox.put_off(connection, row, later.at, later.errcode, later.cause, road=road)

    def _give_up(self, row: ClaimedMessage, outcome: Undelivered) -> None:
        with self._database.write() as connection:
            now = self._clock()
            given_up = outbox.give_up(connection, row, outcome.errcode, outcome.cause, now)
            if given_up and row.observer_id is None:  # a person's stands on the list of calls
                ref = f"outbox:{row.claim.row_id}"
                sentence = words.undelivered(row.channel, outcome.cause)
                troubles.raise_trouble(connection, ref, "undelivered", ref, sentence, now)


def _leads_on(refusal: _Refusal) -> bool:
    return not isinstance(refusal, Undelivered) or refusal.refused


def _sent(
    connection: Connection, row: ClaimedMessage, step: Step, sent: Sent, now: datetime
) -> None:
    _logger.info("outbox %d by %s: sent, %s", row.claim.row_id, step.road, row.purpose)
    tell_left(connection, row.purpose, row.report_id, now)
    if not sent.msg_id:
        outbox.mark_sent(connection, row, step.road, now)
        tell_sent(connection, row.purpose, row.report_id, now)
        return
    outbox.mark_sent(connection, row, step.road, now, state=outbox.HANDED)
    status = notice_sends.link(connection, sent.msg_id, row.claim.row_id, now)
    if status:
        carry_out(connection, row.claim.row_id, status, now)


def _take_back(connection: Connection, step: Step, outcome: SendOutcome, now: datetime) -> None:
    """Return what a try used up that did not arrive, and believe what the platform said of it."""
    who = (step.channel, step.recipient)
    no_consent = isinstance(outcome, Undelivered) and outcome.errcode == _NO_CONSENT
    if step.road == "subscribe" and no_consent:
        consents.withdraw(connection, step.recipient, step.template, now)
    elif step.road == "subscribe":
        consents.give_back(connection, step.recipient, step.template)
    elif step.channel == "sms" and not (isinstance(outcome, Undelivered) and not outcome.refused):
        give_number_back(connection, int(step.recipient), now)
    elif step.road == "custom" and isinstance(outcome, WaitForWord):
        windows.close_window(connection, *who)
    elif step.road == "custom":
        windows.give_place_back(connection, *who)
    if isinstance(outcome, Undelivered) and outcome.left:
        windows.mark_left(connection, *who, now)


def _all_of(row: ClaimedMessage, refusals: Sequence[_Refusal]) -> Undelivered:
    """Tell every road's refusal, the window's too where it was not even tried."""
    causes = [refusal.cause for refusal in refusals]
    if row.channel == OFFICIAL and "custom" not in row.refused:
        causes.insert(0, words.NO_ROOM)
    last = refusals[-1]
    return Undelivered(last.errcode, words.one_after_the_other(causes))


def _perhaps(row: ClaimedMessage) -> Undelivered:
    return Undelivered(row.errcode, words.perhaps_arrived(row.cause or words.NO_ANSWER))
