"""What the commands share: where the configuration is."""

from dataclasses import dataclass
from pathlib import Path

from bot.clock import Clock, system_clock
from bot.settings import Settings
from bot.starting import prepare, read_settings
from bot.wiring import Foundations


@dataclass(frozen=True, slots=True)
class Context:
    """`config` is the --config option; each command reads the settings only when it needs them."""

    config: Path | None
    clock: Clock = system_clock

    def settings(self) -> Settings:
        """Read the settings; leaves with 2 after printing every mistake."""
        return read_settings(self.config)

    def foundations(self) -> Foundations:
        """Read the settings and open the house."""
        return prepare(self.settings())
