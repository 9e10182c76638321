"""The official account's calls: stable_token, 客服消息, notices and temporary media.

Sources: MPDOC service/api/base/api_getstableaccesstoken, …/customer/message/api_sendcustommessage,
模板消息 message/template/send, 订阅通知 message/subscribe/bizsend. A text whose answer was lost may
arrive twice: for 客服消息 this platform knows no duplicate check. A template message's
client_msg_id swallows a second copy for ten minutes (from memory, unconfirmed).
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any, Final
from urllib.parse import urlsplit

from bot.platform.account import TemplateNotice
from bot.platform.api import Api, checked_file, token_given
from bot.platform.errors import NoAnswer
from bot.platform.http import Http
from bot.platform.tokens import FreshToken, TokenSource
from bot.reply import fit_bytes

CHANNEL: Final = "official"
_VIDEO_HOSTS: Final = (".qq.com", ".qpic.cn", ".weixin.qq.com", ".wechat.com")


class OfficialAccount:
    """One official account (公众号)."""

    def __init__(self, http: Http, tokens: TokenSource) -> None:
        self._http = http
        self._api = Api(CHANNEL, http, tokens)

    def send_text(self, recipient: str, text: str) -> None:
        """Send a 客服消息. Raises PlatformError."""
        body = {"touser": recipient, "msgtype": "text", "text": {"content": fit_bytes(text)}}
        self._api.post("/cgi-bin/message/custom/send", body)

    def send_template(self, recipient: str, notice: TemplateNotice) -> str:
        """Send a template message; returns the msgid of its later event. Raises PlatformError."""
        body = _notice(recipient, notice) | {"client_msg_id": notice.once_id}
        return _msg_id(self._api.post("/cgi-bin/message/template/send", body))

    def send_subscribed(self, recipient: str, notice: TemplateNotice) -> str:
        """Send a subscription notice, which uses up a consent. Raises PlatformError."""
        body = _notice(recipient, notice)
        return _msg_id(self._api.post("/cgi-bin/message/subscribe/bizsend", body))

    def publish_menu(self, body: Mapping[str, Any]) -> None:
        """Replace the menu (自定义菜单). Raises PlatformError."""
        self._api.post("/cgi-bin/menu/create", body)

    def fetch_media(self, media_id: str, most: int) -> bytes:
        """Return a file; a video comes by an address in place of its bytes."""
        answer = self._api.file("/cgi-bin/media/get", {"media_id": media_id}, most, {})
        if not isinstance(answer, dict):
            return answer.content
        address = answer.get("video_url")
        if not isinstance(address, str) or not self._is_the_platforms(address):
            raise NoAnswer("neither a file nor a video's address", may_have_arrived=False)
        return checked_file(self._http.get(address, {}, most)).content

    def scene_address(self, scene: str, lasts: timedelta) -> str:
        """Return what a QR must hold whose scan brings `scene` to us. Raises PlatformError.

        `lasts` is at most 30 days. (Source: MPDOC account/qrcode: 带参数的二维码, QR_STR_SCENE.)
        """
        body = {
            "expire_seconds": int(lasts.total_seconds()),
            "action_name": "QR_STR_SCENE",
            "action_info": {"scene": {"scene_str": scene}},
        }
        address = self._api.post("/cgi-bin/qrcode/create", body).get("url")
        if not isinstance(address, str) or not address:
            raise NoAnswer("a QR code without an address", may_have_arrived=True)
        return address

    def _is_the_platforms(self, address: str) -> bool:
        parts, ours = urlsplit(address), urlsplit(self._http.base_url)
        if parts.netloc == ours.netloc:
            return True
        host = "." + (parts.hostname or "")
        return parts.scheme in {"http", "https"} and host.endswith(_VIDEO_HOSTS)


def _notice(recipient: str, notice: TemplateNotice) -> dict[str, Any]:
    fields = {key: {"value": text} for key, text in notice.fields.items()}
    return {"touser": recipient, "template_id": notice.template, "data": fields}


def _msg_id(answer: Mapping[str, Any]) -> str:
    msg_id = answer.get("msgid")
    return str(msg_id) if isinstance(msg_id, int | str) else ""


@dataclass(frozen=True, slots=True)
class StableToken:
    """Fetches an official account's token: the same on repeat calls until it is forced."""

    http: Http
    app_id: str
    secret: str = field(repr=False)

    def __call__(self, *, force: bool = False) -> FreshToken:
        """Return the token. Raises PlatformError."""
        body = {
            "grant_type": "client_credential",
            "appid": self.app_id,
            "secret": self.secret,
            "force_refresh": force,
        }
        return token_given(CHANNEL, self.http.post_json("/cgi-bin/stable_token", {}, body))
