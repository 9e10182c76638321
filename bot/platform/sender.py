"""Sends one message by its channel and says what came of it, by the table of reactions."""

from collections.abc import Mapping
from datetime import UTC, datetime, time, timedelta
from typing import Final
from zoneinfo import ZoneInfo

from bot.platform.account import Account
from bot.platform.errors import Blocked, NoAnswer, PlatformError, Refused
from bot.platform.reactions import NO_ANSWER, Act
from catalogue.wording import staff_outbox as words
from reminders.ports import SendOutcome, Sent, TryLater, Undelivered, WaitForWord
from storage.outbox import ClaimedMessage

_CHINA: Final = ZoneInfo("Asia/Shanghai")
_SWITCHED_OFF: Final = timedelta(hours=1)
_LAST_RESORT: Final = timedelta(minutes=15)


class PlatformSender:
    """A `reminders.ports.Sender` over our accounts, by channel."""

    def __init__(self, accounts: Mapping[str, Account]) -> None:
        self._accounts = accounts
        self._off_until: dict[str, datetime] = {}

    def has_window(self, channel: str) -> bool:
        """Whether this channel lets us write only shortly after a person's own word."""
        account = self._accounts.get(channel)
        return account is not None and account.has_window

    def send(self, message: ClaimedMessage, now: datetime) -> SendOutcome:
        """Send it now, once (twice where the token was stale)."""
        account = self._accounts.get(message.channel)
        if account is None:
            return Undelivered(None, words.NO_CHANNEL)
        off_until = self._off_until.get(message.channel)
        if off_until is not None and now < off_until:
            return Undelivered(None, words.NOT_GRANTED)
        try:
            account.send_text(message.recipient, message.text)
        except PlatformError as error:
            return self._outcome(error, message, now)
        return Sent()

    def _outcome(self, error: PlatformError, message: ClaimedMessage, now: datetime) -> SendOutcome:
        match error:
            case Blocked():
                return TryLater(error.until, None, error.cause)
            case NoAnswer():
                at = now + (NO_ANSWER.wait(tries_with(None, message)) or _LAST_RESORT)
                return TryLater(at, None, error.cause, may_have_arrived=error.may_have_arrived)
            case Refused():
                return self._refused(error, message, now)
            case _:
                return Undelivered(error.errcode, error.cause)

    def _refused(self, error: Refused, message: ClaimedMessage, now: datetime) -> SendOutcome:
        reaction = error.reaction
        match reaction.act:
            case Act.LATER | Act.REFRESH:
                pause = reaction.wait(tries_with(error.errcode, message))
                if pause is not None:
                    return TryLater(now + pause, error.errcode, error.cause)
            case Act.STOP:
                return TryLater(now + _LAST_RESORT, error.errcode, error.cause)
            case Act.NEXT_DAY:
                return TryLater(next_midnight(now), error.errcode, error.cause)
            case Act.WAIT_FOR_WORD:
                return WaitForWord(error.errcode, error.cause)
            case Act.SWITCH_OFF:
                self._off_until[message.channel] = now + _SWITCHED_OFF
            case Act.GIVE_UP | Act.GONE | Act.BY_PARTS:
                pass
        return Undelivered(error.errcode, error.cause, left=reaction.left)


def tries_with(errcode: int | None, message: ClaimedMessage) -> int:
    """Return how often in a row the message has got this same answer already."""
    return message.tries if message.errcode == errcode else 0


def next_midnight(now: datetime) -> datetime:
    """Return the next 00:00 in China, when daily quotas begin anew."""
    tomorrow = now.astimezone(_CHINA).date() + timedelta(days=1)
    return datetime.combine(tomorrow, time(), _CHINA).astimezone(UTC)
