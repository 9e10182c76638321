"""自动催办: off until the director switches it on; from that day on the clock urges by itself."""

from dataclasses import dataclass
from datetime import date
from typing import Final

from storage.database import Connection
from storage.settings.versions import Setting, newest_of

FAMILY: Final = "urging"
KEY: Final = "automatic"


@dataclass(frozen=True, slots=True)
class Switch:
    """Whether the clock urges, and since which day (of the version that holds)."""

    on: bool
    since: date | None


def switch_now(connection: Connection) -> Switch:
    """Return how the switch stands."""
    return switch_of(newest_of(connection, FAMILY, KEY))


def switch_of(kept: Setting | None) -> Switch:
    """Return a version as a switch; none is off."""
    if kept is None or kept.value is None or not kept.value["on"]:
        return Switch(on=False, since=None)
    return Switch(on=True, since=date.fromisoformat(kept.value["since"]))


def switch_value(*, on: bool, today: date) -> dict[str, object]:
    """Return a switch as it is kept."""
    return {"on": on, "since": today.isoformat()}
