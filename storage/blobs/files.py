"""Files by key: what every store of photos, voices and videos must do, and how keys look.

A key names content, not a place: `originals/ab/cd/<sha256>` holds the bytes as the platform gave
them, `shown/ab/cd/<sha256>.jpg` and `thumbs/ab/cd/<sha256>.jpg` the copies made from that
original; `played/….mp3`, `played/….mp4` and `posters/….jpg` those of a voice or a video;
`pictures/….png` was drawn for the observers' group; `letters/…` holds the Word file
and the PDF made of a signed letter, `templates/…` the Word files that letters are made by. Blobs
are shared by every row that names them: whoever erases counts references first.
"""

import re
from collections.abc import Iterator
from datetime import datetime
from enum import Enum
from typing import BinaryIO, Protocol

_KEY = re.compile(r"(?:[a-z0-9][a-z0-9_-]*/)*[a-z0-9][a-z0-9_-]*(?:\.[a-z0-9]+)?")
_LONGEST_KEY = 200
_SHA256 = re.compile(r"[0-9a-f]{64}")


class Reason(Enum):
    """Why a store far away cannot be used now."""

    UNREACHABLE = "unreachable"
    BUSY = "busy"
    REFUSED = "refused"
    NO_BUCKET = "no-bucket"
    ODD = "odd"


class StoreTrouble(OSError):
    """The store cannot be used now, as a full disk cannot; what was to be kept is not kept.

    `passes`: waiting may help; else somebody must change the settings or the service.
    """

    def __init__(self, reason: Reason) -> None:
        super().__init__(f"file store: {reason.value}")
        self.reason = reason
        self.passes = reason in {Reason.UNREACHABLE, Reason.BUSY}


class FileStore(Protocol):
    """Bytes under keys. Every method raises ValueError for a key outside the alphabet.

    Where the store itself fails, each raises OSError (of a store far away: StoreTrouble).
    """

    def put(self, key: str, data: bytes) -> None:
        """Keep `data` under `key`; on return it survives a power cut. Write the row after this.

        Content that is already there stays untouched; anything else under the key (a file cut
        short by a power cut or by another tool) is replaced as a whole.
        """

    def put_file(self, key: str, source: BinaryIO) -> None:
        """Keep what `source` holds from its start, as `put` does, without having all in memory."""

    def open(self, key: str) -> BinaryIO:
        """Open for reading and seeking; the caller closes it. Raises FileNotFoundError."""

    def get(self, key: str) -> bytes:
        """Return the whole content. Raises FileNotFoundError."""

    def exists(self, key: str) -> bool:
        """Whether something is kept under the key."""

    def size(self, key: str) -> int:
        """Length in bytes. Raises FileNotFoundError."""

    def delete(self, key: str) -> None:
        """Forget the key for good; one that is not there is no error."""

    def keys(self, prefix: str = "") -> Iterator[str]:
        """Give every key that begins with `prefix`, in no promised order."""

    def sweep_temporary(self, older_than: datetime) -> int:
        """Remove what unfinished writes left before this aware time; return how many."""


def checked_key(key: str) -> str:
    """Return the key, or raise ValueError: lower-case letters, digits, `_`, `-`, `/`, one `.ext`.

    The alphabet has no way to say "..", an absolute path, a hidden file or a NUL.
    """
    if len(key) > _LONGEST_KEY or not _KEY.fullmatch(key):
        raise ValueError(f"not a key of the file store: {key[:_LONGEST_KEY]!r}")
    return key


def original_key(sha256: str) -> str:
    """Return the key of the bytes as the platform gave them; `sha256` is theirs, in hex."""
    return f"originals/{_spread(sha256)}"


def shown_key(sha256: str) -> str:
    """Return the key of the re-encoded picture made from the original with this sha256."""
    return f"shown/{_spread(sha256)}.jpg"


def thumb_key(sha256: str) -> str:
    """Return the key of the small picture made from the original with this sha256."""
    return f"thumbs/{_spread(sha256)}.jpg"


def played_key(sha256: str, extension: str) -> str:
    """Return the key of the copy for browsers, "mp3" of a voice and "mp4" of a video."""
    return f"played/{_spread(sha256)}.{extension}"


def poster_key(sha256: str) -> str:
    """Return the key of a video's still picture."""
    return f"posters/{_spread(sha256)}.jpg"


def picture_key(sha256: str) -> str:
    """Return the key of a picture drawn for the observers' group; `sha256` is its own."""
    return f"pictures/{_spread(sha256)}.png"


def letter_key(sha256: str) -> str:
    """Return the key of a file made of a signed letter; `sha256` is its own."""
    return f"letters/{_spread(sha256)}"


def template_key(sha256: str) -> str:
    """Return the key of a template of letters; `sha256` is its own."""
    return f"templates/{_spread(sha256)}"


def all_keys(sha256: str) -> tuple[str, ...]:
    """Return every key under which an original or something made from it may lie."""
    copies = shown_key(sha256), thumb_key(sha256), poster_key(sha256)
    return (original_key(sha256), *copies, *(played_key(sha256, form) for form in ("mp3", "mp4")))


def _spread(sha256: str) -> str:
    # Two levels of 256 folders: no folder grows long enough to be slow or hard to look at.
    if not _SHA256.fullmatch(sha256):
        raise ValueError("not a sha256 in lower-case hex")
    return f"{sha256[:2]}/{sha256[2:4]}/{sha256}"
