"""Opening a covered identity: by name, for a reason, for half an hour, on record.

Whoever lacks the right to people reads 欧** everywhere. Where their duty needs the person, they
open this one person's identity to themselves; the director is told. (Source: design.md, The
observer is shielded; peers.md R14; issue 5 item 12.)
"""

from datetime import datetime, timedelta
from typing import Final

from storage.database import Connection
from storage.desk.acts import record_act
from storage.people.identities import add_opening

LASTS: Final = timedelta(minutes=30)
LONGEST_REASON: Final = 200
SHORTEST_REASON: Final = 4  # characters: 查看 is none


def read_reason(typed: str) -> str:
    """Return a reason on one line; empty where it is missing, too short or too long."""
    reason = " ".join(typed.split())
    return reason if SHORTEST_REASON <= len(reason) <= LONGEST_REASON else ""


def open_identity(  # by whom, whose, on which report, why and when
    connection: Connection,
    staff_id: int,
    observer_id: int,
    report_id: int,
    reason: str,
    now: datetime,
) -> None:
    """Open one observer's identity to one officer until LASTS is over."""
    about = f"report:{report_id}"
    add_opening(connection, staff_id, observer_id, about, reason, (now, now + LASTS))
    record_act(connection, staff_id, "identity.open", about, reason, now)


def note_sheet(
    connection: Connection, staff_id: int, sheet: str, reason: str, now: datetime
) -> None:
    """Write down that a sheet with observers' names was taken out; its own deed is recorded too."""
    add_opening(connection, staff_id, None, sheet, reason, (now, now))
