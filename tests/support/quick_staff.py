"""Accounts of clerks for tests: the password hashed as cheaply as argon2id allows.

The real cost, 0.1 s a login, is paid where it is the matter: tests/parts/office/test_login.py.
"""

from datetime import datetime
from functools import cache

from argon2 import PasswordHasher

from storage.database import Database
from storage.people.staff import add_member, set_password_hash


def add_clerk(
    database: Database, username: str, display_name: str, password: str, now: datetime
) -> None:
    """Make an account like `office.access.accounts.add_staff`, without its checks."""
    with database.write() as connection:
        member = add_member(connection, username, display_name, "clerk", now)
        set_password_hash(connection, member, quick_hash(password))


@cache
def quick_hash(password: str) -> str:
    """Return a cheap hash of a password."""
    return PasswordHasher(time_cost=1, memory_cost=8, parallelism=1).hash(password)
