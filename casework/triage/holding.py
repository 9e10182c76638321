"""Who works on a report: a colleague sees it, takes over with one tap, and the first one is told.

A hold runs out by itself after LASTS; the open page prolongs it. (Source: issue 5 item 1.)
"""

from datetime import datetime, timedelta
from typing import Final

from storage.database import Connection
from storage.triage.locks import ReportLock, lock_on, write_lock

LASTS: Final = timedelta(minutes=5)


def hold(
    connection: Connection, report_id: int, staff_id: int, now: datetime, *, over: bool = False
) -> ReportLock | None:
    """Take or prolong a hold; returns the colleague's where theirs stands and `over` is not set."""
    if write_lock(connection, report_id, (staff_id, now, now + LASTS), over=over):
        return None
    return lock_on(connection, report_id, now)
