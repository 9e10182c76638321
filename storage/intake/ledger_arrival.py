"""What a delivery does first, in one statement: PostgreSQL's way of saving round trips.

SQLite has no inserts inside WITH, and no round trips to save: it runs the parts one by one.
"""

from typing import Any

from sqlalchemy import Select, select, true
from sqlalchemy.sql.dml import ReturningInsert

from storage.intake.ledger_statements import KEEP_DELIVERY, KNOW, MEET
from storage.tables.people import observers


def _arrive(meeting: ReturningInsert[int, int | None, int | None]) -> Select[Any]:
    """Keep the delivery, meet its sender, lock the observer.

    The lock must come before STANDING is asked, or that one would see rows from before the wait.
    """
    kept, whom = KEEP_DELIVERY.cte("kept"), meeting.cte("whom")
    locked = (
        select(observers.c.id)
        .join_from(whom, observers, observers.c.id == whom.c.observer_id)
        .with_for_update(of=observers)
        .cte("locked")
    )
    return select(
        select(kept.c.id).scalar_subquery(), whom.c.id, whom.c.observer_id, whom.c.greeted_at
    ).select_from(whom.outerjoin(locked, true()))


ARRIVE_WRITING, ARRIVE_SILENT = _arrive(MEET), _arrive(KNOW)
