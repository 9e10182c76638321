"""Messages that found a person's window closed, and whose own word has opened it again since."""

from collections.abc import Mapping
from datetime import datetime
from typing import Final

from sqlalchemy import Connection, and_, exists, literal, or_, select

from storage.tables.intake import senders
from storage.tables.work import outbox

_UNDELIVERED: Final = literal("undelivered", literal_execute=True)  # so that its index is used
_WINDOW_CLOSED: Final = 45015  # the platform's own word for it, where our count said it was open


def to_send_again(connection: Connection, since: Mapping[str, datetime]) -> list[int]:
    """Return the outbox ids of such messages; `since` gives the oldest worth it by purpose.

    Only of people who have written since that try. What a road has refused, or may have carried,
    is not among them, nor what a newer message about the same report has made untrue.
    """
    named, newer = outbox.c, outbox.alias().c
    later = exists().where(
        newer.report_id == named.report_id,
        newer.purpose == named.purpose,
        newer.observer_id == named.observer_id,
        newer.id > named.id,
    )
    wrote = exists().where(
        senders.c.observer_id == named.observer_id, senders.c.last_inbound_at > named.next_at
    )
    worth = [and_(named.purpose == each, named.created_at >= day) for each, day in since.items()]
    rows = select(named.id).where(
        named.state == _UNDELIVERED,
        named.observer_id > 0,  # the partial index is of observers: with this it alone is walked
        named.road == "",
        or_(named.refused == "", named.errcode == _WINDOW_CLOSED),
        or_(*worth),
        wrote,
        ~later,
    )
    return sorted(connection.execute(rows).scalars())
