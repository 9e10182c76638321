"""The key that makes a delivery one row, however often and however sealed it arrives.

The received bytes cannot serve: each retry is sealed anew with other random bytes. MsgId alone
cannot either: events have none, and WxJava#333 saw many people under one. So the key is a hash of
the app, of the identifying fields and of everything that was said.
"""

import hashlib
import json
from collections.abc import Mapping
from typing import Any

from bot.fields import plain_value
from bot.inbound import message_facts

_CANONICAL = json.JSONEncoder(sort_keys=True, separators=(",", ":"))


def delivery_key(app_id: str, fields: Mapping[str, Any], unreadable: str = "") -> bytes:
    """Return the 32 bytes that name this delivery; the order of the fields does not matter.

    XML and JSON forms of one push give the same key. `unreadable` is the raw text of a delivery
    that has no fields (`Opened.unreadable`). Raises ValueError only for fields nested deeper than
    `bot.fields` ever lets through.
    """
    facts = message_facts(fields)
    named = (
        app_id,
        facts.kind,
        facts.msg_id,
        facts.sender,
        facts.create_time,
        facts.event,
        facts.event_key,
        _hash([plain_value(fields), unreadable]).hex(),
    )
    return _hash(named)


def _hash(value: object) -> bytes:
    # JSON is unambiguous (each part keeps its own quotes), and its default of pure ASCII leaves
    # nothing that cannot be encoded.
    return hashlib.sha256(_CANONICAL.encode(value).encode("ascii")).digest()
