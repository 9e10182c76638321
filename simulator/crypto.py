"""The platforms' message crypto, written from the documents and shared with nobody.

AES-256-CBC, key = base64(EncodingAESKey + "="), IV = key[:16], PKCS7 to 32 bytes; the plaintext is
16 random bytes, a 4-byte big-endian length, the message and the receiver's id.
Source: MPDOC subscription/guide/dev/push/encryption.
"""

import base64
import binascii
import hashlib
import secrets
import struct

from cryptography.hazmat.primitives.ciphers import Cipher, algorithms, modes

BLOCK = 32
RANDOM_BYTES = 16
LENGTH_BYTES = 4


class CryptoError(ValueError):
    """A sealed text that these keys did not make."""


def sign(*parts: str) -> str:
    """Give the hexadecimal sha1 over the sorted parts: token, timestamp, nonce, sealed text."""
    return hashlib.sha1("".join(sorted(parts)).encode()).hexdigest()  # noqa: S324 -- the platform's rule


class MessageCrypto:
    """Seals and opens the messages of one account; `receive_id` is its app id or corp id."""

    def __init__(self, encoding_aes_key: str, receive_id: str) -> None:
        self._key = base64.b64decode(encoding_aes_key + "=")
        if len(self._key) != BLOCK:
            raise ValueError("an EncodingAESKey has 43 characters and stands for 32 bytes")
        self._receive_id = receive_id.encode()

    def _cipher(self) -> Cipher[modes.CBC]:
        return Cipher(algorithms.AES(self._key), modes.CBC(self._key[:16]))

    def seal(self, message: str) -> str:
        """Encrypt a message under fresh random bytes and give it as base64."""
        body = message.encode()
        head = secrets.token_bytes(RANDOM_BYTES) + struct.pack(">I", len(body))
        plain = head + body + self._receive_id
        padding = BLOCK - len(plain) % BLOCK
        encryptor = self._cipher().encryptor()
        sealed = encryptor.update(plain + bytes([padding]) * padding) + encryptor.finalize()
        return base64.b64encode(sealed).decode()

    def open(self, sealed: str) -> str:
        """Decrypt a base64 text; raises CryptoError if padding, length or receiver is wrong."""
        try:
            decryptor = self._cipher().decryptor()
            padded = decryptor.update(base64.b64decode(sealed, validate=True))
            padded += decryptor.finalize()
        except (ValueError, binascii.Error) as error:
            raise CryptoError("not a sealed message") from error
        return self._unpack(padded)

    def _unpack(self, padded: bytes) -> str:
        padding = padded[-1] if padded else 0
        if not 1 <= padding <= BLOCK or padded[-padding:] != bytes([padding]) * padding:
            raise CryptoError("the padding is wrong")
        plain = padded[RANDOM_BYTES:-padding]
        if len(plain) < LENGTH_BYTES:
            raise CryptoError("the message is cut off")
        (length,) = struct.unpack(">I", plain[:LENGTH_BYTES])
        body, receiver = plain[LENGTH_BYTES : LENGTH_BYTES + length], plain[LENGTH_BYTES + length :]
        if receiver != self._receive_id:
            raise CryptoError("sealed for another receiver")
        try:
            return body.decode()
        except UnicodeDecodeError as error:
            raise CryptoError("the message is no UTF-8") from error
