"""The second step of a login: a code from the person's phone, each good for one login.

RFC 6238 with SHA-1, six digits, thirty seconds: what every authenticator app reads. One step of
drift either way is taken; a code that was used, or an older one, is not.
"""

from datetime import datetime
from typing import Final

import pyotp

from storage.database import Connection
from storage.people.second_factors import SecondFactor, use_step

_STEP_SECONDS: Final = 30
_DRIFT: Final = (0, -1, 1)


def new_secret() -> str:
    """Return a fresh secret in base32, 160 bits."""
    return pyotp.random_base32()


def uri(secret: str, username: str, issuer: str) -> str:
    """Return what the QR code of an authenticator app holds."""
    return pyotp.TOTP(secret).provisioning_uri(name=username, issuer_name=issuer)


def code_works(
    connection: Connection, staff_id: int, factor: SecondFactor, typed: str, now: datetime
) -> bool:
    """Whether the code is right at this moment; uses it up."""
    code = "".join(typed.split())
    current = int(now.timestamp()) // _STEP_SECONDS
    totp = pyotp.TOTP(factor.secret)
    for drift in _DRIFT:
        step = current + drift
        if totp.verify(code, for_time=step * _STEP_SECONDS):
            return use_step(connection, staff_id, step)
    return False
