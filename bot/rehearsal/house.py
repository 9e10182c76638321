"""The service in a rehearsal: its real intake, rules, outbox and accounts, over a mortal database.

Everything that is memory lives here; `reborn` begins again from the database alone.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import timedelta
from typing import Final

from bot.dispatch import Answered, Dispatcher
from bot.platform.capabilities import Capabilities
from bot.platform.official import OfficialAccount
from bot.platform.sender import PlatformSender
from bot.platform.tokens import FreshToken, TokenSource
from bot.platform.work import WorkApp
from bot.reading import Reader
from bot.rehearsal.crashes import Fate, MortalDatabase
from bot.rehearsal.stand_in import Call, RehearsedHttp
from bot.talking import delivering, rules_that_speak
from bot.wiring import Foundations, furnish_house
from catalogue.reminder_times import ReminderPolicy
from handlers.messages import Channel
from reminders.jobs import do_row
from reminders.tick import CLOCK_LEASE, Ticker
from storage.database import Database
from storage.work import leases

AGENT: Final = 1000002
APPS: Final[Mapping[Channel, str]] = {"official": "wxrehearsal000001", "work": "wwrehearsal000001"}
_AT_ONCE: Final = 3  # messages taken from the outbox together, as by the worker's threads
_TOKEN: Final = FreshToken("made-up", timedelta(days=3650))  # their renewal is not rehearsed here


@dataclass(frozen=True, slots=True)
class Surroundings:
    """What outlives every crash: the platform, the policy on trial, and who decides on deaths."""

    exchange: Call
    policy: ReminderPolicy
    fate: Fate


class House:
    """One life of the service's processes. `life` counts them and names the clock's holder."""

    def __init__(self, base: Foundations, around: Surroundings, life: int = 1) -> None:
        url = base.settings.storage.database.get_secret_value()
        self._base = replace(base, database=MortalDatabase(url, around.fate))
        self._around, self._life = around, life
        rules = rules_that_speak(self._base, around.policy)
        self._ticker = Ticker(self._base.database, _holder(life), rules)
        self._delivery = delivering(self._base, self._sender(), around.policy)
        self._reader = Reader(base.tagger, base.vault)
        house = furnish_house(base)
        self._dispatcher = Dispatcher(self._base.database, house, base.clock, lambda *_: None)

    def take_in(self, channel: Channel, fields: Mapping[str, str]) -> str | None:
        """Return the answer to one push, empty for silence; None when it could not be taken."""
        now = self._base.clock()
        incoming = self._reader.read(channel, APPS[channel], fields, now)
        [answer] = self._dispatcher.commit([incoming])
        return answer.text if isinstance(answer, Answered) else None

    def tick(self) -> None:
        """Let the clock do its round."""
        self._ticker.tick(self._base.clock())

    def deliver(self) -> bool:
        """Send whatever is due; whether there was anything."""
        found = False
        while rows := self._delivery.take(_AT_ONCE):
            found = True
            for row in rows:
                do_row(self._delivery, row, self._base.clock)
        return found

    def reborn(self, base: Foundations) -> "House":
        """Return the next life; the dead one's term on the clock has run out meanwhile."""
        self.close()
        end_term(base.database, self._life)
        return House(base, self._around, self._life + 1)

    def close(self) -> None:
        """Let go of the database."""
        self._base.database.close()

    def _sender(self) -> PlatformSender:
        base, http = self._base, RehearsedHttp(self._around.exchange, self._around.fate)
        official = OfficialAccount(http, _tokens("official", base, base.database))
        work = WorkApp(http, _tokens("work", base, base.database), AGENT)
        capabilities = Capabilities(base.database, base.clock)
        return PlatformSender({"official": official, "work": work}, capabilities, base.files)


def fetch_tokens(base: Foundations) -> None:
    """Have both tokens in the database before anybody can die of fetching one."""
    for channel in APPS:
        _tokens(channel, base, base.database).current()


def end_term(database: Database, life: int) -> None:
    """Let a dead life's term on the clock run out: half a minute, were it real time."""
    with database.write() as connection:
        term = leases.held(connection, CLOCK_LEASE, _holder(life), timedelta(0))
        if term is not None:
            leases.give_back(connection, term)


def _holder(life: int) -> str:
    return f"life {life}"


def _tokens(channel: Channel, base: Foundations, database: Database) -> TokenSource:
    app = f"{channel}:{APPS[channel]}"
    return TokenSource(app, _token, database, base.vault, base.clock)


def _token(*, force: bool = False) -> FreshToken:  # noqa: ARG001 - the shape of a fetch
    return _TOKEN
