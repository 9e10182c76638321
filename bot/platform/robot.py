"""A group's robot (消息推送, formerly 群机器人): writes into one group, hears nothing.

Its key is all that its address needs, so it is a secret. It must stay below 20 messages a minute;
the ladder counts them. (Source: WDOC/99110, 91770: text 2048 bytes, markdown
4096, pictures as base64 with their MD5.)
"""

import hashlib
from base64 import b64encode
from typing import Final

from bot.platform.api import accepted
from bot.platform.http import Http
from bot.platform.reactions import reaction_to
from bot.reply import fit_bytes
from catalogue.reading.parts import parts_of

CHANNEL: Final = "robot"  # of the duty group
GROUP: Final = "group"  # the observers' own
DUTY: Final = "duty"  # the recipient: the one group that we know
NO_SUCH_ROBOT: Final = 93000
PLATFORM: Final = "https://qyapi.weixin.qq.com"
_SEND: Final = "/cgi-bin/webhook/send"
_TEXT_BYTES: Final = 2048
_MARKDOWN_BYTES: Final = 4096


class GroupRobot:
    """One robot in one group."""

    def __init__(self, http: Http, key: str, channel: str = CHANNEL) -> None:
        self._http = http
        self._key = key
        self._channel = channel

    def send_text(self, recipient: str, text: str) -> None:  # noqa: ARG002 - a robot has one group
        """Write a text into the group. Raises PlatformError."""
        self._send({"msgtype": "text", "text": {"content": fit_bytes(text)}})

    def knock(self) -> int:
        """Send what no group shows and return the errcode: 93000 where no robot has this key.

        Which other code comes is not documented; whatever it is, the key is known. Raises NoAnswer.
        """
        answer = self._http.post_json(_SEND, {"key": self._key}, {"msgtype": "none"})
        errcode = answer.get("errcode")
        return errcode if isinstance(errcode, int) else 0

    def send_markdown(self, text: str) -> None:
        """Write a long text into the group, in parts that end between lines where they can.

        Raises PlatformError.
        """
        for part in parts_of(text, _MARKDOWN_BYTES):
            self._send({"msgtype": "markdown", "markdown": {"content": part}})

    def send_whole(self, text: str) -> None:
        """Write all of a text: as markdown where it is longer than a plain one may be.

        Raises PlatformError.
        """
        if len(text.encode()) <= _TEXT_BYTES:
            self.send_text("", text)
        else:
            self.send_markdown(text)

    def send_picture(self, picture: bytes) -> None:
        """Show a JPEG or PNG of at most 2 MB in the group. Raises PlatformError."""
        named = {
            "base64": b64encode(picture).decode(),
            "md5": hashlib.md5(picture, usedforsecurity=False).hexdigest(),
        }
        self._send({"msgtype": "image", "image": named})

    def _send(self, body: dict[str, object]) -> None:
        answer = self._http.post_json(_SEND, {"key": self._key}, body)
        accepted(self._channel, answer, reaction_to)
