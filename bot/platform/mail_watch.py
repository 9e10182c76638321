"""Tells the administrator at once when the mailbox refuses us, and takes it back when it does not.

Without this a wrong password would be heard of when the first digest has waited for half a day.
"""

from typing import Final

from bot.clock import Clock
from bot.platform.errors import Refused
from bot.platform.mail import CHANNEL, MailAccount
from bot.platform.reactions import Act
from catalogue.wording import staff_outbox as words
from storage.database import Database
from storage.work import troubles

TROUBLE: Final = CHANNEL


class WatchedMail:
    """A `Writer` over a mailbox whose refusals of our own settings become a trouble."""

    def __init__(self, account: MailAccount, database: Database, clock: Clock) -> None:
        self._account, self._database, self._clock = account, database, clock

    def send_text(self, recipient: str, text: str) -> None:
        """Send a text. Raises NoAnswer, Refused."""
        try:
            self._account.send_text(recipient, text)
        except Refused as error:
            if error.reaction.act is Act.STOP:
                self._tell(words.mail_stopped(error.cause))
            elif error.reaction.act is Act.GIVE_UP:  # one recipient's matter: they do let us in
                self._works_again()
            raise
        self._works_again()

    def _tell(self, sentence: str) -> None:
        with self._database.write() as connection:
            now = self._clock()
            troubles.raise_trouble(connection, TROUBLE, TROUBLE, TROUBLE, sentence, now)

    def _works_again(self) -> None:
        with self._database.write() as connection:
            troubles.resolve_itself(connection, TROUBLE, self._clock())
