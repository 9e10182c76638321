"""The clock's rule that seals what people did, at each tick.

Whoever cuts the chain and waits would have the service itself write a new end over the remembered
one. So an end that does not fit is told and left alone, while new deeds go on being sealed.
"""

import logging
from typing import Final

from casework.audit.audit import Sealer, seal_deeds
from casework.audit.audit_check import end_fits
from catalogue.wording import staff_audit as words
from reminders.tick import Rule, Turn
from storage.audit.audit_rows import Head, unsealed_deeds
from storage.audit.audit_witness import Witness, WitnessBroken
from storage.database import Connection
from storage.work import leases, troubles

_logger = logging.getLogger(__name__)
_BATCHES_A_TICK: Final = 20
_TROUBLE: Final = "audit"


def sealing_deeds(sealer: Sealer, witness: Witness) -> Rule:
    """Return the rule: whatever waits gets its seal, and the end is remembered beside the data."""

    def rule(turn: Turn) -> None:
        head, fits = None, True
        for _ in range(_BATCHES_A_TICK):
            with turn.database.read() as connection:
                if not unsealed_deeds(connection, 1):
                    break
            with turn.database.write() as connection:
                leases.require(connection, turn.lease)
                fits = fits and _end_fits(connection, sealer, witness)
                head = seal_deeds(connection, sealer) or head
        if not fits:
            _tell(turn)
        elif head:
            _remember(witness, head)

    return rule


def _end_fits(connection: Connection, sealer: Sealer, witness: Witness) -> bool:
    try:
        return end_fits(connection, sealer, witness.remembered())
    except WitnessBroken:
        return False


def _tell(turn: Turn) -> None:
    """Tell the desk; the remembered end stays as it is, it is what `guancha audit verify` needs."""
    _logger.error("the audit's end is not the one that was remembered: guancha audit verify")
    with turn.database.write() as connection:
        leases.require(connection, turn.lease)
        troubles.raise_trouble(connection, _TROUBLE, _TROUBLE, "", words.END_LOST, turn.now)


def _remember(witness: Witness, head: Head) -> None:
    try:
        witness.remember(head)
    except OSError:
        _logger.exception("the audit's end could not be written to %s", witness.path)
