"""The history of observers: one row for each changed field; values are sealed.

Rows are never altered, but for the identity of somebody who left long ago.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Literal, NamedTuple

from sqlalchemy import ColumnElement, Connection, insert, select, update

from storage.tables.roster import observer_changes
from storage.tables.staff import staff
from storage.vault import Vault

Way = Literal["add", "edit", "suspend", "reinstate", "handover", "bind", "unbind", "import", "undo"]
_PURPOSE = "observer.change"
_MOST = 200
_TELLING = ("added", "removed", "name", "phone", "unit", "account")


class FieldChange(NamedTuple):
    """One field, as it was and as it is: a field of `Person`, or one of the marks below.

    `added` and `removed` hold the name, `state` its code, `account` "channel:account",
    `suspended_from` a day, `successor` the other person's id.
    """

    field: str
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class Cause:
    """Why something changed: by whose hand (empty: the person's own, or the command line's)."""

    way: Way
    staff_id: int | None
    at: datetime
    reason: str = ""
    import_id: int | None = None


@dataclass(frozen=True, slots=True)
class KeptChange:
    """One line of the history; `who` is the clerk's display name or empty."""

    id: int
    observer_id: int
    change: FieldChange
    way: str
    who: str
    reason: str
    import_id: int | None
    at: datetime


def record_changes(
    connection: Connection,
    vault: Vault,
    cause: Cause,
    observer_id: int,
    changes: Iterable[FieldChange],
) -> None:
    """Write down what changed."""
    rows = [
        {
            "observer_id": observer_id,
            "field": change.field,
            "before": vault.seal_text(change.before, _PURPOSE),
            "after": vault.seal_text(change.after, _PURPOSE),
            "reason": vault.seal_text(cause.reason, _PURPOSE),
            "way": cause.way,
            "staff_id": cause.staff_id,
            "import_id": cause.import_id,
            "at": cause.at,
        }
        for change in changes
    ]
    if rows:
        connection.execute(insert(observer_changes), rows)


def changes_of(connection: Connection, vault: Vault, observer_id: int) -> list[KeptChange]:
    """Return an observer's newest changes, the newest first."""
    return _changes(connection, vault, observer_changes.c.observer_id == observer_id, most=_MOST)


def changes_by_import(connection: Connection, vault: Vault, import_id: int) -> list[KeptChange]:
    """Return all that an import changed (not what undoing it did), the newest first."""
    mine = observer_changes.c.import_id == import_id
    return _changes(connection, vault, mine, observer_changes.c.way == "import")


def was_changed_since(connection: Connection, observer_id: int, change_id: int) -> bool:
    """Whether anything happened to an observer after this change and outside its import."""
    this = select(observer_changes.c.import_id).where(observer_changes.c.id == change_id)
    later = connection.execute(
        select(observer_changes.c.id)
        .where(
            observer_changes.c.observer_id == observer_id,
            observer_changes.c.id > change_id,
            observer_changes.c.import_id.is_distinct_from(this.scalar_subquery()),
        )
        .limit(1)
    )
    return later.first() is not None


def _changes(
    connection: Connection, vault: Vault, *where: ColumnElement[bool], most: int | None = None
) -> list[KeptChange]:
    rows = connection.execute(
        select(observer_changes, staff.c.display_name)
        .join_from(observer_changes, staff, staff.c.id == observer_changes.c.staff_id, isouter=True)
        .where(*where)
        .order_by(observer_changes.c.id.desc())
        .limit(most)
    )
    return [_kept(vault, row) for row in rows]


def _kept(vault: Vault, row: Any) -> KeptChange:
    before, after, reason = (
        vault.unseal_text(sealed, _PURPOSE) for sealed in (row.before, row.after, row.reason)
    )
    return KeptChange(
        id=row.id,
        observer_id=row.observer_id,
        change=FieldChange(row.field, before, after),
        way=row.way,
        who=row.display_name or "",
        reason=reason,
        import_id=row.import_id,
        at=row.at,
    )


def blank_identity(connection: Connection, vault: Vault, observer_id: int) -> None:
    """Empty what an observer's history says of who they are; that it changed, and when, stays."""
    empty = vault.seal_text("", _PURPOSE)
    own = observer_changes.c.observer_id == observer_id
    connection.execute(update(observer_changes).where(own).values(reason=empty))
    telling = own & observer_changes.c.field.in_(_TELLING)
    connection.execute(update(observer_changes).where(telling).values(before=empty, after=empty))
