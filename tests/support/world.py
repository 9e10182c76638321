"""One office with everything real: the application over a database, its observers, its sweeps."""

from datetime import date
from pathlib import Path
from types import TracebackType
from typing import Any, Self

from flask import Flask
from sqlalchemy import Table, select, text

from bot.clock import Clock
from bot.dispatch import Dispatcher
from bot.envelope import open_delivery
from bot.reading import Incoming, Reader
from bot.replay import Replays
from bot.settings import Settings
from bot.stale import StaleCalls
from bot.webhook import Doors, create_webhook
from bot.wiring import Foundations, channel_keys, furnish_house, lay_foundations
from casework.reports.sweeps import close_quiet_drafts, post_late_answers, tell_counts
from catalogue.tagging.tagger import Tagger
from handlers.messages import Channel
from handlers.situation import House
from storage.people.people import Person, bind, ensure_sender, insert_observer
from storage.tables.reports import reports
from storage.tables.work import outbox
from tests.support.phone import AES_KEY, APP_ID, CORP_ID, TOKEN, Call, Phone, Push

_HOUSE_KEY = "A" * 43 + "="


def house_settings(database_url: str, folder: Path, **sections: dict[str, Any]) -> dict[str, Any]:
    """Return the settings of an office with both channels, as config.toml would hold them."""
    channel = {"token": TOKEN, "encoding_aes_key": AES_KEY}
    base: dict[str, dict[str, Any]] = {
        "server": {"threads": 8},
        "storage": {"database": database_url, "media": str(folder / "media")},
        "security": dict.fromkeys(("data_key", "index_key", "session_key"), _HOUSE_KEY),
        "office": {"phone": "0739-1234567", "duty_wecom": ["zhiban"]},
        "channels": {
            "official": {"app_id": APP_ID, "app_secret": "s" * 32, **channel},
            "work": {"corp_id": CORP_ID, "agent_id": 1000002, "secret": "w" * 32, **channel},
        },
    }
    return base | {name: base.get(name, {}) | more for name, more in sections.items()}


def app_behind(doors: Doors) -> Flask:
    """Return an application with nothing but the webhooks."""
    app = Flask("guancha", static_folder=None)
    app.register_blueprint(create_webhook(doors))
    return app


class World:
    """The house under test; close it, or use it as a context manager.

    `house` replaces what the handlers use; `hints` are what the worker was woken for.
    """

    def __init__(
        self,
        database_url: str,
        clock: Clock,
        folder: Path,
        house: House | None = None,
        **sections: dict[str, Any],
    ) -> None:
        settings = Settings.model_validate(house_settings(database_url, folder, **sections))
        self.clock = clock
        self.hints: list[tuple[str, int]] = []
        self.base: Foundations = lay_foundations(settings, clock)
        self.database = self.base.database
        self.serve(house or furnish_house(self.base))

    def serve(self, house: House, tagger: Tagger | None = None, **limits: Any) -> None:
        """Wire the intake; `limits` are those of the Dispatcher."""
        base, keys = self.base, channel_keys(self.base.settings)
        self.reader = reader = Reader(tagger or base.tagger, base.vault)
        self.dispatcher = Dispatcher(base.database, house, base.clock, self._hint, **limits)
        self.replays = Replays(base.database, base.vault, reader, self.dispatcher, keys, base.clock)
        stale_calls = StaleCalls(base.database, base.vault, base.clock)
        self.app = app_behind(Doors(keys, reader, self.dispatcher, stale_calls, base.clock))

    def _hint(self, kind: str, row_id: int) -> None:
        self.hints.append((kind, row_id))

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.database.close()

    def post(self, call: Call) -> tuple[int, str]:
        """Post one call to the application; a client of its own, so threads may share the world."""
        response = self.app.test_client().post(
            call.path, query_string=call.query, data=call.body, content_type="text/xml"
        )
        return response.status_code, response.text

    def read(self, push: Push) -> Incoming:
        """Open a push as the webhook does, without taking it."""
        now, keys = self.clock(), channel_keys(self.base.settings)[push.channel]
        call = push.seal(now)
        opened = open_delivery(keys, call.query, call.body, now)
        return self.reader.read(push.channel, keys.app_id, opened.fields, now)

    def phone(self, sender: str = "oA", channel: Channel = "official") -> Phone:
        """Return a phone whose account nobody needs to know."""
        return Phone(channel, sender, self.post, self.clock)

    def observer(
        self,
        *accounts: tuple[Channel, str],
        name: str = "李四",
        phone: str = "13900001234",
        appointed_from: date | None = None,
        appointed_to: date | None = None,
    ) -> int:
        """Put an observer on the roster and bind the accounts; returns the id."""
        person = Person(
            name, phone, "县融媒体中心", "邵东市", "第一组", "观察员", appointed_from, appointed_to
        )
        with self.database.write() as connection:
            observer_id = insert_observer(connection, self.base.vault, person, self.clock())
            for channel, account in accounts:
                sender = ensure_sender(connection, channel, account, self.clock())
                bind(connection, sender.id, observer_id, self.clock())
        return observer_id

    def observers_phone(self, sender: str = "oA", channel: Channel = "official") -> Phone:
        """Return the phone of a new observer bound by this account."""
        self.observer((channel, sender), phone=f"139{abs(hash((channel, sender))) % 10**8:08d}")
        return self.phone(sender, channel)

    def sweep(self) -> None:
        """Let the clock do its round."""
        now = self.clock()
        tell_counts(self.database, now)
        close_quiet_drafts(self.database, now)
        post_late_answers(self.database, now)

    def rows(self, table: Table) -> list[Any]:
        """Return a table's rows by id."""
        with self.database.read() as connection:
            return list(connection.execute(select(table).order_by(*table.primary_key)))

    def run(self, statement: Any) -> None:
        """Change something behind the house's back, as an older version or a clerk would."""
        with self.database.write() as connection:
            connection.execute(text(statement) if isinstance(statement, str) else statement)

    def reports(self) -> list[Any]:
        """Return every report."""
        return self.rows(reports)

    def report(self) -> Any:
        """Return the one report there is."""
        (only,) = self.reports()
        return only

    def rows_of_outbox(self) -> list[Any]:
        """Return every message of the outbox."""
        return self.rows(outbox)

    def posted(self) -> list[str]:
        """Return the texts of the outbox."""
        return [row.text for row in self.rows(outbox)]
