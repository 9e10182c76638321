"""The ladder's last road: a short message to the number of the roster, or of a unit's 联络人.

The number is unsealed here, for the one call, and held nowhere. What may have left is never sent
again: a person gets at most one a day, and no doubt doubles it.
"""

from datetime import datetime, timedelta
from typing import Final

from bot.platform.errors import NoAnswer
from bot.platform.sms import ShortMessages, TextRefused
from bot.platform.sms_reactions import TextAct
from casework.settings.calendar import calendar_now
from catalogue.reminder_times import load_reminders, next_decent_day
from catalogue.wording import staff_outbox, staff_sms
from reminders.ports import RoadClosed, SendOutcome, Sent, Step, TryLater, Undelivered
from storage.database import Database
from storage.people import people
from storage.roads.outbox import ClaimedMessage
from storage.settings import contacts
from storage.vault import Vault
from storage.work import troubles

_TROUBLE: Final = "sms"
_SOON: Final = timedelta(minutes=5)


class TextSender:
    """A `reminders.ports.Sender` for the road `sms`; the recipient is an observer or a contact."""

    def __init__(self, database: Database, vault: Vault, texts: ShortMessages) -> None:
        self._database, self._vault, self._texts = database, vault, texts

    def send(self, message: ClaimedMessage, step: Step, now: datetime) -> SendOutcome:  # noqa: ARG002 - the step says it all
        """Send it now, once."""
        phone = self._phone(step)
        if not phone:
            return Undelivered(None, staff_outbox.NO_ACCOUNT, refused=True)
        try:
            self._texts.send(phone, step.template, list(step.fields.values()))
        except TextRefused as error:
            return self._refused(error, now)
        except NoAnswer as error:
            if error.may_have_arrived:
                return _perhaps(staff_sms.NO_ANSWER)
            return TryLater(now + _SOON, None, staff_sms.NO_ANSWER)
        with self._database.write() as connection:
            troubles.resolve_itself(connection, _TROUBLE, now)
        return Sent()

    def _phone(self, step: Step) -> str:
        with self._database.read() as connection:
            if step.channel == contacts.CHANNEL:
                contact = contacts.reachable_contact(connection, self._vault, step.recipient)
                return contact.person.phone if contact else ""
            person = people.observer_card(connection, self._vault, int(step.recipient))
            return person.phone if person else ""

    def _refused(self, error: TextRefused, now: datetime) -> SendOutcome:
        reaction = error.reaction
        match reaction.act:
            case TextAct.LATER:
                return TryLater(now + reaction.wait, None, reaction.cause)
            case TextAct.NEXT_DAY:
                with self._database.read() as connection:
                    entered = calendar_now(connection)
                tomorrow = next_decent_day(load_reminders(), now, entered)
                return TryLater(tomorrow, None, reaction.cause)
            case TextAct.UNKNOWN:
                return _perhaps(reaction.cause)
            case TextAct.CLOSED:
                sentence = staff_sms.closed(reaction.cause)
                with self._database.write() as connection:
                    troubles.raise_trouble(connection, _TROUBLE, _TROUBLE, _TROUBLE, sentence, now)
                return RoadClosed(now + reaction.wait, 0, reaction.cause)
            case TextAct.GIVE_UP:
                return Undelivered(None, reaction.cause, refused=True)


def _perhaps(cause: str) -> Undelivered:
    return Undelivered(None, staff_outbox.perhaps_arrived(cause))
