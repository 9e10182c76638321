"""Voices and videos for the logged-in: the copy to play, by ranges, and the original to download.

A player that is paused leaves its connection open, and every open connection holds one of the web's
threads. So an answer to a range carries at most a megabyte; the browser asks for the next.
"""

from http import HTTPStatus
from typing import BinaryIO, Final

from flask import Response, abort, request
from flask.typing import ResponseReturnValue
from werkzeug.http import parse_range_header
from werkzeug.wsgi import wrap_file

from office.parts import ConsoleParts, Page
from storage.blobs.files import original_key, played_key, poster_key
from storage.photos.recording_rows import StoredRecording, stored_recording

_KEEP: Final = "private, max-age=86400, immutable"
_MOST_OF_A_RANGE: Final = 1 << 20  # bytes
_PLAYED: Final = {"voice": ("mp3", "audio/mpeg"), "video": ("mp4", "video/mp4")}
_ENDINGS: Final = {
    "audio/amr": "amr",
    "audio/silk": "silk",
    "audio/mpeg": "mp3",
    "audio/mp4": "m4a",
    "audio/wav": "wav",
    "audio/ogg": "ogg",
    "video/mp4": "mp4",
    "video/quicktime": "mov",
    "video/3gpp": "3gp",
    "video/webm": "webm",
}


class RecordingPages:
    """What is played, what is seen before it is played, and what came."""

    def __init__(self, parts: ConsoleParts) -> None:
        self._parts = parts

    def table(self) -> tuple[Page, ...]:
        """Return these pages with their addresses."""
        return (
            ("GET", "/recordings/<int:media_id>/play", "play", self.play),
            ("GET", "/recordings/<int:media_id>/poster.jpg", "poster", self.poster),
            ("GET", "/recordings/<int:media_id>/original", "original", self.original),
        )

    def play(self, media_id: int) -> ResponseReturnValue:
        """Give what the browser plays, whole or the range it asks for."""
        row = self._row(media_id)
        if not row.playable:
            abort(404)
        ending, mime = _PLAYED[row.kind]
        is_copy = row.playable == "copy"
        return self._send(
            played_key(row.sha256, ending) if is_copy else original_key(row.sha256), mime
        )

    def poster(self, media_id: int) -> ResponseReturnValue:
        """Give a video's still picture."""
        row = self._row(media_id)
        if not row.poster:
            abort(404)
        return self._send(poster_key(row.sha256), "image/jpeg")

    def original(self, media_id: int) -> ResponseReturnValue:
        """Give a voice or a video as it came, to be saved and never to be shown."""
        row = self._row(media_id)
        response = self._send(original_key(row.sha256), "application/octet-stream")
        name = f"{row.number}-{row.media_id}.{_ENDINGS.get(row.mime, 'bin')}"
        response.headers.set("Content-Disposition", "attachment", filename=name)
        return response

    def _row(self, media_id: int) -> StoredRecording:
        with self._parts.database.read() as connection:
            row = stored_recording(connection, media_id)
        if row is None:
            abort(404)
        return row

    def _send(self, key: str, mime: str) -> Response:
        response = Response(mimetype=mime, headers={"Cache-Control": _KEEP})
        response.headers["Accept-Ranges"] = "bytes"
        response.set_etag(key)
        if response.make_conditional(request).status_code == HTTPStatus.NOT_MODIFIED:
            return response
        try:
            size, file = self._parts.files.size(key), self._parts.files.open(key)
        except FileNotFoundError:
            abort(404)
        wanted = parse_range_header(request.headers.get("Range"))
        if wanted is None or wanted.units != "bytes" or len(wanted.ranges) != 1:
            response.content_length = size
            response.direct_passthrough = True
            response.response = wrap_file(request.environ, file)
            response.call_on_close(file.close)
            return response
        with file:
            return _part(response, file, size, wanted.range_for_length(size))


def _part(
    response: Response, file: BinaryIO, size: int, wanted: tuple[int, int] | None
) -> Response:
    if wanted is None:
        response.status_code = HTTPStatus.REQUESTED_RANGE_NOT_SATISFIABLE
        response.headers["Content-Range"] = f"bytes */{size}"
        return response
    start, stop = wanted
    file.seek(start)
    response.data = file.read(min(stop - start, _MOST_OF_A_RANGE))
    response.status_code = HTTPStatus.PARTIAL_CONTENT
    last = start + len(response.data) - 1
    response.headers["Content-Range"] = f"bytes {start}-{last}/{size}"
    return response
