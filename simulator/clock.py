"""The stand-in's own clock: it plays another company's machine and shares nothing."""

from datetime import UTC, datetime


def wall_clock() -> datetime:
    """Give the present moment as an aware UTC datetime."""
    return datetime.now(UTC)  # noqa: TID251 -- the platform has a clock of its own
