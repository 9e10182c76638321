"""HTTP towards one platform: timeouts on every call, capped answers, no redirects, no leaks.

A token travels in the address of nearly every call, so no exception of the HTTP library leaves this
module: their texts quote the address.
"""

import json
import logging
import time
from collections.abc import Mapping
from dataclasses import dataclass
from http import HTTPStatus
from http.cookiejar import DefaultCookiePolicy
from io import BytesIO
from typing import Any, Final
from urllib.parse import urlsplit

import requests
from urllib3.exceptions import NewConnectionError

from bot.platform.errors import NoAnswer, TooLarge

_logger = logging.getLogger(__name__)

JSON_BYTES: Final = 1 << 20
_PIECE: Final = 1 << 16
_LOOPBACK: Final = {"localhost", "127.0.0.1", "::1"}
_GOOD: Final = {HTTPStatus.OK, HTTPStatus.PARTIAL_CONTENT}


@dataclass(frozen=True, slots=True)
class Patience:
    """Seconds: to connect, between two pieces of an answer, for a whole answer or a whole file."""

    connect: float = 3.0
    read: float = 5.0
    whole: float = 15.0
    file: float = 60.0


@dataclass(frozen=True, slots=True)
class Answer:
    """An answer with status 200 or 206."""

    content: bytes
    headers: Mapping[str, str]


class Http:
    """Calls below one base address; safe for threads."""

    def __init__(self, base_url: str, patience: Patience | None = None) -> None:
        self.base_url = base_url.rstrip("/")
        self._patience = patience or Patience()
        self._session = requests.Session()
        # A proxy of the house is meant for the internet, never for this machine itself.
        self._session.trust_env = urlsplit(base_url).hostname not in _LOOPBACK
        self._session.headers["Accept-Encoding"] = "identity"  # nothing that swells when unpacked
        self._session.cookies.set_policy(DefaultCookiePolicy(allowed_domains=[]))

    def get_json(self, path: str, params: Mapping[str, str]) -> dict[str, Any]:
        """Return the JSON object that a GET gives. Raises NoAnswer."""
        whole = self._patience.whole
        answer = self._call("GET", self.base_url + path, JSON_BYTES, whole, params=params)
        return json_object(answer.content)

    def post_json(
        self, path: str, params: Mapping[str, str], body: Mapping[str, Any]
    ) -> dict[str, Any]:
        """Return the JSON object that a POST of JSON gives. Raises NoAnswer."""
        # The platforms show \\uXXXX to people as it is written, so it must be real UTF-8.
        data = json.dumps(body, ensure_ascii=False).encode()
        headers = {"Content-Type": "application/json; charset=utf-8"}
        url, whole = self.base_url + path, self._patience.whole
        answer = self._call(
            "POST", url, JSON_BYTES, whole, params=params, data=data, headers=headers
        )
        return json_object(answer.content)

    def post_bytes(self, path: str, data: bytes, headers: Mapping[str, str]) -> dict[str, Any]:
        """Return the JSON object that a POST of exactly these bytes gives. Raises NoAnswer."""
        url, whole = self.base_url + path, self._patience.whole
        return json_object(
            self._call("POST", url, JSON_BYTES, whole, data=data, headers=headers).content
        )

    def get(
        self,
        url: str,
        params: Mapping[str, str],
        most: int,
        headers: Mapping[str, str] | None = None,
    ) -> Answer:
        """Return the file that a GET gives. Raises NoAnswer, and TooLarge beyond `most` bytes."""
        whole = self._patience.file
        return self._call("GET", url, most, whole, params=params, headers=headers or {})

    def _call(self, method: str, url: str, most: int, whole: float, **request: Any) -> Answer:
        end = time.monotonic() + whole
        timeout = (self._patience.connect, self._patience.read)
        try:
            with self._session.request(
                method, url, timeout=timeout, allow_redirects=False, stream=True, **request
            ) as response:
                if response.status_code not in _GOOD:
                    raise NoAnswer(f"HTTP {response.status_code}", may_have_arrived=True)
                return Answer(_read(response, most, end), response.headers)
        except (requests.RequestException, ValueError) as error:
            trouble = NoAnswer(type(error).__name__, may_have_arrived=not _never_left(error))
        _logger.info("%s %s: %s", method, urlsplit(url).path, trouble)
        raise trouble


def json_object(content: bytes) -> dict[str, Any]:
    """Read the JSON object an answer must be. Raises NoAnswer for anything else."""
    try:
        value = json.loads(content)
    except ValueError:
        value = None
    if not isinstance(value, dict):
        raise NoAnswer("not a JSON object", may_have_arrived=True)
    return value


def _read(response: requests.Response, most: int, end: float) -> bytes:
    content = BytesIO()  # joining a list of pieces would hold the whole twice
    for piece in response.iter_content(_PIECE):
        content.write(piece)
        if content.tell() > most:
            raise TooLarge
        if time.monotonic() > end:
            raise NoAnswer("too slow", may_have_arrived=True)
    return content.getvalue()


def _never_left(error: Exception) -> bool:
    """Whether the request certainly did not reach the platform."""
    if isinstance(error, requests.ConnectTimeout | requests.exceptions.SSLError):
        return True
    reason = getattr(error.args[0], "reason", None) if error.args else None
    return isinstance(reason, NewConnectionError)
