"""Making and changing staff accounts, for the command line."""

import re
from datetime import datetime

from office.passwords import hash_password, new_password
from storage import staff
from storage.acts import record_act
from storage.database import Database

ROLES = ("clerk", "director", "admin")
_USERNAME = re.compile(r"[a-z0-9][a-z0-9._-]{1,39}")
_LONGEST_NAME = 40


class BadAccount(ValueError):
    """The account cannot be made as asked."""


def add_staff(
    database: Database,
    username: str,
    display_name: str,
    role: str,
    password: str | None,
    now: datetime,
) -> str:
    """Make an account and return its password, a new one when none is given.

    Raises BadAccount (name taken or not of a-z 0-9 . _ -, unknown role) and WeakPassword.
    """
    if not _USERNAME.fullmatch(username):
        raise BadAccount("a username has 2 to 40 of the characters a-z 0-9 . _ -")
    if role not in ROLES:
        raise BadAccount(f"the role is one of {', '.join(ROLES)}")
    if not 0 < len(display_name.strip()) <= _LONGEST_NAME:
        raise BadAccount(f"a display name has 1 to {_LONGEST_NAME} characters")
    chosen = password or new_password()
    password_hash = hash_password(chosen)
    with database.write() as connection:
        if staff.member_by_name(connection, username):
            raise BadAccount(f"there is an account {username} already")
        member_id = staff.add_member(connection, username, display_name.strip(), role, now)
        staff.set_password_hash(connection, member_id, password_hash)
        record_act(connection, None, "staff.add", f"staff:{member_id}", role, now)
    return chosen


def set_password(database: Database, username: str, password: str | None, now: datetime) -> str:
    """Change a password, end the account's sessions, return the password.

    Raises BadAccount for an unknown account and WeakPassword.
    """
    chosen = password or new_password()
    password_hash = hash_password(chosen)
    with database.write() as connection:
        member = staff.member_by_name(connection, username)
        if member is None:
            raise BadAccount(f"there is no account {username}")
        staff.set_password_hash(connection, member.id, password_hash)
        record_act(connection, None, "staff.password", f"staff:{member.id}", "", now)
    return chosen
