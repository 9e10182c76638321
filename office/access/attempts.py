"""Wrong passwords and codes, counted per account and per address until somebody is locked out.

(Source: issue 5 item 12, lockout; mechanics §Secrets: attempts are a table.)
"""

import hashlib
from collections.abc import Collection
from datetime import datetime
from typing import Final

from office.parts import LoginLimits
from storage.database import Connection
from storage.desk.acts import record_act
from storage.people.staff import StaffMember, member_by_name
from storage.work.rate_limits import forget, refund, spent, used_up, used_up_below

_ADDRESS: Final = "login:address:"


def may_try(
    connection: Connection, limits: LoginLimits, username: str, address: str, now: datetime
) -> bool:
    """Count an attempt of this name from this address; what locks an account is recorded."""
    by_name = spent(connection, _by_name(username), limits.window, now)
    by_address = spent(connection, _ADDRESS + address, limits.window, now)
    if by_name == limits.per_name + 1:
        member = member_by_name(connection, username)
        if member is not None:
            record_act(connection, None, "staff.locked", f"staff:{member.id}", address, now)
    return by_name <= limits.per_name and by_address <= limits.per_address


def take_back(
    connection: Connection, limits: LoginLimits, username: str, address: str, now: datetime
) -> None:
    """Forget the attempt that turned out to be right."""
    for bucket in (_by_name(username), _ADDRESS + address):
        refund(connection, bucket, limits.window, now)


def locked_among(
    connection: Connection, limits: LoginLimits, members: Collection[StaffMember], now: datetime
) -> set[int]:
    """Return the ids of those who cannot log in for now because of wrong passwords."""
    buckets = {_by_name(member.username): member.id for member in members}
    full = used_up(connection, buckets, limits.per_name, limits.window, now)
    return {buckets[bucket] for bucket in full}


def locked_addresses(connection: Connection, limits: LoginLimits, now: datetime) -> list[str]:
    """Return the addresses from which nobody can log in for now."""
    full = used_up_below(connection, _ADDRESS, limits.per_address, limits.window, now)
    return [bucket.removeprefix(_ADDRESS) for bucket in full]


def unlock(connection: Connection, member: StaffMember) -> None:
    """Forget the wrong passwords of an account."""
    forget(connection, _by_name(member.username))


def unlock_address(connection: Connection, address: str) -> None:
    """Forget the wrong passwords that came from an address."""
    forget(connection, _ADDRESS + address)


def _by_name(username: str) -> str:
    # Hashed: what is typed into the name field is now and then a password.
    return f"login:name:{hashlib.sha256(username.encode()).hexdigest()}"
