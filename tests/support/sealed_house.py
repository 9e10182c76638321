"""A house whose people did some things, all sealed, and whose record is then tampered with."""

from collections.abc import Callable
from pathlib import Path

from click.testing import CliRunner, Result

from bot.__main__ import guancha
from casework.audit.audit import Sealer
from reminders.seal_deeds import sealing_deeds
from reminders.tick import Ticker
from storage.audit.audit_witness import Witness
from storage.database import Connection, Database
from storage.desk.acts import record_act
from tests.support.clock import HandClock
from tests.support.world import World

DEEDS = 9


class SealedHouse:
    """A house whose people did nine things, all sealed."""

    def __init__(self, world: World, folder: Path, clock: HandClock) -> None:
        self.database: Database = world.database
        self.vault = world.base.vault
        self.folder = folder
        self.clock = clock
        self.witness = Witness(world.base.settings.storage.beside_the_data)
        self.do(DEEDS)
        self.tick()

    def do(self, times: int) -> None:
        with self.database.write() as connection:
            for time in range(times):
                target = f"report:{time}"
                record_act(connection, None, "report.kind", target, "改为问题", self.clock())

    def tick(self) -> None:
        rule = sealing_deeds(Sealer(self.vault), self.witness)
        assert Ticker(self.database, "here", [("seal", rule)]).tick(self.clock())

    def verify(self, *options: str) -> Result:
        config = str(self.folder / "config.toml")
        return CliRunner().invoke(guancha, ["--config", config, "audit", "verify", *options])

    def tamper(self, change: Callable[[Connection], object]) -> None:
        with self.database.write() as connection:
            change(connection)
