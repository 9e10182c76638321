"""The WeCom app's calls: gettoken, message/send and temporary media.

Sources: WDOC/91039, 90236, 90254. A text whose answer was lost may be sent again: the platform's
duplicate check swallows the second one for half an hour.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Final

from bot.platform.api import Api, token_given
from bot.platform.errors import NoAnswer, NotReached, Refused, TooLarge
from bot.platform.http import Answer, Http
from bot.platform.reactions import Act
from bot.platform.tokens import FreshToken, TokenSource
from bot.reply import fit_bytes
from catalogue.wording import staff_outbox as words

CHANNEL: Final = "work"
_MEDIA: Final = "/cgi-bin/media/get"
_PART_BYTES: Final = 4 << 20
_DUPLICATE_SECONDS: Final = 1800
_NOT_REACHED: Final = {"invaliduser": words.NO_RECIPIENT, "unlicenseduser": words.NO_LICENCE}


class WorkApp:
    """One self-built app of WeCom (企业微信自建应用)."""

    def __init__(self, http: Http, tokens: TokenSource, agent_id: int) -> None:
        self._api = Api(CHANNEL, http, tokens)
        self._agent_id = agent_id

    def send_text(self, recipient: str, text: str) -> None:
        """Send an app message. Raises PlatformError; NotReached beside errcode 0."""
        answer = self._api.post(
            "/cgi-bin/message/send",
            {
                "touser": recipient,
                "agentid": self._agent_id,
                "msgtype": "text",
                "text": {"content": fit_bytes(text)},
                "enable_duplicate_check": 1,
                "duplicate_check_interval": _DUPLICATE_SECONDS,
            },
        )
        for name, cause in _NOT_REACHED.items():
            if answer.get(name):
                raise NotReached(cause)

    def publish_menu(self, body: Mapping[str, Any]) -> None:
        """Replace the app's menu (WDOC/90231). Raises PlatformError."""
        self._api.post("/cgi-bin/menu/create", body, {"agentid": str(self._agent_id)})

    def fetch_media(self, media_id: str, most: int) -> bytes:
        """Return a file; one that the platform gives only by parts is asked for by parts."""
        try:
            return self._content({"media_id": media_id}, most, {}).content
        except Refused as error:
            if error.reaction.act is not Act.BY_PARTS:
                raise
        return self._by_parts(media_id, most)

    def _by_parts(self, media_id: str, most: int) -> bytes:
        pieces: list[bytes] = []
        size, whole = 0, 1
        while size < whole:
            headers = {"Range": f"bytes={size}-{size + _PART_BYTES - 1}"}
            answer = self._content({"media_id": media_id}, most, headers)
            start, whole = _range_of(answer)
            if start != size:
                raise NoAnswer("another part than asked for", may_have_arrived=False)
            if whole > most:
                raise TooLarge
            pieces.append(answer.content)
            size += len(answer.content)
        return b"".join(pieces)

    def _content(self, params: dict[str, str], most: int, headers: dict[str, str]) -> Answer:
        answer = self._api.file(_MEDIA, params, most, headers)
        if isinstance(answer, dict):
            raise NoAnswer("JSON in place of a file", may_have_arrived=False)
        return answer


def _range_of(answer: Answer) -> tuple[int, int]:
    """Return where a part begins and how long the whole is, in bytes. Raises NoAnswer."""
    said = answer.headers.get("Content-Range", "")
    found = re.fullmatch(r"bytes (\d{1,12})-\d{1,12}/(\d{1,12})", said)
    if found is None or not answer.content:
        raise NoAnswer("a part without its place", may_have_arrived=False)
    return int(found[1]), int(found[2])


@dataclass(frozen=True, slots=True)
class AppToken:
    """Fetches a WeCom app's token: the same while it lives, for this platform knows no force."""

    http: Http
    corp_id: str
    secret: str = field(repr=False)

    def __call__(self, *, force: bool = False) -> FreshToken:  # noqa: ARG002 - see above
        """Return the token. Raises PlatformError."""
        query = {"corpid": self.corp_id, "corpsecret": self.secret}
        return token_given(CHANNEL, self.http.get_json("/cgi-bin/gettoken", query))
