"""One account's envelopes: sealed requests with their query, and the opening of passive replies."""

import hmac
import json
import secrets
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from simulator.crypto import CryptoError, MessageCrypto, sign
from simulator.settings import Mode, OfficialAccount, PushFormat, WorkAccount
from simulator.xml import Payload, Value, from_xml, to_xml


class BadReply(ValueError):
    """A passive reply the platform would not show; the text says why."""


@dataclass(frozen=True)
class Stamp:
    """Timestamp and nonce of one try; made anew for each, as the platform does."""

    timestamp: str
    nonce: str

    @classmethod
    def fresh(cls, now: datetime, *, aged_seconds: float = 0.0) -> "Stamp":
        """Make one for this moment, or for one long ago."""
        moment = now - timedelta(seconds=aged_seconds)
        return cls(str(int(moment.timestamp())), str(secrets.randbelow(10**10)))


@dataclass(frozen=True)
class Sealed:
    """A callback ready to be posted."""

    query: dict[str, str]
    body: bytes
    content_type: str

    def forged(self) -> "Sealed":
        """Give the same callback under signatures that the token did not make."""
        fakes = {name: secrets.token_hex(20) for name in self.query if name.endswith("signature")}
        return replace(self, query=self.query | fakes)


def _write(payload: Payload, push_format: PushFormat) -> tuple[str, str]:
    if push_format == "json":
        return json.dumps(payload, ensure_ascii=False), "application/json"
    return to_xml(payload), "text/xml"


class OfficialEnvelope:
    """The Official Account's callbacks in any of its modes and formats."""

    def __init__(self, account: OfficialAccount, mode: Mode, push_format: PushFormat) -> None:
        self._account, self._mode, self._format = account, mode, push_format
        self._crypto = MessageCrypto(account.encoding_aes_key, account.app_id)

    def seal(self, payload: Payload, stamp: Stamp) -> Sealed:
        """Sign, and encrypt unless the mode is plain, a message for the service."""
        token = self._account.token
        query = {
            "signature": sign(token, stamp.timestamp, stamp.nonce),
            "timestamp": stamp.timestamp,
            "nonce": stamp.nonce,
            "openid": str(payload["FromUserName"]),
        }
        message, content_type = _write(payload, self._format)
        if self._mode == "plain":
            return Sealed(query, message.encode(), content_type)
        sealed = self._crypto.seal(message)
        query["encrypt_type"] = "aes"
        query["msg_signature"] = sign(token, stamp.timestamp, stamp.nonce, sealed)
        outer: dict[str, Value] = (
            dict(payload) if self._mode == "compatible" else {"ToUserName": payload["ToUserName"]}
        )
        body, _ = _write(outer | {"Encrypt": sealed}, self._format)
        return Sealed(query, body.encode(), content_type)

    def open(self, body: str) -> dict[str, str]:
        """Give the fields of a passive reply; raises BadReply for one the platform would refuse."""
        fields = _read(body, json_allowed=self._format == "json")
        if "Encrypt" not in fields:
            if self._mode == "secure":
                raise BadReply("secure mode wants an encrypted reply")
            return fields
        if self._mode == "plain":
            raise BadReply("plain mode wants a plain reply")
        message = _open_sealed(fields, self._account.token, self._crypto)
        return _read(message, json_allowed=self._format == "json")

    def greeting(self, stamp: Stamp) -> tuple[dict[str, str], str]:
        """Give the query of a URL check and the answer it must get: echostr as it stands."""
        echo = str(secrets.randbelow(10**19))
        query = {
            "signature": sign(self._account.token, stamp.timestamp, stamp.nonce),
            "timestamp": stamp.timestamp,
            "nonce": stamp.nonce,
            "echostr": echo,
        }
        return query, echo


class WorkEnvelope:
    """WeCom's callbacks; only the encrypted XML form exists."""

    def __init__(self, account: WorkAccount) -> None:
        self._account = account
        self._crypto = MessageCrypto(account.encoding_aes_key, account.corp_id)

    def _query(self, stamp: Stamp, sealed: str) -> dict[str, str]:
        return {
            "msg_signature": sign(self._account.token, stamp.timestamp, stamp.nonce, sealed),
            "timestamp": stamp.timestamp,
            "nonce": stamp.nonce,
        }

    def seal(self, payload: Payload, stamp: Stamp) -> Sealed:
        """Encrypt and sign a message for the service."""
        sealed = self._crypto.seal(to_xml(payload))
        agent_id = str(payload.get("AgentID", ""))
        outer = {"ToUserName": self._account.corp_id, "AgentID": agent_id, "Encrypt": sealed}
        return Sealed(self._query(stamp, sealed), to_xml(outer).encode(), "text/xml")

    def open(self, body: str) -> dict[str, str]:
        """Give the fields of a passive reply; raises BadReply for one the platform would refuse."""
        fields = _read(body, json_allowed=False)
        if "Encrypt" not in fields:
            raise BadReply("WeCom wants an encrypted reply")
        return _read(_open_sealed(fields, self._account.token, self._crypto), json_allowed=False)

    def greeting(self, stamp: Stamp) -> tuple[dict[str, str], str]:
        """Give the query of a URL check and the answer it must get: echostr decrypted."""
        echo = str(secrets.randbelow(10**19))
        sealed = self._crypto.seal(echo)
        return self._query(stamp, sealed) | {"echostr": sealed}, echo


Envelope = OfficialEnvelope | WorkEnvelope


def _read(body: str, *, json_allowed: bool) -> dict[str, str]:
    if body.lstrip().startswith("{"):
        if not json_allowed:
            raise BadReply("a JSON reply to an XML message")
        return _read_json(body)
    try:
        return from_xml(body)
    except ValueError as error:
        raise BadReply(str(error)) from error


def _read_json(body: str) -> dict[str, str]:
    try:
        fields = json.loads(body)
    except ValueError as error:
        raise BadReply("the reply is broken JSON") from error
    return {name: str(value) for name, value in fields.items()}


def _open_sealed(fields: Mapping[str, str], token: str, crypto: MessageCrypto) -> str:
    missing = {"Encrypt", "MsgSignature", "TimeStamp", "Nonce"} - fields.keys()
    if missing:
        raise BadReply(f"the reply lacks {', '.join(sorted(missing))}")
    expected = sign(token, fields["TimeStamp"], fields["Nonce"], fields["Encrypt"])
    if not hmac.compare_digest(expected.encode(), fields["MsgSignature"].encode()):
        raise BadReply("the reply's signature is wrong")
    try:
        return crypto.open(fields["Encrypt"])
    except CryptoError as error:
        raise BadReply(f"the reply cannot be decrypted: {error}") from error
