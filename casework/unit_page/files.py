"""Files that a unit gives with an answer: photos before and after, stamped scans as PDF.

They are checked by content as essays' files are, streamed into the store under their own sha256,
and wait beside the draft until the answer goes.
"""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from typing import BinaryIO, Final

from casework.essays.file_checks import form_of
from casework.essays.refusals import RefusedFile
from catalogue.wording import unit_pages as words
from storage.blobs.files import FileStore, original_key
from storage.letters.unit_drafts import NewUnitFile

MEGABYTE: Final = 1 << 20
LARGEST: Final = 20 * MEGABYTE
LARGEST_TOGETHER: Final = 2 * LARGEST  # of one sending; more follow by the next
MOST_FILES: Final = 12  # of one matter
STAMPED: Final = "stamped"
ROLES: Final = ("before", "after", STAMPED)
MIMES: Final = {
    "jpg": "image/jpeg",
    "png": "image/png",
    "heic": "image/heic",
    "pdf": "application/pdf",
}
_LONGEST_NAME: Final = 80


class FilesRefused(Exception):
    """No file of this sending was kept; one sentence for each that cannot be taken."""

    def __init__(self, sentences: Sequence[str]) -> None:
        super().__init__(len(sentences))
        self.sentences = tuple(sentences)


@dataclass(frozen=True, slots=True)
class GivenFile:
    """A file as it was sent: for what, under which name; it lies in memory or on a disk."""

    role: str
    name: str
    source: BinaryIO


def store_files(store: FileStore, item_id: int, given: Sequence[GivenFile]) -> list[NewUnitFile]:
    """Check and store the files of a matter. Raises FilesRefused, OSError where the store fails."""
    forms, problems = [], []
    for file in given:
        try:
            forms.append(_form(file))
        except RefusedFile as refusal:
            megabytes = LARGEST // MEGABYTE
            problems.append(words.file_refused(_plain(file.name), refusal.reason, megabytes))
    if problems:
        raise FilesRefused(problems)
    return [_stored(store, item_id, file, form) for file, form in zip(given, forms, strict=True)]


def _form(file: GivenFile) -> str:
    if file.source.seek(0, 2) > LARGEST:
        raise RefusedFile("too_big")
    form = form_of(file.source)
    if form not in MIMES:
        raise RefusedFile("unknown")
    return form


def _stored(store: FileStore, item_id: int, file: GivenFile, form: str) -> NewUnitFile:
    size = file.source.seek(0, 2)
    file.source.seek(0)
    digest = hashlib.sha256()
    while piece := file.source.read(MEGABYTE):
        digest.update(piece)
    sha256 = digest.hexdigest()
    store.put_file(original_key(sha256), file.source)
    return NewUnitFile(item_id, file.role, _plain(file.name), form, size, sha256)


def _plain(name: str) -> str:
    last = name.replace("\\", "/").rpartition("/")[2]
    return "".join(c for c in last if c.isprintable()).strip()[-_LONGEST_NAME:]
