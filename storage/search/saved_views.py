"""Filters of the inbox that clerks keep under a name, for themselves or for the whole office."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection, delete, or_, select, true, update
from sqlalchemy.exc import IntegrityError

from storage.dialects import insert_into
from storage.tables.search import saved_views

_SHOWN = 40


@dataclass(frozen=True, slots=True)
class SavedView:
    """A kept filter; `query` is its part of the inbox's address."""

    id: int
    staff_id: int
    name: str
    shared: bool
    query: str


@dataclass(frozen=True, slots=True)
class NewView:
    """What a clerk wants to keep."""

    name: str
    shared: bool
    query: str


def views_for(connection: Connection, staff_id: int) -> list[SavedView]:
    """Return a clerk's own views and those of colleagues that are for everybody, oldest first."""
    columns = [saved_views.c[name] for name in SavedView.__slots__]
    rows = connection.execute(
        select(*columns)
        .where(or_(saved_views.c.staff_id == staff_id, saved_views.c.shared == true()))
        .order_by(saved_views.c.id)
        .limit(_SHOWN)
    )
    return [SavedView(*row) for row in rows]


def save_view(connection: Connection, staff_id: int, new: NewView, now: datetime) -> bool:
    """Keep a view; False when this clerk has one of that name."""
    row = {"name": new.name, "shared": new.shared, "query": new.query}
    kept = connection.execute(
        insert_into(connection, saved_views)
        .values(staff_id=staff_id, created_at=now, **row)
        .on_conflict_do_nothing(index_elements=["staff_id", "name"])
        .returning(saved_views.c.id)
    )
    return kept.first() is not None


def rename_view(connection: Connection, staff_id: int, view_id: int, name: str) -> bool | None:
    """Rename an own view; False when the name is taken, None when there is no such view."""
    mine = (saved_views.c.id == view_id, saved_views.c.staff_id == staff_id)
    try:
        with connection.begin_nested():
            renamed = connection.execute(update(saved_views).where(*mine).values(name=name))
    except IntegrityError:
        return False
    return True if renamed.rowcount else None


def delete_view(connection: Connection, staff_id: int, view_id: int) -> bool:
    """Delete an own view; False when there is no such view."""
    mine = (saved_views.c.id == view_id, saved_views.c.staff_id == staff_id)
    return connection.execute(delete(saved_views).where(*mine)).rowcount == 1
