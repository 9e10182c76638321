"""The only reader of the clock. Everything else takes `now` as an argument."""

from datetime import UTC, datetime
from typing import Protocol


class Clock(Protocol):
    """Tells the time, aware and in UTC."""

    def __call__(self) -> datetime:
        """Return this moment."""
        ...


def system_clock() -> datetime:
    """Return this moment by the machine's clock, aware and in UTC."""
    return datetime.now(UTC)
