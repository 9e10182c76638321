"""Photos that a clerk uploads: kept as they come, one at a time in memory.

The worker examines them once they are in a report. Until then only the clerk's browser decodes
them: they are shown as they were uploaded, under a type that the first bytes prove.
"""

import hashlib
import logging
import os
from collections.abc import Iterable
from datetime import datetime
from pathlib import Path
from typing import Final

from flask import Response, abort
from flask.typing import ResponseReturnValue
from werkzeug.datastructures import FileStorage

from catalogue.wording import staff_entry as wording
from office.parts import ConsoleParts, Page
from storage.photos.desk_uploads import NewUpload, add_upload, new_key, waiting_key

log = logging.getLogger(__name__)

MOST_FILES: Final = 40  # in one form
_MEGABYTE: Final = 1 << 20
_SHOWN: Final = (
    (b"\xff\xd8\xff", "image/jpeg"),
    (b"\x89PNG\r\n\x1a\n", "image/png"),
    (b"GIF8", "image/gif"),
    (b"RIFF", "image/webp"),
    (b"BM", "image/bmp"),
)


class UploadPages:
    """A waiting upload, to be recognised while it is matched with its message."""

    def __init__(self, parts: ConsoleParts) -> None:
        self._parts = parts

    def table(self) -> tuple[Page, ...]:
        """Return these pages with their addresses."""
        return (("GET", "/entry/uploads/<int:upload_id>", "upload", self.show),)

    def show(self, upload_id: int) -> ResponseReturnValue:
        """Give the picture as it was uploaded; anything else is not shown."""
        with self._parts.database.read() as connection:
            key = waiting_key(connection, upload_id)
        try:
            data = self._parts.files.get(key) if key else b""
        except OSError:
            abort(404)
        mime = next((mime for head, mime in _SHOWN if data.startswith(head)), None)
        if mime is None:
            abort(404)
        return Response(data, mimetype=mime, headers={"Cache-Control": "private, max-age=3600"})


def keep_uploads(
    parts: ConsoleParts,
    files: Iterable[FileStorage],
    staff_id: int,
    batch_id: int | None,
    now: datetime,
) -> tuple[list[int], list[str]]:
    """Store what a form brought; returns the ids of the files, and a sentence for each refused."""
    # Phones and WeChat name photos after the time: by name they stand as they were sent.
    chosen = sorted((file for file in files if file.filename), key=lambda file: file.filename or "")
    refusals = [wording.too_many_files(MOST_FILES)] if len(chosen) > MOST_FILES else []
    ids: list[int] = []
    for file in chosen[:MOST_FILES]:
        refusal = _refusal(file, parts.largest_photo)
        if refusal:
            refusals.append(refusal)
            continue
        try:
            kept = _stored(parts, file, now)
        except OSError:  # a full disk, a store that is away: the form's words outlive it
            log.exception("desk: an upload could not be stored")
            refusals.append(wording.STORE_FAILS)
            break
        with parts.database.write() as connection:
            ids.append(add_upload(connection, parts.vault, kept, staff_id, batch_id, now))
    for file in chosen:
        file.close()  # the larger ones lie on disk until then
    return ids, refusals


def _stored(parts: ConsoleParts, file: FileStorage, now: datetime) -> NewUpload:
    data = file.read()
    kept = NewUpload(
        store_key=new_key(now),
        filename=Path(file.filename or "").name[-120:],
        sha256=hashlib.sha256(data).hexdigest(),
        size=len(data),
    )
    parts.files.put(kept.store_key, data)
    return kept


def _refusal(file: FileStorage, largest: int) -> str:
    size = file.seek(0, os.SEEK_END) or file.tell()
    file.seek(0)
    name = file.filename or ""
    if size > largest:
        return wording.file_too_big(name, largest // _MEGABYTE)
    return "" if size else wording.file_empty(name)
