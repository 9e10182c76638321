"""What the platform tells us about notices: which arrived, and who agreed to more of them.

It concerns staff on duty and former observers as much as observers, and nobody waits for an answer.
"""

from datetime import datetime

from casework.notice_results import note_result
from handlers.messages import Consented, SendFinished
from storage.intake.ledger import Ledger
from storage.roads import consents


def note(message: SendFinished | Consented, ledger: Ledger, now: datetime) -> None:
    """Write it down."""
    sender = message.origin.sender
    with ledger.wire.plain() as connection:
        match message:
            case SendFinished():
                note_result(connection, message.msg_id, message.status, now)
                ledger.left_work = True  # one that failed takes another road
            case Consented():
                for template in message.agreed:
                    consents.grant(connection, sender, template, now)
                for template in message.refused:
                    consents.withdraw(connection, sender, template, now)
