"""The platform's HTTP caller: one request, one deadline, no retries of its own."""

from dataclasses import dataclass
from http.client import HTTPConnection
from urllib.parse import urlencode, urlsplit

import requests
from urllib3.exceptions import MaxRetryError, NewConnectionError

from simulator.envelope import Sealed


class NotReceived(Exception):
    """No answer came; the text names the trouble: refused, timeout, hang_up or broken."""


@dataclass(frozen=True)
class Answer:
    """What the service answered."""

    status: int
    body: str


def post(url: str, sealed: Sealed, deadline_seconds: float) -> Answer:
    """Post a callback; raises NotReceived when nothing comes back within the deadline."""
    return _call("POST", url, sealed.query, deadline_seconds, sealed)


def get(url: str, query: dict[str, str], deadline_seconds: float) -> Answer:
    """Ask for a URL check; raises NotReceived like `post`."""
    return _call("GET", url, query, deadline_seconds, None)


def _call(
    method: str, url: str, query: dict[str, str], deadline_seconds: float, sealed: Sealed | None
) -> Answer:
    with requests.Session() as session:
        session.trust_env = False
        try:
            response = session.request(
                method,
                url,
                params=query,
                data=sealed.body if sealed else None,
                headers={"Content-Type": sealed.content_type} if sealed else None,
                timeout=deadline_seconds,
                allow_redirects=False,
            )
        except requests.Timeout as error:
            raise NotReceived("timeout") from error
        except requests.RequestException as error:
            raise NotReceived("refused" if _never_connected(error) else "broken") from error
        return Answer(response.status_code, response.content.decode(errors="replace"))


def _never_connected(error: requests.RequestException) -> bool:
    cause = error.args[0] if error.args else None
    return isinstance(cause, MaxRetryError) and isinstance(cause.reason, NewConnectionError)


def post_and_hang_up(url: str, sealed: Sealed, deadline_seconds: float) -> None:
    """Send a whole callback and drop the connection without waiting; always raises NotReceived."""
    parts = urlsplit(url)
    connection = HTTPConnection(parts.hostname or "", parts.port or 80, timeout=deadline_seconds)
    try:
        connection.request(
            "POST",
            f"{parts.path}?{urlencode(sealed.query)}",
            body=sealed.body,
            headers={"Content-Type": sealed.content_type},
        )
    except OSError as error:
        raise NotReceived("refused") from error
    finally:
        connection.close()
    raise NotReceived("hang_up")
