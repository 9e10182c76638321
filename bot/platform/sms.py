"""Short messages by Tencent Cloud: one signed call for each, to one number.

Sources: cloud.tencent.com/document/api/382/55981 (SendSms, 2021-01-11), 382/52072 (signature v3,
TC3-HMAC-SHA256). A number is in the body alone and never in a log.
"""

import hashlib
import hmac
import json
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any, Final, Protocol
from urllib.parse import urlsplit

from bot.clock import Clock
from bot.platform.errors import NoAnswer, PlatformError
from bot.platform.http import Http
from bot.platform.sms_reactions import TextReaction, reaction_to

_ALGORITHM: Final = "TC3-HMAC-SHA256"
_ACTION, _VERSION, _SERVICE = "SendSms", "2021-01-11", "sms"
_JSON: Final = "application/json; charset=utf-8"
_SIGNED: Final = "content-type;host;x-tc-action"


class TextRefused(PlatformError):
    """The provider said no; `code` is its own word for why, `reaction` what follows."""

    def __init__(self, code: str) -> None:
        self.code = code
        self.reaction: TextReaction = reaction_to(code)
        super().__init__(self.reaction.cause)


class ShortMessages(Protocol):
    """Whatever sends a short message by a template that the provider has approved."""

    def send(self, phone: str, template: str, values: Sequence[str]) -> None:
        """Send one to an eleven-digit number. Raises TextRefused, NoAnswer."""
        ...


@dataclass(frozen=True, slots=True)
class TencentAccount:
    """An account of Tencent Cloud and its application for short messages."""

    secret_id: str
    secret_key: str = field(repr=False)
    app_id: str
    sign_name: str
    region: str


class TencentTexts:
    """`ShortMessages` over the provider's HTTP interface."""

    def __init__(self, http: Http, account: TencentAccount, clock: Clock) -> None:
        self._http, self._account, self._clock = http, account, clock

    def send(self, phone: str, template: str, values: Sequence[str]) -> None:
        """Send one; asks for one number at a time, so that the answer speaks of it alone."""
        body = {
            "PhoneNumberSet": [f"+86{phone}"],
            "SmsSdkAppId": self._account.app_id,
            "SignName": self._account.sign_name,
            "TemplateId": template,
            "TemplateParamSet": list(values),
        }
        data = json.dumps(body, ensure_ascii=False).encode()
        _accept(self._http.post_bytes("/", data, self._headers(data)))

    def _headers(self, data: bytes) -> dict[str, str]:
        now = self._clock().astimezone(UTC)
        return {
            "Content-Type": _JSON,
            "X-TC-Action": _ACTION,
            "X-TC-Version": _VERSION,
            "X-TC-Region": self._account.region,
            "X-TC-Timestamp": str(int(now.timestamp())),
            "Authorization": self._authorization(data, now),
        }

    def _authorization(self, data: bytes, now: datetime) -> str:
        address = urlsplit(self._http.base_url)
        named = f"content-type:{_JSON}\nhost:{address.netloc}\nx-tc-action:{_ACTION.lower()}\n"
        parts = ("POST", f"{address.path}/", "", named, _SIGNED, hashlib.sha256(data).hexdigest())
        asked = hashlib.sha256("\n".join(parts).encode()).hexdigest()
        scope = f"{now:%Y-%m-%d}/{_SERVICE}/tc3_request"
        to_sign = f"{_ALGORITHM}\n{int(now.timestamp())}\n{scope}\n{asked}"
        key = f"TC3{self._account.secret_key}".encode()
        for step in scope.split("/"):
            key = hmac.digest(key, step.encode(), "sha256")
        signature = hmac.digest(key, to_sign.encode(), "sha256").hex()
        credential = f"Credential={self._account.secret_id}/{scope}"
        return f"{_ALGORITHM} {credential}, SignedHeaders={_SIGNED}, Signature={signature}"


def _accept(answer: dict[str, Any]) -> None:
    """Return where the one number was accepted. Raises TextRefused, NoAnswer."""
    given = answer.get("Response")
    if isinstance(given, dict) and isinstance(given.get("Error"), dict):
        raise TextRefused(str(given["Error"].get("Code", "")))
    sent = given.get("SendStatusSet") if isinstance(given, dict) else None
    if not isinstance(sent, list) or len(sent) != 1 or not isinstance(sent[0], dict):
        raise NoAnswer("no status of the one number", may_have_arrived=True)
    code = str(sent[0].get("Code", ""))
    if code != "Ok":
        raise TextRefused(code)
