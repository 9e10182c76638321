"""What an observer is beside the roster's words: suspended or not, whose successor, removed."""

from datetime import date, datetime

from sqlalchemy import Connection, Exists, delete, exists, select, update
from sqlalchemy.exc import IntegrityError

from storage.tables.intake import senders
from storage.tables.people import binding_requests, invitations, observers
from storage.tables.reports import items, reports


def suspend(connection: Connection, observer_id: int, since: date, now: datetime) -> bool:
    """Move active → suspended; False when the observer is not active."""
    values = {"state": "suspended", "suspended_from": since, "suspension_told_at": None}
    active = update(observers).where(observers.c.id == observer_id, observers.c.state == "active")
    moved = connection.execute(active.values(values | {"updated_at": now}))
    return moved.rowcount == 1


def reinstate(connection: Connection, observer_id: int, now: datetime) -> bool:
    """Move suspended → active; False when not suspended, or when nobody knows any more who."""
    values = {"state": "active", "suspended_from": None, "updated_at": now}
    known = update(observers).where(observers.c.id == observer_id, observers.c.erased_at.is_(None))
    moved = connection.execute(known.where(observers.c.state == "suspended").values(values))
    return moved.rowcount == 1


def tell_suspension(connection: Connection, observer_id: int, now: datetime) -> bool:
    """Note that a suspended observer is told so; False when it was said before."""
    told = connection.execute(
        update(observers)
        .where(observers.c.id == observer_id, observers.c.suspension_told_at.is_(None))
        .values(suspension_told_at=now)
    )
    return told.rowcount == 1


def mark_while_suspended(connection: Connection, delivery_id: int) -> None:
    """Mark the report that a message went into, if it went into one."""
    into = select(items.c.report_id).where(items.c.delivery_id == delivery_id)
    connection.execute(update(reports).where(reports.c.id.in_(into)).values(while_suspended=True))


def successors_of(connection: Connection, observer_id: int) -> list[int]:
    """Return the ids of those who took this observer's place."""
    rows = connection.execute(select(observers.c.id).where(observers.c.successor_of == observer_id))
    return [row.id for row in rows]


def set_predecessor(connection: Connection, observer_id: int, predecessor: int | None) -> None:
    """Write down whose place an observer took."""
    connection.execute(
        update(observers).where(observers.c.id == observer_id).values(successor_of=predecessor)
    )


def has_reports(
    connection: Connection, observer_id: int, channel: str = "", since: datetime | None = None
) -> bool:
    """Whether an observer has sent anything that became a report, in a channel, since a time."""
    found = exists().where(reports.c.observer_id == observer_id)
    if channel:
        found = found.where(reports.c.channel == channel)
    if since is not None:
        found = found.where(reports.c.opened_at >= since)
    return _any(connection, found)


def has_requests(connection: Connection, observer_id: int) -> bool:
    """Whether an account ever asked to speak for this observer."""
    return _any(connection, exists().where(binding_requests.c.observer_id == observer_id))


def has_used_invitation(connection: Connection, observer_id: int) -> bool:
    """Whether an invitation of this observer was ever used."""
    mine = invitations.c.observer_id == observer_id
    return _any(connection, exists().where(mine, invitations.c.used_at.is_not(None)))


def remove_observer(connection: Connection, observer_id: int) -> bool:
    """Take an observer out, with unused invitations, and free their accounts.

    False, and nothing is changed, when any other row speaks of them.
    """
    try:
        with connection.begin_nested():
            connection.execute(
                update(senders)
                .where(senders.c.observer_id == observer_id)
                .values(observer_id=None, bound_at=None)
            )
            connection.execute(delete(invitations).where(invitations.c.observer_id == observer_id))
            connection.execute(delete(observers).where(observers.c.id == observer_id))
    except IntegrityError:
        return False
    return True


def _any(connection: Connection, condition: Exists) -> bool:
    return bool(connection.execute(select(condition)).scalar_one())
