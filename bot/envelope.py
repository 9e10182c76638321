"""From the bytes of one webhook call to its trusted fields, or a refusal.

The order is the protection: size, parameters, signature, age, and only then decryption and the
parser. Nothing here knows Flask or the database; `now` and the bytes come in as arguments.
Rules: MPDOC …/dev/push/encryption (Official Account), WDOC/90238 (WeCom).
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from itertools import islice
from typing import Any, Literal

from bot.crypto import CipherError, cipher_for, decrypt
from bot.fields import UnreadableError, read_fields
from bot.signature import is_signed
from handlers.messages import Channel

MAX_BODY = 64 * 1024  # bytes; the longest real push is far below
MAX_AGE = timedelta(minutes=5)  # either way
_MAX_PARAMETER = 256  # characters of each of these
_PARAMETERS = ("timestamp", "nonce", "signature", "msg_signature", "encrypt_type")
_MAX_ECHO = 2048
_MAX_CANDIDATES = 4

# The ciphertext is cut out by pattern, so that no parser sees a byte before the signature is
# checked. A person may type an <Encrypt> of their own, which compatible mode repeats in clear text;
# so a few candidates are tried, and the one the platform signed counts.
# Possessive (++), so that 64 KB of nonsense cost one pass.
_SEALED_XML = re.compile(
    rb"<Encrypt>\s*+(?:<!\[CDATA\[)?+([A-Za-z0-9+/=]++)(?:\]\]>)?+\s*+</Encrypt>"
)
_SEALED_JSON = re.compile(rb'"Encrypt"\s*+:\s*+"([A-Za-z0-9+/=\\]++)"')
_SECONDS = re.compile(r"[0-9]{9,11}", re.ASCII)

Mode = Literal["secure", "compatible", "plain"]


@dataclass(frozen=True, slots=True)
class ChannelKeys:
    """What one channel's webhook needs to tell real calls from forged ones.

    `app_id` is the appid or corpid; `aes_keys` are EncodingAESKeys, the current one first, then
    the previous one while the platform still uses it. Raises ValueError for keys that cannot work.
    """

    channel: Channel
    app_id: str
    token: str = field(repr=False)
    aes_keys: tuple[str, ...] = field(repr=False)
    mode: Mode = "secure"

    def __post_init__(self) -> None:
        if self.channel == "work" and self.mode != "secure":
            raise ValueError("WeCom knows only the secure mode")
        if self.mode != "plain" and not self.aes_keys:
            raise ValueError("this mode needs an EncodingAESKey")
        for aes_key in self.aes_keys:
            cipher_for(aes_key)


@dataclass(frozen=True, slots=True)
class Opened:
    """A genuine delivery. `reply_key` is the AES key that opened it; None = answer in plain text.

    `timestamp` (aware UTC) and `nonce` are the call's own and sign the reply. Content that was
    genuine but could not be parsed has no `fields` and stands in `unreadable` instead.
    """

    fields: dict[str, Any]
    timestamp: datetime
    nonce: str
    reply_key: str | None
    is_json: bool
    unreadable: str = ""


class Refused(Exception):
    """A call that is not let in: `status` for the answer, `reason` a fixed token for the log."""

    def __init__(self, reason: str, status: int = 403) -> None:
        super().__init__(reason)
        self.reason = reason
        self.status = status


class Stale(Refused):
    """Correctly signed, but old or from the future; `query` and `body` are to be quarantined.

    `open_delivery(keys, stale.query, stale.body, now, check_age=False)` opens it later.
    """

    def __init__(self, query: Mapping[str, str], body: bytes, timestamp: datetime) -> None:
        super().__init__("stale")
        self.query = {name: query[name] for name in _PARAMETERS if name in query}
        self.body = body
        self.timestamp = timestamp


def open_delivery(
    keys: ChannelKeys,
    query: Mapping[str, str],
    body: bytes,
    now: datetime,
    *,
    check_age: bool = True,
) -> Opened:
    """Return the trusted content of one POST; raises Refused (413 or 403) or its kind Stale.

    `query` are the URL's parameters, decoded; `now` is aware UTC.
    """
    if len(body) > MAX_BODY:
        raise Refused("too-large", 413)
    timestamp = _timestamp(query)
    sealed = None if keys.mode == "plain" else _signed_ciphertext(keys, query, body)
    if sealed is None:
        _check_plain_signature(keys, query)
    if check_age and abs(now - timestamp) > MAX_AGE:
        raise Stale(query, body, timestamp)
    content, reply_key = (body, None) if sealed is None else _decrypt_with_any(keys, sealed)
    return _read(content, timestamp, query["nonce"], reply_key)


def answer_echo(keys: ChannelKeys, query: Mapping[str, str], now: datetime) -> str:
    """Return the answer to the platform's URL check (GET), to be sent as text/plain; else Refused.

    The Official Account wants its echostr back; WeCom sends it sealed and wants the plain text.
    """
    timestamp = _timestamp(query)
    echo = query.get("echostr", "")
    if not echo or len(echo) > _MAX_ECHO:
        raise Refused("bad-parameters")
    if keys.channel == "work":
        _check_sealed_signature(keys, query, echo)
    else:
        _check_plain_signature(keys, query)
    if abs(now - timestamp) > MAX_AGE:
        raise Stale(query, b"", timestamp)
    if keys.channel == "official":
        return echo
    return _decrypt_with_any(keys, echo)[0].decode("utf-8", "replace")


def _timestamp(query: Mapping[str, str]) -> datetime:
    seconds = query.get("timestamp", "")
    if not _SECONDS.fullmatch(seconds) or "nonce" not in query:
        raise Refused("bad-parameters")
    if any(len(query.get(name, "")) > _MAX_PARAMETER for name in _PARAMETERS):
        raise Refused("bad-parameters")
    return datetime.fromtimestamp(int(seconds), UTC)


def _signed_ciphertext(keys: ChannelKeys, query: Mapping[str, str], body: bytes) -> str:
    if keys.channel == "official" and query.get("encrypt_type") != "aes":
        raise Refused("downgrade")
    candidates = list(islice(_ciphertexts(body), _MAX_CANDIDATES))
    if not candidates:
        raise Refused("no-ciphertext")
    for sealed in candidates:
        if _is_sealed_signature(keys, query, sealed):
            return sealed
    raise Refused("bad-signature")


def _ciphertexts(body: bytes) -> Iterator[str]:
    is_json = body.lstrip()[:1] == b"{"
    for match in (_SEALED_JSON if is_json else _SEALED_XML).finditer(body):
        yield match[1].decode("ascii").replace("\\/", "/")


def _is_sealed_signature(keys: ChannelKeys, query: Mapping[str, str], sealed: str) -> bool:
    given = query.get("msg_signature", "")
    return is_signed(given, keys.token, query["timestamp"], query["nonce"], sealed)


def _check_sealed_signature(keys: ChannelKeys, query: Mapping[str, str], sealed: str) -> None:
    if not _is_sealed_signature(keys, query, sealed):
        raise Refused("bad-signature")


def _check_plain_signature(keys: ChannelKeys, query: Mapping[str, str]) -> None:
    given = query.get("signature", "")
    if not is_signed(given, keys.token, query["timestamp"], query["nonce"]):
        raise Refused("bad-signature")


def _decrypt_with_any(keys: ChannelKeys, sealed: str) -> tuple[bytes, str]:
    """Return the content and the key that opened it, current key first."""
    reasons = set()
    for aes_key in keys.aes_keys:
        try:
            return decrypt(aes_key, keys.app_id, sealed), aes_key
        except CipherError as fault:
            reasons.add(fault.reason)
    raise Refused("wrong-receiver" if "wrong-receiver" in reasons else "bad-ciphertext")


def _read(content: bytes, timestamp: datetime, nonce: str, reply_key: str | None) -> Opened:
    try:
        fields, is_json = read_fields(content)
    except UnreadableError:
        # Genuine, so it is kept and answered 200: refusing would only bring the same bytes again.
        kept = content.decode("utf-8", "backslashreplace")
        return Opened({}, timestamp, nonce, reply_key, is_json=False, unreadable=kept)
    return Opened(fields, timestamp, nonce, reply_key, is_json)
