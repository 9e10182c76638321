"""What the jobs of stored files share: taking the files that are due for one step, and letting go.

A step's own work is in `playable`, `suggest` and `compare`; the rows are those of
`storage/work/follow_ups.py`.
"""

from collections.abc import Sequence
from datetime import timedelta
from typing import ClassVar

from reminders.jobs import LEASE
from reminders.ports import Clock
from storage.database import Database
from storage.work import follow_ups
from storage.work.follow_ups import FollowUp, Step


class FollowUpJob:
    """Stored files at one step."""

    step: ClassVar[Step]

    def __init__(self, database: Database, clock: Clock) -> None:
        self._database = database
        self._clock = clock

    def take(self, limit: int) -> Sequence[FollowUp]:
        """Claim files that are due."""
        now = self._clock()
        with self._database.read() as connection:
            if not follow_ups.some_due(connection, self.step, now):
                return ()
        with self._database.write() as connection:
            return follow_ups.claim(connection, self.step, now, limit, LEASE)

    def put_back(self, row: FollowUp, pause: timedelta) -> None:
        """Free a file after a failure of ours."""
        with self._database.write() as connection:
            follow_ups.release(connection, row, self._clock() + pause)

    def bury(self, row: FollowUp) -> None:
        """Leave a file as it is on which our own program failed three times."""
        with self._database.write() as connection:
            follow_ups.finish(connection, row, "done")
