"""Template messages that a platform took: its answer and its later event, whichever comes first.

Both write the same row under the platform's msg_id, so that each sees what the other one knew.
(Source: MPDOC 模板消息, 事件推送 TEMPLATESENDJOBFINISH.)
"""

from datetime import datetime

from sqlalchemy import Connection

from storage.dialects import insert_into
from storage.tables.roads import notice_sends

_LONGEST_STATUS = 60


def link(connection: Connection, msg_id: str, outbox_id: int, now: datetime) -> str:
    """Note whose msg_id this is; returns the event's status, empty while it has not come."""
    row = insert_into(connection, notice_sends).values(
        msg_id=msg_id, outbox_id=outbox_id, status="", at=now
    )
    linked = row.on_conflict_do_update(
        index_elements=[notice_sends.c.msg_id], set_={"outbox_id": outbox_id}
    ).returning(notice_sends.c.status)
    return str(connection.execute(linked).scalar_one())


def note_status(connection: Connection, msg_id: str, status: str, now: datetime) -> int | None:
    """Note the event's status; returns the outbox row it speaks of, None while unknown."""
    known = {"status": status[:_LONGEST_STATUS], "at": now}
    row = insert_into(connection, notice_sends).values(msg_id=msg_id, outbox_id=None, **known)
    noted = row.on_conflict_do_update(index_elements=[notice_sends.c.msg_id], set_=known).returning(
        notice_sends.c.outbox_id
    )
    outbox_id: int | None = connection.execute(noted).scalar_one()
    return outbox_id
