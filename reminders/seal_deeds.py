"""The clock's rule that seals what people did, at each tick."""

import logging
from typing import Final

from casework.audit.audit import Sealer, seal_deeds
from reminders.tick import Rule, Turn
from storage.audit.audit_rows import unsealed_deeds
from storage.audit.audit_witness import Witness
from storage.work import leases

_logger = logging.getLogger(__name__)
_BATCHES_A_TICK: Final = 20


def sealing_deeds(sealer: Sealer, witness: Witness) -> Rule:
    """Return the rule: whatever waits gets its seal, and the end is remembered beside the data."""

    def rule(turn: Turn) -> None:
        head = None
        for _ in range(_BATCHES_A_TICK):
            with turn.database.read() as connection:
                if not unsealed_deeds(connection, 1):
                    break
            with turn.database.write() as connection:
                leases.require(connection, turn.lease)
                head = seal_deeds(connection, sealer) or head
        if head:
            try:
                witness.remember(head)
            except OSError:
                _logger.exception("the audit's end could not be written to %s", witness.path)

    return rule
