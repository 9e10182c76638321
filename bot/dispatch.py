"""Once, durably: one transaction keeps the delivery, runs the handler and keeps the answer.

    insert under the unique key → SAVEPOINT → handler → keep the answer → COMMIT → answer

A repeated or concurrent delivery gets the first one's answer. A failing handler is rolled back to
its savepoint: the delivery stays as `failed`, the observer hears an honest sentence, the office
replays it. No network, no file, no model inside. (Source: mechanics §Intake.)
"""

import logging
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from bot.clock import Clock
from bot.group_commit import GroupCommit, Overloaded
from bot.reading import Incoming
from casework.rules import local_day
from catalogue.wording import observer
from catalogue.wording.observer_strangers import DIAL_NOW
from handlers import notices, suspended
from handlers.messages import (
    Consented,
    Entered,
    File,
    Link,
    Located,
    Message,
    Note,
    Photo,
    Picked,
    Place,
    SendFinished,
    Unfollowed,
    Unsupported,
    Video,
    Voice,
)
from handlers.routes import answer
from handlers.situation import House, Situation, Talk
from storage.database import Database
from storage.intake.ledger import Ledger
from storage.intake.numbers import Numbers
from storage.ledger_rows import Met, Standing
from storage.tracing import following
from storage.transience import DRIVER_ERRORS, passes
from storage.wire import is_lock_timeout, wire_transaction

log = logging.getLogger(__name__)

PATIENCE = 4.5  # seconds; the platform hangs up at 5
MOST_WAITING = 512  # deliveries; more than fit into the patience are refused at once
_TRIES = 3
_NO_MESSAGE = (Consented, Entered, Located, Picked, SendFinished, Unfollowed)
# Only these open the 48 hours in which we may write: following, scanning and the menu do not.
# (Source: MPDOC service/api/customer/message/api_sendcustommessage.)
_SAID = (File, Link, Note, Photo, Place, Video, Voice)


@dataclass(frozen=True, slots=True)
class Answered:
    """What to say, and the time that goes into the reply: the first delivery's own."""

    delivery_id: int
    text: str
    sent_at: datetime
    repeats: int = 0


