"""A clock that stands still until a test turns it."""

from datetime import UTC, datetime, timedelta

MORNING = datetime(2026, 7, 14, 2, 0, tzinfo=UTC)  # 10:00 of 14 July in 邵阳


class HandClock:
    """Tells the time it was set to."""

    def __init__(self, start: datetime = MORNING) -> None:
        self.now = start

    def __call__(self) -> datetime:
        return self.now

    def advance(self, **span: float) -> datetime:
        """Turn the hands forward, e.g. `advance(minutes=10)`, and return the new time."""
        self.now += timedelta(**span)
        return self.now
