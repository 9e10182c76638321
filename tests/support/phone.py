"""An observer's phone: says things through the real webhook, sealed by wechatpy as the platform is.

A foreign implementation seals and opens, so that one mistake of ours cannot hide on both sides.
"""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from itertools import count

import xmltodict
from wechatpy.crypto import WeChatCrypto

from handlers.messages import Channel

TOKEN = "guancha2026"
AES_KEY = "kY3nT8vQe1LrZ5wXc7Bs9DgFhJ2mPaU4oKiN6tRyVbE"
APP_ID = "wx3f9c27d41a5b6e80"
CORP_ID = "ww5a1f3c9d2e7b4860"
RECEIVERS: Mapping[Channel, str] = {"official": APP_ID, "work": CORP_ID}
BLACKFIELD = (27.25, 111.74, "湖南省邵东市黑田铺镇")

_SERIAL = count(1)


@dataclass(frozen=True)
class Call:
    """One HTTP call of the platform."""

    path: str
    query: dict[str, str]
    body: bytes


@dataclass(frozen=True)
class Response:
    """What our server answered; `inner` is the decrypted XML, empty for silence."""

    status: int
    inner: str

    @property
    def text(self) -> str:
        """The sentence the observer reads, empty for silence."""
        return xmltodict.parse(self.inner)["xml"]["Content"] if self.inner else ""


Post = Callable[[Call], tuple[int, str]]


@dataclass(frozen=True)
class Push:
    """What the platform has to say, before it is sealed; sealing again gives other bytes."""

    channel: Channel
    inner: str

    def seal(self, now: datetime) -> Call:
        """Encrypt with fresh random bytes, sign and frame."""
        seconds, nonce = str(int(now.timestamp())), f"n{next(_SERIAL)}"
        crypto = WeChatCrypto(TOKEN, AES_KEY, RECEIVERS[self.channel])
        sealed = xmltodict.parse(crypto.encrypt_message(self.inner, nonce, seconds))["xml"]
        query = {"timestamp": seconds, "nonce": nonce, "msg_signature": sealed["MsgSignature"]}
        if self.channel == "official":
            query |= {"encrypt_type": "aes", "signature": "0" * 40, "openid": "o"}
        body = f"<xml><ToUserName>us</ToUserName><Encrypt>{sealed['Encrypt']}</Encrypt></xml>"
        return Call(f"/wechat/{self.channel}", query, body.encode())


def open_response(channel: Channel, status: int, body: str) -> Response:
    """Check the signature of our answer and decrypt it, as the platform does."""
    if status != 200 or not body:
        return Response(status, "")
    sealed = xmltodict.parse(body)["xml"]
    crypto = WeChatCrypto(TOKEN, AES_KEY, RECEIVERS[channel])
    inner = crypto.decrypt_message(
        body, sealed["MsgSignature"], sealed["TimeStamp"], sealed["Nonce"]
    )
    return Response(200, inner)


class Phone:
    """One account on one channel. Every `says`, `sends_…` returns the sentence that came back."""

    def __init__(
        self, channel: Channel, sender: str, post: Post, clock: Callable[[], datetime]
    ) -> None:
        self.channel, self.sender = channel, sender
        self._post, self._clock = post, clock
        self.last: Push | None = None

    def says(self, text: str, **when: object) -> str:
        """Type words."""
        return self.sends(f"<MsgType>text</MsgType><Content>{cdata(text)}</Content>", **when)

    def sends_photo(self, media_id: str = "", **when: object) -> str:
        """Send one picture."""
        media = media_id or f"m{next(_SERIAL)}"
        return self.sends(
            f"<MsgType>image</MsgType><PicUrl>http://p</PicUrl><MediaId>{media}</MediaId>", **when
        )

    def sends_voice(self, **when: object) -> str:
        """Speak."""
        kind = "<MsgType>voice</MsgType><Format>amr</Format>"
        return self.sends(f"{kind}<MediaId>v{next(_SERIAL)}</MediaId>", **when)

    def sends_video(self, **when: object) -> str:
        """Send a film."""
        kind = "<MsgType>video</MsgType><ThumbMediaId>t</ThumbMediaId>"
        return self.sends(f"{kind}<MediaId>f{next(_SERIAL)}</MediaId>", **when)

    def sends_place(self, lat: object, lon: object, label: str = "", **when: object) -> str:
        """Send a position."""
        return self.sends(
            f"<MsgType>location</MsgType><Location_X>{lat}</Location_X>"
            f"<Location_Y>{lon}</Location_Y><Scale>16</Scale><Label>{cdata(label)}</Label>",
            **when,
        )

    def sends_link(self, title: str, url: str = "https://example.cn/a", **when: object) -> str:
        """Share an article."""
        return self.sends(
            f"<MsgType>link</MsgType><Title>{cdata(title)}</Title>"
            f"<Description>d</Description><Url>{cdata(url)}</Url>",
            **when,
        )

    def does(self, event: str, key: str = "", **when: object) -> str:
        """Follow, scan, press a menu item…"""
        return self.sends(
            f"<MsgType>event</MsgType><Event>{event}</Event><EventKey>{cdata(key)}</EventKey>",
            numbered=False,
            **when,
        )

    def sends(self, inner: str, **when: object) -> str:
        """Send any message; it must be answered 200."""
        response = self.delivers(self.push(inner, **when))
        assert response.status == 200, response.status
        return response.text

    def repeats(self) -> str:
        """Let the platform push the last message once more, sealed anew."""
        assert self.last is not None
        return self.delivers(self.last).text

    def push(
        self,
        inner: str,
        *,
        at: datetime | None = None,
        numbered: bool = True,
        msg_id: int | None = None,
    ) -> Push:
        """Make a message; `at` is its CreateTime (now by default)."""
        number = f"<MsgId>{msg_id or 10**18 + next(_SERIAL)}</MsgId>" if numbered else ""
        created = int((at or self._clock()).timestamp())
        return Push(
            self.channel,
            f"<xml><ToUserName>gh_office</ToUserName><FromUserName>{self.sender}</FromUserName>"
            f"<CreateTime>{created}</CreateTime>{inner}{number}</xml>",
        )

    def text_push(self, text: str, **when: object) -> Push:
        """Make a text message without sending it."""
        return self.push(f"<MsgType>text</MsgType><Content>{cdata(text)}</Content>", **when)

    def delivers(self, push: Push) -> Response:
        """Post one push and open the answer, whatever its status."""
        self.last = push
        return open_response(self.channel, *self._post(push.seal(self._clock())))


def cdata(text: str) -> str:
    """Write text into XML as the platform does."""
    return "<![CDATA[" + text.replace("]]>", "]]]]><![CDATA[>") + "]]>"


def number_in(text: str) -> str:
    """Return the report's number that a sentence names."""
    found = re.search(r"\d{4}-\d+", text)
    assert found, text
    return found[0]
