"""To which account a person's message goes at this moment: never to one that is somebody else's.

Between its posting and its leaving an account may have been freed, handed on, or exchanged for the
person's new one. (Source: issue 4 item 7; ADR 0017.)
"""

from dataclasses import replace

from catalogue.wording import staff_outbox as words
from reminders.ports import Undelivered
from storage.database import Connection
from storage.people import people
from storage.roads.outbox import ClaimedMessage


def addressed(connection: Connection, message: ClaimedMessage) -> ClaimedMessage | Undelivered:
    """Return a message to where its person is now, or why it must not leave.

    What may have arrived at an account that is theirs no more goes nowhere else.
    """
    if message.observer_id is None:
        return message
    now_at = people.senders_of(connection, [message.observer_id])
    given = (message.channel, message.recipient)
    if any((each.channel, each.sender) == given for each in now_at):
        return message
    if message.road:
        return Undelivered(message.errcode, words.perhaps_arrived(words.ACCOUNT_CHANGED))
    channel, account = people.account_of(connection, message.observer_id)
    return replace(message, channel=channel, recipient=account, refused=())
