"""What happened in a rehearsal, line by line, and what the platform's own record says of it."""

from dataclasses import dataclass, field
from datetime import datetime
from typing import Literal

from bot.rehearsal.stand_in import Arrival

What = Literal["says", "hears", "gets", "unheard", "crash", "office"]


@dataclass(frozen=True, slots=True)
class Entry:
    """One line: when (aware UTC), whom it concerns ("" for nobody), what, by which road."""

    at: datetime
    name: str
    what: What
    text: str
    road: str = ""


@dataclass(slots=True)
class Journal:
    """Everything in order; `reminders` are the arrivals that were reminders, with the name."""

    entries: list[Entry] = field(default_factory=list)
    reminders: list[tuple[str, Arrival]] = field(default_factory=list)

    def note(self, at: datetime, name: str, what: What, text: str, road: str = "") -> None:
        """Write one line."""
        self.entries.append(Entry(at, name, what, text, road))

    def said(self, name: str) -> int:
        """Return how many messages somebody sent."""
        return sum(entry.name == name and entry.what == "says" for entry in self.entries)
