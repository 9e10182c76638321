"""The time in a rehearsal: what it is in truth, and what the service's clock shows."""

from collections.abc import Callable
from datetime import datetime, timedelta


class SimulatedTime:
    """Moved by the stage alone; `off_by` says how far the service's clock is off at a moment."""

    def __init__(self, start: datetime, off_by: Callable[[datetime], timedelta]) -> None:
        self.now = start
        self._off_by = off_by

    def true(self) -> datetime:
        """Return the true time, aware UTC."""
        return self.now

    def service(self) -> datetime:
        """Return what the service's clock shows, aware UTC."""
        return self.now + self._off_by(self.now)