class Dispatcher:
    """Takes incoming deliveries one by one; commits them together."""

    def __init__(
        self,
        database: Database,
        house: House,
        clock: Clock,
        hint: Callable[[str, int], None],
        *,
        patience: float = PATIENCE,
        most_waiting: int = MOST_WAITING,
    ) -> None:
        self._database = database
        self._house = house
        self._clock = clock
        self._hint = hint
        self._patience = patience
        self.numbers = Numbers(database)
        self._group: GroupCommit[Incoming, Answered] = GroupCommit(
            self.commit, self._note_late, most_waiting=most_waiting
        )

    def take(self, incoming: Incoming) -> Answered:
        """Return the answer once everything is committed; raises Overloaded or TooLate."""
        return self._group.run(incoming, self._patience)

    def commit(self, batch: Sequence[Incoming]) -> Sequence[Answered | Exception]:
        """Commit a batch in one transaction; where that breaks, one by one."""
        try:
            with wire_transaction(self._database, pipelined=True) as wire:
                ledger = Ledger(wire, self.numbers)
                answers = [self._handle(ledger, incoming) for incoming in batch]
        except Exception as error:  # noqa: BLE001 - one delivery's fault must not cost the others
            name = type(error).__name__
            log.warning("intake: batch of %d goes one by one (%s)", len(batch), name)
            return [self._commit_alone(incoming) for incoming in batch]
        self._wake_worker(ledger)
        return answers

    def respond(self, ledger: Ledger, incoming: Incoming, delivery_id: int) -> str:
        """Run the handler for one kept delivery again and return what it says."""
        with following(incoming.delivery.key):
            met = ledger.meet(incoming.delivery, wrote=_is_said(incoming.message))
            return self._answer(ledger, incoming, delivery_id, met)

    def _answer(self, ledger: Ledger, incoming: Incoming, delivery_id: int, met: Met | None) -> str:
        if met is None:
            return ""
        message, now = incoming.message, incoming.delivery.received_at
        if isinstance(message, SendFinished | Consented):
            notices.note(message, ledger, now)
            return ""
        shared = (self._house, ledger, met.sender, delivery_id, now, incoming.tag)
        if met.standing is None:
            return answer(message, Situation(*shared))
        if not _is_appointed(met.standing, local_day(message.origin.sent_at)):
            silent = isinstance(message, (*_NO_MESSAGE, Unsupported))
            urgent = incoming.tag is not None and incoming.tag.urgent
            return "" if silent else observer.NOT_NOW + (DIAL_NOW if urgent else "")
        talk = Talk(*shared, met.standing)
        if met.standing.state == "suspended":
            return suspended.answer(message, talk)
        return answer(message, talk)

    def _handle(self, ledger: Ledger, incoming: Incoming) -> Answered:
        with following(incoming.delivery.key):
            return self._take_in(ledger, incoming)

    def _take_in(self, ledger: Ledger, incoming: Incoming) -> Answered:
        delivery = incoming.delivery
        delivery_id, met = ledger.receive(delivery, wrote=_is_said(incoming.message))
        if delivery_id is None:
            kept = ledger.repeat(delivery.key, self._clock())
            if kept is None:
                raise LookupError("a delivery was neither new nor known")
            return Answered(kept.delivery_id, kept.answer, kept.sent_at, kept.repeats)
        try:
            with ledger.wire.savepoint():
                text = self._answer(ledger, incoming, delivery_id, met)
        except Exception as error:
            if ledger.wire.is_broken_by(error):
                raise
            log.exception("intake: handler failed, delivery %d is kept", delivery_id)
            text = observer.FAILED
            ledger.fail_delivery(delivery_id, text, type(error).__name__)
        else:
            if text:
                ledger.keep_answer(delivery_id, text)
        return Answered(delivery_id, text, delivery.sent_at)

    def _commit_alone(self, incoming: Incoming) -> Answered | Exception:
        with following(incoming.delivery.key):
            return self._try_alone(incoming)

    def _try_alone(self, incoming: Incoming) -> Answered | Exception:
        for _ in range(_TRIES):
            try:
                with wire_transaction(self._database, pipelined=False) as wire:
                    wire.wait_briefly()
                    ledger = Ledger(wire, self.numbers)
                    answered = self._handle(ledger, incoming)
                self._wake_worker(ledger)
            except DRIVER_ERRORS as error:
                if not passes(error):
                    log.exception("intake: the database refused a delivery")
                    break
                if is_lock_timeout(error):
                    break
                log.warning("intake: trying again (%s)", type(error).__name__)
            except Exception:
                log.exception("intake: a delivery could not be taken in")
                break
            else:
                return answered
        return Overloaded()

    def _wake_worker(self, ledger: Ledger) -> None:
        if ledger.left_work:
            self._hint("intake", 0)

    def _note_late(self, unheard: Sequence[Answered]) -> None:
        log.warning("intake: %d answers came too late", len(unheard))
        for _ in range(_TRIES):
            try:
                with wire_transaction(self._database, pipelined=True) as wire:
                    ledger = Ledger(wire, self.numbers)
                    for late in unheard:
                        ledger.mark_late(late.delivery_id, late.repeats)
            except DRIVER_ERRORS:
                log.exception("intake: late answers could not be noted")
            else:
                return


def _is_said(message: Message) -> bool:
    if isinstance(message, Unsupported):
        return not message.is_event
    return isinstance(message, _SAID)


def _is_appointed(standing: Standing, day: date) -> bool:
    begun = standing.appointed_from is None or standing.appointed_from <= day
    ended = standing.appointed_to is not None and standing.appointed_to < day
    return begun and not ended
