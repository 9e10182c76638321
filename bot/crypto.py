"""The platforms' message cipher: AES-256-CBC around random bytes, length, text and receiver.

wechatpy's `WeChatCipher` does the AES. Its framing is not used: it neither validates the padding
nor the length (struct.error, IndexError and wrong cuts come out of bad input), compares the
receiver with `!=` and takes the random bytes from `random`. Wrapping all that was longer than
these few lines. Rule: MPDOC …/dev/push/encryption, WDOC/90968.
"""

import base64
import hmac
import re
import secrets
import struct
from functools import lru_cache

from wechatpy.crypto.base import WeChatCipher

_SALT = 16  # random bytes in front
_BLOCK = 32  # PKCS#7 to 32, not to AES's 16
_AES_BLOCK = 16
_LENGTH = struct.Struct(">I")
_AES_KEY = re.compile("[A-Za-z0-9+/]{43}")


class CipherError(Exception):
    """The ciphertext is not one of ours; `reason` is a short token for the log."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


@lru_cache(maxsize=16)
def cipher_for(aes_key: str) -> WeChatCipher:
    """Return the cached cipher of one EncodingAESKey; ValueError unless it is 43 base64 characters.

    A cipher is shared by all threads: each call below makes its own encryptor or decryptor.
    """
    if not _AES_KEY.fullmatch(aes_key):
        raise ValueError("an EncodingAESKey has 43 letters and digits")
    return WeChatCipher(base64.b64decode(aes_key + "="))


def decrypt(aes_key: str, receiver: str, sealed: str) -> bytes:
    """Return the content of base64 `sealed`, made for `receiver` (appid or corpid).

    Raises CipherError("bad-ciphertext") when anything in it does not fit, and
    CipherError("wrong-receiver") when it is sound but made for somebody else.
    """
    framed = _unpad(_decipher(aes_key, sealed))
    start = _SALT + _LENGTH.size
    if len(framed) < start:
        raise CipherError("bad-ciphertext")
    (length,) = _LENGTH.unpack_from(framed, _SALT)
    if length > len(framed) - start:
        raise CipherError("bad-ciphertext")
    if not hmac.compare_digest(framed[start + length :], receiver.encode()):
        raise CipherError("wrong-receiver")
    return framed[start : start + length]


def encrypt(aes_key: str, receiver: str, content: bytes) -> str:
    """Return `content` sealed for `receiver` as base64, with fresh random bytes each time."""
    framed = b"".join(
        (secrets.token_bytes(_SALT), _LENGTH.pack(len(content)), content, receiver.encode())
    )
    padding = _BLOCK - len(framed) % _BLOCK
    sealed: bytes = cipher_for(aes_key).encrypt(framed + bytes([padding]) * padding)
    return base64.b64encode(sealed).decode("ascii")


def _decipher(aes_key: str, sealed: str) -> bytes:
    try:
        blocks = base64.b64decode(sealed, validate=True)
    except ValueError as fault:  # binascii.Error is one
        raise CipherError("bad-ciphertext") from fault
    if not blocks or len(blocks) % _AES_BLOCK:
        raise CipherError("bad-ciphertext")
    plain: bytes = cipher_for(aes_key).decrypt(blocks)
    return plain


def _unpad(padded: bytes) -> bytes:
    padding = padded[-1]
    if not 1 <= padding <= _BLOCK or not padded.endswith(bytes([padding]) * padding):
        raise CipherError("bad-ciphertext")
    return padded[:-padding]
