"""What staff must look at: one row per trouble, open until a person or the facts resolve it."""

from datetime import datetime

from sqlalchemy import Connection, update

from storage.once import insert_once
from storage.tables.work import troubles


def raise_trouble(
    connection: Connection, once_key: str, kind: str, ref: str, sentence: str, now: datetime
) -> bool:
    """Put a trouble before the staff; False when it lies there already.

    A trouble that was resolved and comes again is opened again. `ref` names the row concerned,
    e.g. "outbox:9"; `sentence` is what the clerk reads.
    """
    values = {
        "once_key": once_key,
        "kind": kind,
        "ref": ref,
        "sentence": sentence,
        "created_at": now,
    }
    made = insert_once(connection, troubles, "once_key", values)
    return made or _open_again(connection, once_key, sentence, now)


def resolve(connection: Connection, trouble_id: int, staff_id: int, now: datetime) -> bool:
    """Close a trouble in a clerk's name; False when somebody else did."""
    changed = connection.execute(
        update(troubles)
        .where(troubles.c.id == trouble_id, troubles.c.resolved_at.is_(None))
        .values(resolved_at=now, resolved_by=staff_id)
    )
    return changed.rowcount == 1


def resolve_itself(connection: Connection, once_key: str, now: datetime) -> bool:
    """Close a trouble because it is over by itself; False when none was open."""
    changed = connection.execute(
        update(troubles)
        .where(troubles.c.once_key == once_key, troubles.c.resolved_at.is_(None))
        .values(resolved_at=now)
    )
    return changed.rowcount == 1


def _open_again(connection: Connection, once_key: str, sentence: str, now: datetime) -> bool:
    changed = connection.execute(
        update(troubles)
        .where(troubles.c.once_key == once_key, troubles.c.resolved_at.is_not(None))
        .values(created_at=now, sentence=sentence, resolved_at=None, resolved_by=None)
    )
    return changed.rowcount == 1
