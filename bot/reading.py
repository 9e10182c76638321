"""From an opened envelope to all that the transaction needs; notes are tagged here, in memory."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Protocol

from bot.delivery_key import delivery_key
from bot.inbound import message_facts, to_message
from catalogue.tagging.tags import Tag
from handlers.messages import Channel, Message, Note, Origin, Unsupported
from storage.ledger_rows import NewDelivery
from storage.vault import Vault

RAW_PURPOSE = "delivery.raw"
_UNREADABLE = "unreadable"


@dataclass(frozen=True, slots=True)
class Incoming:
    """A genuine delivery: the row to keep, the message in it, and what its words say."""

    delivery: NewDelivery
    message: Message
    tag: Tag | None


class NoteTagger(Protocol):
    """Says what a note is about."""

    def tag(self, text: str) -> Tag:
        """Return the note's labels."""
        ...


class Reader:
    """Turns decrypted fields into `Incoming`."""

    def __init__(self, tagger: NoteTagger, vault: Vault) -> None:
        self._tagger = tagger
        self._vault = vault

    def read(
        self,
        channel: Channel,
        app_id: str,
        fields: Mapping[str, Any],
        received_at: datetime,
        unreadable: str = "",
    ) -> Incoming:
        """Return the delivery with its key, sealed raw copy, message and tag; never raises."""
        facts = message_facts(fields)
        message = to_message(channel, fields, received_at)
        if unreadable:
            message = Unsupported(Origin(channel, facts.sender, received_at), _UNREADABLE)
        raw = json.dumps({"fields": dict(fields), "unreadable": unreadable}, ensure_ascii=False)
        delivery = NewDelivery(
            key=delivery_key(app_id, fields, unreadable),
            channel=channel,
            kind=(facts.event or facts.kind or _UNREADABLE)[:32],
            msg_id=facts.msg_id[:64],
            sender=facts.sender[:128],
            receiver=facts.receiver[:128],
            sent_at=message.origin.sent_at,
            received_at=received_at,
            raw=self._vault.seal_text(raw, RAW_PURPOSE),
        )
        return Incoming(delivery, message, self._tag(message))

    def reread(self, delivery: NewDelivery) -> Incoming:
        """Read a kept delivery again, with its own times."""
        kept = json.loads(self._vault.unseal_text(delivery.raw, RAW_PURPOSE))
        channel: Channel = "work" if delivery.channel == "work" else "official"
        message = to_message(channel, kept["fields"], delivery.received_at)
        return Incoming(delivery, message, self._tag(message))

    def _tag(self, message: Message) -> Tag | None:
        match message:
            case Note(text=text):
                return self._tagger.tag(text)
            case _:
                return None
