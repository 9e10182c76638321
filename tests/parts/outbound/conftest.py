"""The stand-in platform over HTTP and our accounts on it, sharing one hand-turned clock."""

import threading
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

import pytest

from bot.platform.account import Account
from bot.platform.capabilities import Capabilities
from bot.platform.http import Http, Patience
from bot.platform.media import PlatformMedia
from bot.platform.official import OfficialAccount, StableToken
from bot.platform.sender import PlatformSender
from bot.platform.tokens import TokenSource
from bot.platform.work import AppToken, WorkApp
from simulator.faults import Fault, FaultKind
from simulator.people import load_people
from simulator.server import SimulatorServer
from simulator.settings import Channel, SimulatorSettings
from simulator.settings import OfficialAccount as TheirAccount
from simulator.settings import WorkAccount as TheirApp
from storage.blobs.local_files import LocalFiles
from storage.database import Database
from storage.vault import Vault
from tests.support.clock import HandClock

THEIR_ACCOUNT = TheirAccount("wx0123456789abcdef", "official-secret", "t" * 8, "a" * 43)
THEIR_APP = TheirApp("ww0123456789abcdef", 1000002, "work-secret-xyz", "t" * 8, "b" * 43)
PERSON = load_people()[0]
MOST_BYTES = 8 << 20
NO_FILES = LocalFiles(Path("no-files"))


class Pauses:
    """Counts pauses instead of sleeping; `then` happens in each."""

    def __init__(self) -> None:
        self.count = 0

    def __call__(self, _seconds: float) -> None:
        self.count += 1


@dataclass
class Stand:
    """The platform and everything of ours that calls it."""

    sim: SimulatorServer
    database: Database
    vault: Vault
    clock: HandClock
    pauses: Pauses

    def official_source(self, secret: str = THEIR_ACCOUNT.app_secret) -> TokenSource:
        http = Http(self.sim.official_api, Patience(read=1.0))
        fetch = StableToken(http, THEIR_ACCOUNT.app_id, secret)
        app = f"official:{THEIR_ACCOUNT.app_id}"
        return TokenSource(app, fetch, self.database, self.vault, self.clock, self.pauses)

    def official(
        self, secret: str = THEIR_ACCOUNT.app_secret, api: str | None = None
    ) -> OfficialAccount:
        http = Http(api or self.sim.official_api, Patience(read=1.0))
        return OfficialAccount(http, self.official_source(secret))

    def work(self, secret: str = THEIR_APP.secret) -> WorkApp:
        http = Http(self.sim.work_api, Patience(read=1.0))
        fetch = AppToken(http, THEIR_APP.corp_id, secret)
        app = f"work:{THEIR_APP.corp_id}:{THEIR_APP.agent_id}"
        source = TokenSource(app, fetch, self.database, self.vault, self.clock, self.pauses)
        return WorkApp(http, source, THEIR_APP.agent_id)

    @property
    def accounts(self) -> Mapping[str, Account]:
        return {"official": self.official(), "work": self.work()}

    @property
    def capabilities(self) -> Capabilities:
        return Capabilities(self.database, self.clock)

    @property
    def sender(self) -> PlatformSender:
        return PlatformSender(self.accounts, self.capabilities, NO_FILES)

    @property
    def media(self) -> PlatformMedia:
        return PlatformMedia(self.accounts, self.capabilities, MOST_BYTES)

    def fault(self, kind: FaultKind, path: str, **fields: object) -> None:
        fault = Fault(kind, path=path, **fields)  # type: ignore[arg-type]
        self.sim.world.memory.faults.add(fault, self.clock())

    def calls(self, channel: str, path: str) -> dict[str, int]:
        return self.sim.world.memory.calls.table().get(f"{channel} {path}", {})

    def wrote_to_us(self) -> None:
        """Let our person write, which opens the official account's window at the platform."""
        self.sim.world.memory.reply_windows.message_from(PERSON.openid, self.clock())

    def pushed(self, channel: Channel) -> list[str]:
        chat = self.sim.world.memory.conversations.of(channel, PERSON.address(channel))
        return [entry.text for entry in chat if entry.via == "pushed"]

    def upload(self, channel: Channel, content: bytes, content_type: str) -> str:
        media = self.sim.world.memory.media
        return media.add(channel, content, content_type, self.clock()).media_id


@pytest.fixture
def stand(database: Database, vault: Vault, clock: HandClock) -> Iterator[Stand]:
    settings = SimulatorSettings("http://127.0.0.1:9", THEIR_ACCOUNT, THEIR_APP, now=clock)
    with SimulatorServer(settings) as sim:
        yield Stand(sim, database, vault, clock, Pauses())


def together(number: int, work: object) -> list[object]:
    """Run the same work in so many threads that start at once; errors come back as values."""
    results: list[object] = []
    start = threading.Barrier(number)

    def run() -> None:
        start.wait()
        try:
            results.append(work())  # type: ignore[operator]
        except Exception as error:  # noqa: BLE001 - the test looks at it
            results.append(error)

    threads = [threading.Thread(target=run) for _ in range(number)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return results
