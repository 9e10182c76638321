"""What the office's people did: one row each, never changed."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection, insert, select

from storage.tables.staff import staff, staff_acts


@dataclass(frozen=True, slots=True)
class Act:
    """One deed, with the doer's display name (empty for the system)."""

    who: str
    act: str
    detail: str
    at: datetime


def record_act(
    connection: Connection, staff_id: int | None, act: str, target: str, detail: str, now: datetime
) -> None:
    """Write down a deed; `target` names the row it was done to, e.g. `report:17`."""
    connection.execute(
        insert(staff_acts).values(staff_id=staff_id, act=act, target=target, detail=detail, at=now)
    )


def acts_on(connection: Connection, target: str, limit: int = 50) -> list[Act]:
    """Return the newest deeds done to one row."""
    rows = connection.execute(
        select(staff.c.display_name, staff_acts.c.act, staff_acts.c.detail, staff_acts.c.at)
        .join_from(staff_acts, staff, staff.c.id == staff_acts.c.staff_id, isouter=True)
        .where(staff_acts.c.target == target)
        .order_by(staff_acts.c.id.desc())
        .limit(limit)
    )
    return [Act(row.display_name or "", row.act, row.detail, row.at) for row in rows]
