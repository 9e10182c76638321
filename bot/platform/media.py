"""Fetches one file by its channel and says what came of it. Files are tried until they expire."""

from collections.abc import Mapping
from datetime import datetime, timedelta
from functools import partial

from bot.platform.account import Account
from bot.platform.capabilities import Capabilities
from bot.platform.errors import Blocked, Denied, PlatformError, Refused, TooLarge
from bot.platform.reactions import NO_ANSWER, Act
from bot.platform.sender import next_midnight
from catalogue.wording import staff_outbox as words
from reminders.ports import Fetched, FetchLater, FetchOutcome, Gone, TooBig
from storage.photos.media_rows import WantedFile


class PlatformMedia:
    """A `reminders.ports.MediaSource` over our accounts, by channel; `most` in bytes."""

    def __init__(
        self, accounts: Mapping[str, Account], capabilities: Capabilities, most: int
    ) -> None:
        self._accounts = accounts
        self._capabilities = capabilities
        self._most = most

    def fetch(self, wanted: WantedFile, now: datetime) -> FetchOutcome:
        """Fetch it now, once."""
        account = self._accounts.get(wanted.channel)
        if account is None:
            return FetchLater(now + _pause(wanted), words.NO_CHANNEL)
        try:
            call = partial(account.fetch_media, wanted.media_id, self._most)
            return Fetched(self._capabilities.use(wanted.channel, "fetch", call))
        except PlatformError as error:
            return _outcome(error, wanted, now)


def _outcome(error: PlatformError, wanted: WantedFile, now: datetime) -> FetchOutcome:
    match error:
        case TooLarge():
            return TooBig()
        case Blocked():
            return FetchLater(error.until, error.cause)
        case Denied():
            return FetchLater(error.until, str(error), may_not=True)
        case Refused() if error.reaction.act is Act.GONE:
            return Gone(error.cause)
        case Refused() if error.reaction.act is Act.NEXT_DAY:
            return FetchLater(next_midnight(now), str(error))
        case Refused():
            asked = error.reaction.wait(wanted.tries) or timedelta(0)
            return FetchLater(now + max(asked, _pause(wanted)), str(error))
        case _:
            return FetchLater(now + _pause(wanted), str(error))


def _pause(wanted: WantedFile) -> timedelta:
    return NO_ANSWER.wait(wanted.tries) or timedelta(0)
