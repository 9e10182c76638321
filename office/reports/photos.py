"""Photos for the logged-in: the small and the larger copy, never the original with its traces."""

from collections.abc import Callable
from http import HTTPStatus

from flask import Response, abort, request
from flask.typing import ResponseReturnValue

from office.parts import ConsoleParts, Page
from storage.blobs.files import shown_key, thumb_key
from storage.report_pages import stored_photo

# The browser of the one who is logged in may keep a photo, nobody on the way may.
_KEEP = "private, max-age=86400, immutable"


class PhotoPages:
    """The two copies of a stored photo, by the id of its row."""

    def __init__(self, parts: ConsoleParts) -> None:
        self._parts = parts

    def table(self) -> tuple[Page, ...]:
        """Return these pages with their addresses."""
        return (
            ("GET", "/photos/<int:media_id>/thumb.jpg", "thumb", self.thumb),
            ("GET", "/photos/<int:media_id>/shown.jpg", "shown", self.shown),
        )

    def thumb(self, media_id: int) -> ResponseReturnValue:
        """Give the small copy."""
        return photo_copy(self._parts, media_id, thumb_key)

    def shown(self, media_id: int) -> ResponseReturnValue:
        """Give the larger copy."""
        return photo_copy(self._parts, media_id, shown_key)


def photo_copy(parts: ConsoleParts, media_id: int, key_of: Callable[[str], str]) -> Response:
    """Give one copy of a stored photo; whether the person may see it is asked before."""
    with parts.database.read() as connection:
        sha256 = stored_photo(connection, media_id)
    if sha256 is None:
        abort(404)
    response = Response(mimetype="image/jpeg", headers={"Cache-Control": _KEEP})
    response.set_etag(key_of(sha256))
    if response.make_conditional(request).status_code == HTTPStatus.NOT_MODIFIED:
        return response
    try:
        response.data = parts.files.get(key_of(sha256))
    except FileNotFoundError:
        abort(404)
    return response
