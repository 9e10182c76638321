"""Making and changing staff accounts, for the console and the command line."""

import re
from dataclasses import dataclass
from datetime import datetime

from catalogue.wording import staff_access as words
from office.access.attempts import unlock
from office.access.passwords import hash_password, new_password
from office.rights import LEADER, ROLES
from storage.database import Connection, Database
from storage.desk.acts import record_act
from storage.people import staff
from storage.people.observer_filter import group_names
from storage.people.second_factors import drop_factor

_USERNAME = re.compile(r"[a-z0-9][a-z0-9._-]{1,39}")
_LONGEST_NAME = 40


class BadAccount(ValueError):
    """The account cannot be made as asked."""


@dataclass(frozen=True, slots=True)
class NewAccount:
    """An account as asked for; `by` is who asks, None for the command line.

    `group` is the group of observers that a group leader leads.
    """

    username: str
    display_name: str
    role: str
    by: int | None = None
    group: str = ""


def group_led(connection: Connection, role: str, wished: str) -> str:
    """Return the group that an account of this role leads; empty for all but group leaders.

    Raises BadAccount for a leader of a group that the roster does not know.
    """
    if role != LEADER:
        return ""
    if wished not in group_names(connection):
        raise BadAccount(words.GROUP_MISSING)
    return wished


def add_staff(database: Database, wish: NewAccount, password: str | None, now: datetime) -> str:
    """Make an account and return its password, a new one when none is given.

    Raises BadAccount (name taken or not of a-z 0-9 . _ -, unknown role, a leader without a group)
    and WeakPassword.
    """
    name = wish.display_name.strip()
    if not _USERNAME.fullmatch(wish.username):
        raise BadAccount(words.BAD_USERNAME)
    if wish.role not in ROLES:
        raise BadAccount(words.BAD_ROLE)
    if not 0 < len(name) <= _LONGEST_NAME:
        raise BadAccount(words.BAD_DISPLAY_NAME)
    chosen = password or new_password()
    password_hash = hash_password(chosen)
    with database.write() as connection:
        if staff.member_by_name(connection, wish.username):
            raise BadAccount(words.NAME_TAKEN)
        group = group_led(connection, wish.role, wish.group)
        member_id = staff.add_member(connection, wish.username, name, wish.role, now)
        staff.set_role(connection, member_id, wish.role, group)
        staff.set_password_hash(connection, member_id, password_hash)
        told = words.role_told(wish.role, group)
        record_act(connection, wish.by, "staff.add", f"staff:{member_id}", told, now)
    return chosen


def set_password(
    database: Database,
    username: str,
    password: str | None,
    now: datetime,
    by: int | None = None,
) -> str:
    """Change a password, end the account's sessions, lift its lock, return the password.

    Raises BadAccount for an unknown account and WeakPassword.
    """
    chosen = password or new_password()
    password_hash = hash_password(chosen)
    with database.write() as connection:
        member = staff.member_by_name(connection, username)
        if member is None:
            raise BadAccount(words.no_account(username))
        staff.set_password_hash(connection, member.id, password_hash)
        unlock(connection, member)
        record_act(connection, by, "staff.password", f"staff:{member.id}", "", now)
    return chosen


def take_code_off(database: Database, username: str, now: datetime) -> None:
    """Take the second factor off an account from the command line. Raises BadAccount."""
    with database.write() as connection:
        member = staff.member_by_name(connection, username)
        if member is None:
            raise BadAccount(words.no_account(username))
        drop_factor(connection, member.id)
        record_act(connection, None, "staff.factor-off", f"staff:{member.id}", "", now)
