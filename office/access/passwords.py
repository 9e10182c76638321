"""Staff passwords: argon2id with OWASP's smaller memory setting (19 MiB), one at a time.

The default 64 MiB on eight threads at once would break the memory limit of a web process.
"""

import secrets
import threading

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError

SHORTEST = 10
_LONGEST = 200
_HASHER = PasswordHasher(time_cost=3, memory_cost=19 * 1024, parallelism=1)
_ONE_AT_A_TIME = threading.Lock()
_READABLE = "abcdefghjkmnpqrstuvwxyz23456789"


class WeakPassword(ValueError):
    """Shorter than SHORTEST or longer than anybody types."""


def hash_password(password: str) -> str:
    """Return the argon2id hash; raises WeakPassword."""
    if not SHORTEST <= len(password) <= _LONGEST:
        raise WeakPassword(f"a password has {SHORTEST} to {_LONGEST} characters")
    with _ONE_AT_A_TIME:
        return _HASHER.hash(password)


def password_fits(password_hash: str, password: str) -> bool:
    """Whether the password is the hash's; takes as long for an account that does not exist."""
    with _ONE_AT_A_TIME:
        try:
            return _HASHER.verify(password_hash or _nobodys_hash(), password[:_LONGEST])
        except (VerificationError, InvalidHashError):
            return False


def new_password() -> str:
    """Return a password to print once: 14 characters that can be told apart, about 69 bits."""
    return "".join(secrets.choice(_READABLE) for _ in range(14))


def _nobodys_hash() -> str:
    # Of a password that was forgotten at once; same settings, so the same time to check.
    return (
        "$argon2id$v=19$m=19456,t=3,p=1$c29tZXNhbHRzb21lc2FsdA$"
        "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA"
    )
