"""What the service writes about itself: one line a happening, no secrets, the delivery's key.

Each line names its process (by the name of multiprocessing's current process: web, worker, …) and,
while a delivery is handled, the first digits of that delivery's key.

Every line is scrubbed as a whole, after its arguments and its traceback are in it: libraries quote
addresses, and tokens travel in addresses.
"""

import json
import logging
import re
import sys
from collections.abc import Collection
from datetime import UTC, datetime
from typing import Final, Literal, TextIO

from typing_extensions import override

from storage.tracing import delivery_in_hand

_HIDDEN: Final = "***"
_NAMES: Final = (
    r"access_token|token|app_?secret|corp_?secret|secret|encoding_?aes_?key|aes_?key|password|key"
)
_IN_EVERY_NAME: Final = ("token", "secret", "key", "password")
_ASSIGNED: Final = re.compile(
    # name=value in an address, and "name": "value" in JSON or a repr
    rf"""(?i)(\b(?:\w+_)?(?:{_NAMES})\b\\?["']?\s*[=:]\s*\\?["']?)([^\s"'&\\,;)}}\]]+)"""
)
_IN_URL: Final = re.compile(r"(://[^/\s:@]+:)[^/\s@]+@")
_BEHIND_LINKS: Final = re.compile(r"(/[ceu]/)[\w.~-]{12,}")  # pages whose address is the key
_CHATTY: Final = ("alembic", "urllib3", "apscheduler", "PIL", "werkzeug")
_SHORTEST_SECRET: Final = 6


def scrub(text: str, secrets: Collection[str] = ()) -> str:
    """Return the text with the values of tokens, secrets, keys and passwords replaced by ***.

    `secrets` are values that are hidden wherever they stand.
    """
    for secret in secrets:
        text = text.replace(secret, _HIDDEN)
    text = _BEHIND_LINKS.sub(rf"\1{_HIDDEN}", text)
    if "://" in text:
        text = _IN_URL.sub(rf"\1{_HIDDEN}@", text)
    lower = text.lower()
    if any(word in lower for word in _IN_EVERY_NAME):  # most lines have none: spare the search
        text = _ASSIGNED.sub(rf"\1{_HIDDEN}", text)
    return text


def worth_hiding(secrets: Collection[str]) -> list[str]:
    """Return those that cannot be mistaken for ordinary letters."""
    return [secret for secret in secrets if len(secret) >= _SHORTEST_SECRET]


class TextFormatter(logging.Formatter):
    """Lines for people."""

    def __init__(self, secrets: Collection[str]) -> None:
        super().__init__(
            "%(asctime)s %(levelname)s %(processName)s[%(process)d] %(name)s%(delivery)s:"
            " %(message)s"
        )
        self._secrets = secrets

    @override
    def format(self, record: logging.LogRecord) -> str:
        key = delivery_in_hand.get()
        record.delivery = f" [{key}]" if key else ""
        return scrub(super().format(record), self._secrets)


class JsonFormatter(logging.Formatter):
    """One JSON object a line, for collectors."""

    def __init__(self, secrets: Collection[str]) -> None:
        super().__init__()
        self._secrets = secrets

    @override
    def format(self, record: logging.LogRecord) -> str:
        line = {
            "at": datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds"),
            "level": record.levelname.lower(),
            "process": record.processName,
            "pid": record.process,
            "logger": record.name,
            "message": record.getMessage(),
            "delivery": delivery_in_hand.get(),
            "trace": self.formatException(record.exc_info) if record.exc_info else "",
        }
        told = {
            name: scrub(value, self._secrets) if isinstance(value, str) else value
            for name, value in line.items()
            if value
        }
        return json.dumps(told, ensure_ascii=False)


def set_up_logging(
    level: str,
    form: Literal["text", "json"],
    secrets: Collection[str] = (),
    stream: TextIO | None = None,
) -> None:
    """Write every logger's lines of at least `level` to `stream` (standard error by default).

    `secrets` are the house's own secret values, hidden wherever they appear.
    """
    hidden = worth_hiding(secrets)
    formatter = JsonFormatter(hidden) if form == "json" else TextFormatter(hidden)
    handler = logging.StreamHandler(stream or sys.stderr)
    handler.setFormatter(formatter)
    logging.basicConfig(level=level.upper(), handlers=[handler], force=True)
    for name in _CHATTY:
        logging.getLogger(name).setLevel(logging.WARNING)
