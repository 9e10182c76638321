"""Sealing what the office's people did, so that a later change is found.

Each deed gets a salted hash, and each hash a seal keyed with what the database does not hold, over
its number, the deed's number, the hash and the seal before it. The end of the chain has a seal of
its own, which nobody can make for a shorter chain without the key, and is remembered in a file
beside the data. So a changed bit, a missing row, a cut tail or a chain written anew is found.
(Source: mechanics §Secrets and audit; issue 5 item 12.)
"""

import hashlib
import hmac
import json
import secrets
from collections.abc import Sequence
from typing import Final

from storage.audit.audit_rows import Deed, Head, Seal, add_seals, last_seal, unsealed_deeds
from storage.database import Connection
from storage.vault import Vault

_BATCH: Final = 500
_SALT_BYTES: Final = 16
_PRINTED_BYTES: Final = 8
BEFORE_THE_FIRST: Final = b""


class Sealer:
    """Makes seals with the audit's own key, derived from the house's secret for lookups."""

    def __init__(self, vault: Vault) -> None:
        self._key = vault.index("key", "audit chain")

    def seal(self, number: int, deed_id: int, digest: bytes, before: bytes) -> bytes:
        """Return the seal of link `number`, `before` being the seal of the link before it."""
        return self._sign(b"deed", f"{number} {deed_id}".encode(), digest, before)

    def head(self, number: int, seal: bytes) -> Head:
        """Return the chain's end with the seal that only the key can make."""
        return Head(number, self._sign(b"head", str(number).encode(), seal))

    def _sign(self, *parts: bytes) -> bytes:
        return hmac.digest(self._key, b"\0".join(parts), "sha256")


def digest_of(deed: Deed, salt: bytes) -> bytes:
    """Return the salted hash of everything a deed's row says."""
    told = [deed.id, deed.staff_id, deed.act, deed.target, deed.detail, deed.at_ms]
    return hashlib.sha256(salt + json.dumps(told).encode()).digest()


def seal_deeds(connection: Connection, sealer: Sealer) -> Head | None:
    """Seal a batch of deeds that wait for it; return the chain's new end, None if none waited."""
    deeds = unsealed_deeds(connection, _BATCH)
    if not deeds:
        return None
    last = last_seal(connection)
    number, before = (last.number, last.seal) if last else (0, BEFORE_THE_FIRST)
    seals = _lengthened(deeds, number, before, sealer)
    head = sealer.head(seals[-1].number, seals[-1].seal)
    add_seals(connection, seals, head)
    return head


def _lengthened(deeds: Sequence[Deed], number: int, before: bytes, sealer: Sealer) -> list[Seal]:
    seals = []
    for deed in deeds:
        number += 1
        salt = secrets.token_bytes(_SALT_BYTES)
        digest = digest_of(deed, salt)
        before = sealer.seal(number, deed.id, digest, before)
        seals.append(Seal(number, deed.id, salt, digest, before))
    return seals


def printed(head: Head) -> str:
    """Return the chain's end as digests print it: enough of the seal to know it by."""
    return f"{head.number}:{head.seal[:_PRINTED_BYTES].hex()}"
