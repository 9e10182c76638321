"""The office's accounts. Passwords are kept as argon2id hashes only."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Connection, Row, insert, select, update

from storage.tables.staff import staff


@dataclass(frozen=True, slots=True)
class StaffMember:
    """One account; a session is valid while it carries the account's `session_epoch`.

    `group` is the group of observers that a group leader leads, empty for everybody else.
    """

    id: int
    username: str
    display_name: str
    role: str
    password_hash: str
    active: bool
    session_epoch: int
    group: str = ""


def add_member(
    connection: Connection, username: str, display_name: str, role: str, now: datetime
) -> int:
    """Make an account that nobody can enter until it has a password; return its id."""
    statement = insert(staff).values(
        username=username,
        display_name=display_name,
        role=role,
        password_hash="",
        active=True,
        session_epoch=0,
        created_at=now,
    )
    return int(connection.execute(statement.returning(staff.c.id)).scalar_one())


def set_password_hash(connection: Connection, member_id: int, password_hash: str) -> None:
    """Change the password and end every open session of the account."""
    connection.execute(
        update(staff)
        .where(staff.c.id == member_id)
        .values(password_hash=password_hash, session_epoch=staff.c.session_epoch + 1)
    )


def end_sessions(connection: Connection, member_id: int) -> None:
    """End every open session of the account, on every browser."""
    connection.execute(
        update(staff).where(staff.c.id == member_id).values(session_epoch=staff.c.session_epoch + 1)
    )


def all_members(connection: Connection) -> list[StaffMember]:
    """Return every account, those that are open first, by username."""
    order = staff.c.active.desc(), staff.c.username
    return [_as_member(row) for row in connection.execute(select(staff).order_by(*order))]


def set_role(connection: Connection, member_id: int, role: str, group: str = "") -> None:
    """Change what an account may do, and for whom; holds from its next page on."""
    new = {"role": role, "group_name": group}
    connection.execute(update(staff).where(staff.c.id == member_id).values(new))


def set_active(connection: Connection, member_id: int, *, active: bool) -> None:
    """Close or reopen an account; closing ends its sessions."""
    connection.execute(
        update(staff)
        .where(staff.c.id == member_id)
        .values(active=active, session_epoch=staff.c.session_epoch + 1)
    )


def lock_role(connection: Connection, role: str) -> list[int]:
    """Return the ids of open accounts of a role, locked until the transaction ends."""
    wanted = select(staff.c.id).where(staff.c.role == role, staff.c.active).order_by(staff.c.id)
    return list(connection.scalars(wanted.with_for_update()))


def member_by_name(connection: Connection, username: str) -> StaffMember | None:
    """Return the account with this username."""
    return _member(connection, staff.c.username == username)


def member_by_id(connection: Connection, member_id: int) -> StaffMember | None:
    """Return the account with this id."""
    return _member(connection, staff.c.id == member_id)


def _member(connection: Connection, where: ColumnElement[bool]) -> StaffMember | None:
    row = connection.execute(select(staff).where(where)).one_or_none()
    return _as_member(row) if row else None


def _as_member(row: Row[Any]) -> StaffMember:
    return StaffMember(
        id=row.id,
        username=row.username,
        display_name=row.display_name,
        role=row.role,
        password_hash=row.password_hash,
        active=row.active,
        session_epoch=row.session_epoch,
        group=row.group_name,
    )


def names_of(connection: Connection, member_ids: Iterable[int]) -> dict[int, str]:
    """Return {id: display name} for these accounts."""
    rows = connection.execute(
        select(staff.c.id, staff.c.display_name).where(staff.c.id.in_(set(member_ids)))
    )
    return {row.id: row.display_name for row in rows}
