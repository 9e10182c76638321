"""Sealing of names, phones and raw deliveries in the database's columns.

AES-GCM with a fresh 12-byte nonce per value; the purpose is authenticated with it, so a sealed
phone cannot be moved into another column. Lookups use a keyed blind index (HMAC-SHA256): equal
values give equal indexes, and without the key nothing can be guessed from them.
(Source: mechanics §Secrets and audit.)
"""

import hashlib
import hmac
import secrets

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

_NONCE_BYTES = 12


class Unreadable(Exception):
    """A sealed value does not open with this key: wrong key, or the column was tampered with."""


class Vault:
    """Seals, opens and indexes values with the house's two 32-byte keys."""

    def __init__(self, data_key: bytes, index_key: bytes) -> None:
        self._cipher = AESGCM(data_key)
        self._index_key = index_key

    def seal(self, data: bytes, purpose: str) -> bytes:
        """Return nonce + ciphertext of `data`, bound to `purpose`."""
        nonce = secrets.token_bytes(_NONCE_BYTES)
        return nonce + self._cipher.encrypt(nonce, data, purpose.encode())

    def unseal(self, sealed: bytes, purpose: str) -> bytes:
        """Return what `seal` was given; raises Unreadable."""
        nonce, body = sealed[:_NONCE_BYTES], sealed[_NONCE_BYTES:]
        try:
            return self._cipher.decrypt(nonce, body, purpose.encode())
        except (InvalidTag, ValueError) as error:
            raise Unreadable(purpose) from error

    def seal_text(self, text: str, purpose: str) -> bytes:
        """Seal a text."""
        return self.seal(text.encode(), purpose)

    def unseal_text(self, sealed: bytes, purpose: str) -> str:
        """Open a sealed text; raises Unreadable."""
        return self.unseal(sealed, purpose).decode()

    def index(self, text: str, purpose: str) -> bytes:
        """Return the 32-byte blind index of a text for equality lookups."""
        message = purpose.encode() + b"\0" + text.encode()
        return hmac.new(self._index_key, message, hashlib.sha256).digest()
