"""Short messages: the provider's signature checked in its own way, its limits, what phones got.

Source: cloud.tencent.com/document/api/382/52072 (TC3-HMAC-SHA256), 382/55981 (SendSms), 382/59177.
A number gets at most one in 30 seconds, five in an hour, ten in a day (the provider's defaults).
"""

import hashlib
import hmac
import re
import threading
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

FIVE_MINUTES = 300  # seconds that a request's time may be off
LIMITS = (
    (timedelta(seconds=30), 1, "LimitExceeded.PhoneNumberThirtySecondLimit"),
    (timedelta(hours=1), 5, "LimitExceeded.PhoneNumberOneHourLimit"),
    (timedelta(days=1), 10, "LimitExceeded.PhoneNumberDailyLimit"),
)
LONGEST_VALUE = 20
AUTHORIZATION = re.compile(
    r"TC3-HMAC-SHA256 Credential=(?P<id>[^/]+)/(?P<day>[0-9-]{10})/sms/tc3_request, "
    r"SignedHeaders=(?P<headers>[a-z0-9;-]+), Signature=(?P<signature>[0-9a-f]{64})"
)


class TextError(Exception):
    """An answer other than Ok; `is_about_number` where it is a number's status."""

    def __init__(self, code: str, *, is_about_number: bool = False) -> None:
        super().__init__(code)
        self.code = code
        self.is_about_number = is_about_number


@dataclass(frozen=True)
class TextAccount:
    """What the provider's console shows of an application; `templates` are {id: variables}."""

    secret_id: str = "AKIDsimulator"  # noqa: S105 - of nobody
    secret_key: str = "simulator-sms-key"  # noqa: S105 - of nobody
    app_id: str = "1400000001"
    sign_name: str = "观察员"
    templates: tuple[tuple[str, int], ...] = ()


@dataclass(frozen=True)
class TextMessage:
    """What a phone got."""

    at: datetime
    phone: str
    template: str
    values: tuple[str, ...]


def check_signature(
    account: TextAccount, path: str, headers: Mapping[str, str], body: bytes, now: datetime
) -> None:
    """Let a request in; raises TextError for a signature or a time that is not right."""
    given = {name.lower(): value for name, value in headers.items()}
    stamp = given.get("x-tc-timestamp", "")
    found = AUTHORIZATION.fullmatch(given.get("authorization", ""))
    if found is None or not stamp.isdigit():
        raise TextError("AuthFailure.InvalidAuthorization")
    if abs(int(stamp) - now.timestamp()) > FIVE_MINUTES:
        raise TextError("AuthFailure.SignatureExpire")
    if found["id"] != account.secret_id:
        raise TextError("AuthFailure.SecretIdNotFound")
    signed = found["headers"].split(";")
    if not {"content-type", "host"} <= set(signed) or signed != sorted(signed):
        raise TextError("AuthFailure.SignatureFailure")
    lines = "".join(f"{name}:{given.get(name, '').strip().lower()}\n" for name in signed)
    payload = hashlib.sha256(body).hexdigest()
    asked = f"POST\n{path}\n\n{lines}\n{found['headers']}\n{payload}"
    digest = hashlib.sha256(asked.encode()).hexdigest()
    text = f"TC3-HMAC-SHA256\n{stamp}\n{found['day']}/sms/tc3_request\n{digest}"
    secret = _hmac(("TC3" + account.secret_key).encode(), found["day"])
    wanted = _hmac(_hmac(_hmac(secret, "sms"), "tc3_request"), text).hex()
    if not hmac.compare_digest(wanted, found["signature"]):
        raise TextError("AuthFailure.SignatureFailure")


class TextBook:
    """What phones got."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._sent: list[TextMessage] = []

    def send(self, message: TextMessage) -> None:
        """Bring a message to its phone; raises TextError beyond the provider's limits."""
        with self._lock:
            mine = [one.at for one in self._sent if one.phone == message.phone]
            for window, most, code in LIMITS:
                if sum(message.at - at < window for at in mine) >= most:
                    raise TextError(code, is_about_number=True)
            self._sent.append(message)

    def messages(self) -> list[TextMessage]:
        """Give all messages, oldest first."""
        with self._lock:
            return list(self._sent)


def _hmac(key: bytes, text: str) -> bytes:
    return hmac.new(key, text.encode(), hashlib.sha256).digest()
