"""The clock's spring: wakes `tick` every second. Only this module knows APScheduler.

The scheduler's own store is memory and holds this one job; whatever must be remembered is rows.
"""

from collections.abc import Callable
from datetime import UTC, datetime

from apscheduler.schedulers.background import BackgroundScheduler

from reminders.ports import Clock


class Clockwork:
    """Calls `tick(now)` each second in a thread; one call at a time, missed ones are dropped.

    `hand_over` is called at the end, after the last tick.
    """

    def __init__(
        self, tick: Callable[[datetime], object], hand_over: Callable[[], None], clock: Clock
    ) -> None:
        self._tick = tick
        self._hand_over = hand_over
        self._clock = clock
        self._scheduler = BackgroundScheduler(timezone=UTC)
        self._scheduler.add_job(self._once, "interval", seconds=1, coalesce=True, max_instances=1)

    def start(self) -> None:
        """Begin ticking."""
        self._scheduler.start()

    def stop(self) -> None:
        """Let the tick in hand end, then hand the clock over."""
        self._scheduler.shutdown()
        self._hand_over()

    def _once(self) -> None:
        self._tick(self._clock())
