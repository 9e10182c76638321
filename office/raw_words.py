"""What a person sent, read from the sealed raw copy of the delivery."""

import json
from typing import Any

from catalogue.wording import staff as wording
from catalogue.wording import staff_labels as labels
from storage.desk.desk import KeptDelivery
from storage.vault import Unreadable, Vault

_LONGEST = 600
_TELLING = ("Content", "Recognition", "Label", "Title", "EventKey", "Event")


def raw_words(vault: Vault, delivery: KeptDelivery) -> str:
    """Return the words of a kept delivery, or of which kind it was; never raises."""
    if not delivery.raw:
        return wording.RAW_GONE
    try:
        text = vault.unseal_text(delivery.raw, "delivery.raw")
    except (Unreadable, UnicodeDecodeError):
        return wording.UNREADABLE
    try:
        kept = json.loads(text)
    except ValueError:
        return text[:_LONGEST]
    return _telling(kept) or labels.MESSAGE_KINDS.get(delivery.kind, text[:_LONGEST])


def _telling(kept: Any) -> str:
    fields = kept.get("fields") if isinstance(kept, dict) else None
    if not isinstance(fields, dict):
        return ""
    found = (fields.get(name) for name in _TELLING)
    return next((word[:_LONGEST] for word in found if isinstance(word, str) and word), "")
