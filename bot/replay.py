"""A second try: a failed delivery, a call that was refused as stale, what a stranger had sent.

A replay uses the delivery's own times, wins by a conditional update, and answers by the outbox:
the request it came with is long gone.
"""

import logging
from dataclasses import replace
from datetime import datetime

from bot.clock import Clock
from bot.dispatch import Answered, Dispatcher
from bot.envelope import ChannelKeys, Refused, open_delivery
from bot.group_commit import Overloaded, TooLate
from bot.reading import Reader
from casework.reports.sweeps import late_message
from handlers.messages import Channel
from storage.database import Database
from storage.intake import strangers
from storage.intake.delivery_rows import KeptDelivery, LateAnswer, kept_delivery
from storage.intake.held_rows import fail_held
from storage.intake.quarantine import kept_call, mark_replayed
from storage.intake.replay_ledger import ReplayLedger
from storage.ledger_rows import NewDelivery
from storage.roads.outbox import OutMessage, post
from storage.transience import passes
from storage.vault import Vault
from storage.wire import wire_transaction

log = logging.getLogger(__name__)


class Replays:
    """Runs kept deliveries again."""

    def __init__(
        self,
        database: Database,
        vault: Vault,
        reader: Reader,
        dispatcher: Dispatcher,
        keys: dict[Channel, ChannelKeys],
        clock: Clock,
    ) -> None:
        self._database = database
        self._vault = vault
        self._reader = reader
        self._dispatcher = dispatcher
        self._keys = keys
        self._clock = clock

    def replay(self, delivery_id: int) -> bool:
        """Run a failed delivery's handler again; False when it failed again or is done already."""
        with self._database.read() as connection:
            failed = kept_delivery(connection, delivery_id, "failed")
        if failed is None:
            return False
        try:
            return self._run(failed)
        except Exception:
            log.exception("replay: delivery %d failed again", delivery_id)
            return False

    def adopt(self, delivery_id: int) -> None:
        """Handle what a stranger sent before they were bound as an observer's; say nothing of it.

        A delivery that cannot be handled is left to the office; one that only the database kept
        from it stays held.
        """
        try:
            with self._database.read() as connection:
                held = kept_delivery(connection, delivery_id, "held")
            if held is not None:
                self._adopt(held)
        except Exception as error:
            if passes(error):
                log.warning("replay: held delivery %d later (%s)", delivery_id, type(error))
                return
            log.exception("replay: held delivery %d failed", delivery_id)
            with self._database.write() as connection:
                fail_held(connection, delivery_id, type(error).__name__)

    def replay_refused(self, call_id: int) -> bool:
        """Take in a stale call now; False when it cannot be opened or is done already."""
        now = self._clock()
        with self._database.read() as connection:
            call = kept_call(connection, self._vault, call_id)
        keys = self._keys.get("work" if call and call.channel == "work" else "official")
        if call is None or keys is None:
            return False
        try:
            opened = open_delivery(keys, call.query, call.body, now, check_age=False)
        except Refused as refused:
            log.warning("replay: kept call %d is refused, %s", call_id, refused.reason)
            return False
        incoming = self._reader.read(
            keys.channel, keys.app_id, opened.fields, call.received_at, opened.unreadable
        )
        try:
            answered = self._dispatcher.take(incoming)
        except (Overloaded, TooLate) as error:
            log.warning("replay: kept call %d, %s", call_id, type(error).__name__)
            return False
        with self._database.write() as connection:
            if not mark_replayed(connection, call_id):
                return False
            if answered.text:
                post(connection, _answer(answered, incoming.delivery, now))
        return True

    def _adopt(self, held: KeptDelivery) -> None:
        incoming = self._reader.reread(held.delivery)
        with wire_transaction(self._database, pipelined=False) as wire:
            if strangers.let_go(wire, held.id):
                ledger = ReplayLedger(wire, self._dispatcher.numbers)
                self._dispatcher.respond(ledger, incoming, held.id)
                strangers.hush(wire, held.id)

    def _run(self, failed: KeptDelivery) -> bool:
        incoming = self._reader.reread(failed.delivery)
        now = self._clock()
        with wire_transaction(self._database, pipelined=False) as wire:
            ledger = ReplayLedger(wire, self._dispatcher.numbers)
            if not ledger.finish_replay(failed.id, ""):
                return False
            text = self._dispatcher.respond(ledger, incoming, failed.id)
            ledger.keep_answer(failed.id, text)
            if text:
                answered = Answered(failed.id, text, failed.delivery.sent_at)
                message = _answer(answered, failed.delivery, now)
                # The sentence of the failure may have gone out as a late answer before.
                ledger.post(replace(message, once_key=f"replay:{failed.id}"))
        return True


def _answer(answered: Answered, delivery: NewDelivery, now: datetime) -> OutMessage:
    late = LateAnswer(answered.delivery_id, delivery.channel, delivery.sender, answered.text)
    return late_message(late, now)
