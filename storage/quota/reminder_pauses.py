"""Who does not want to be reminded."""

from collections.abc import Collection
from datetime import datetime

from sqlalchemy import Connection, delete, select

from storage.once import insert_once
from storage.tables.quota import reminder_pauses


def pause(connection: Connection, observer_id: int, now: datetime) -> bool:
    """Stop an observer's reminders; False when they are stopped already."""
    values = {"observer_id": observer_id, "since": now}
    return insert_once(connection, reminder_pauses, "observer_id", values)


def resume(connection: Connection, observer_id: int) -> bool:
    """Let an observer be reminded again; False when they are anyway."""
    mine = reminder_pauses.c.observer_id == observer_id
    return connection.execute(delete(reminder_pauses).where(mine)).rowcount == 1


def paused_among(connection: Connection, observer_ids: Collection[int]) -> set[int]:
    """Return who of these does not want to be reminded."""
    wanted = reminder_pauses.c.observer_id.in_(observer_ids)
    return set(connection.scalars(select(reminder_pauses.c.observer_id).where(wanted)))


def everybody_paused(connection: Connection) -> list[int]:
    """Return all who do not want to be reminded."""
    return list(connection.scalars(select(reminder_pauses.c.observer_id)))
