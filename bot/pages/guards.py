"""What stands before and behind every page: headers, compression, the size of what is sent."""

import base64
import gzip
import hashlib
from collections.abc import Callable, Mapping
from typing import Final

from flask import Blueprint, Response, request
from werkzeug.exceptions import RequestEntityTooLarge

from office.access.bodies import read_away

_POLICY: Final = (
    "default-src 'none'; style-src '{style}'; script-src '{script}'; img-src 'self' data:; "
    "connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
)
_HEADERS: Final = {
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "X-Robots-Tag": "noindex, nofollow, noarchive",
    "Referrer-Policy": "no-referrer",  # the address is the key
    "Cross-Origin-Opener-Policy": "same-origin",
    "Permissions-Policy": "microphone=(), geolocation=()",
    "Cache-Control": "no-store",
    "Vary": "Accept-Encoding, Accept",
}
_PACKED: Final = ("text/html", "application/json")
_LARGEST_FORM: Final = 64 << 10
# A file is read in pieces of 64 KiB, and a piece with what was left over counts as words.
_LARGEST_TEXTS: Final = 256 << 10
_FILES_AT_ONCE: Final = 2  # of the largest; without script several are sent together


class TooMuch(RequestEntityTooLarge):
    """What was sent is too large; `is_file`: it was a photo."""

    def __init__(self, *, is_file: bool) -> None:
        super().__init__()
        self.is_file = is_file


def protect(blueprint: Blueprint, style: str, script: str) -> None:
    """Put headers and compression on a blueprint whose pages have this style and script inside."""
    headers = {
        "Content-Security-Policy": _POLICY.format(style=_hash(style), script=_hash(script)),
        **_HEADERS,
    }
    blueprint.after_request(_finisher(headers))


def cap_bodies(blueprint: Blueprint, files: Mapping[str, int]) -> None:
    """Refuse what is larger than a form, or at these endpoints than the largest file, in bytes."""

    def cap() -> None:
        largest = files.get(request.endpoint or "")
        room = _LARGEST_FORM if largest is None else _FILES_AT_ONCE * largest + _LARGEST_FORM
        request.max_content_length = room
        request.max_form_memory_size = _LARGEST_TEXTS
        if (request.content_length or 0) > room:
            read_away(request.content_length or 0)
            raise TooMuch(is_file=largest is not None)

    blueprint.before_request(cap)


def wants_json() -> bool:
    """Whether the page's own script asks."""
    return request.accept_mimetypes.best == "application/json"


def _finisher(headers: dict[str, str]) -> Callable[[Response], Response]:
    def finish(response: Response) -> Response:
        response.headers.update(headers)
        if response.mimetype in _PACKED and request.accept_encodings["gzip"] > 0:
            response.set_data(gzip.compress(response.get_data(), mtime=0))
            response.headers["Content-Encoding"] = "gzip"
        return response

    return finish


def _hash(text: str) -> str:
    digest = hashlib.sha256(text.encode()).digest()
    return f"sha256-{base64.b64encode(digest).decode()}"
