"""Files in a folder of this machine, written so that a power cut leaves the old, the new or none.

A temporary file in the same folder is written and fsynced, renamed onto its name, and then the
folder is fsynced. Renaming before the fsync (as obstore does) can leave a short file under the
final name. Folders are 0700 and files 0600: originals carry places and times.
"""

import hashlib
import os
import secrets
import shutil
from collections.abc import Callable, Iterator
from contextlib import suppress
from datetime import datetime
from io import BytesIO
from pathlib import Path
from typing import BinaryIO, Final

from storage.blobs.files import checked_key

_TEMPORARY: Final = ".part-"  # keys never begin with a dot, so no key can name such a file
_PIECE: Final = 1 << 20
_CREATE: Final = os.O_WRONLY | os.O_CREAT | os.O_EXCL


class LocalFiles:
    """A `FileStore` below `root`, which is made if need be. `sync` is replaced only by tests."""

    def __init__(self, root: Path, sync: Callable[[int], None] = os.fsync) -> None:
        self._root = root.resolve()
        self._sync = sync
        self._make_folder(self._root)
        self._root.chmod(0o700)

    def put(self, key: str, data: bytes) -> None:
        """Keep `data` under `key`, durably; see `FileStore.put`."""
        path = self._path(key)
        self._make_folder(path.parent)
        if _holds(path, data):
            self._sync_path(path)  # it may be another writer's, renamed but not yet on disk
        else:
            self._replace(path, BytesIO(data))
        self._sync_path(path.parent)

    def put_file(self, key: str, source: BinaryIO) -> None:
        """Keep what `source` holds, durably; see `FileStore.put_file`."""
        path = self._path(key)
        self._make_folder(path.parent)
        source.seek(0)
        self._replace(path, source)
        self._sync_path(path.parent)

    def open(self, key: str) -> BinaryIO:
        """Open for reading. Raises FileNotFoundError."""
        return self._path(key).open("rb")

    def get(self, key: str) -> bytes:
        """Return the whole content. Raises FileNotFoundError."""
        return self._path(key).read_bytes()

    def exists(self, key: str) -> bool:
        """Whether a file is kept under the key."""
        return self._path(key).is_file()

    def size(self, key: str) -> int:
        """Length in bytes. Raises FileNotFoundError."""
        return self._path(key).stat().st_size

    def delete(self, key: str) -> None:
        """Remove the file so that a power cut does not bring it back."""
        path = self._path(key)
        with suppress(FileNotFoundError):
            path.unlink()
            self._sync_path(path.parent)

    def keys(self, prefix: str = "") -> Iterator[str]:
        """Give every key that begins with `prefix`; unfinished writes are not keys."""
        folder = checked_key(prefix.rpartition("/")[0]) if "/" in prefix else ""
        for path in _files_below(self._root / folder):
            key = path.relative_to(self._root).as_posix()
            if key.startswith(prefix) and not path.name.startswith(_TEMPORARY):
                yield key

    def sweep_temporary(self, older_than: datetime) -> int:
        """Remove temporary files last written before this aware time; return how many."""
        return sum(
            _remove_if_older(path, older_than)
            for path in _files_below(self._root)
            if path.name.startswith(_TEMPORARY)
        )

    def _path(self, key: str) -> Path:
        return self._root / checked_key(key)

    def _replace(self, path: Path, source: BinaryIO) -> None:
        temporary = path.with_name(_TEMPORARY + secrets.token_hex(8))
        try:
            with os.fdopen(os.open(temporary, _CREATE, 0o600), "wb") as file:
                shutil.copyfileobj(source, file, _PIECE)
                file.flush()
                self._sync(file.fileno())
            temporary.rename(path)
        except BaseException:
            temporary.unlink(missing_ok=True)
            raise

    def _make_folder(self, folder: Path) -> None:
        if folder.is_dir():
            return
        self._make_folder(folder.parent)
        folder.mkdir(mode=0o700, exist_ok=True)
        self._sync_path(folder.parent)

    def _sync_path(self, path: Path) -> None:
        descriptor = os.open(path, os.O_RDONLY)
        try:
            self._sync(descriptor)
        finally:
            os.close(descriptor)


def _holds(path: Path, data: bytes) -> bool:
    """Whether exactly these bytes are under the name already: by length, then by sha256."""
    try:
        with path.open("rb") as file:
            if os.fstat(file.fileno()).st_size != len(data):
                return False
            kept = hashlib.file_digest(file, "sha256").digest()
    except FileNotFoundError:
        return False
    return kept == hashlib.sha256(data).digest()


def _files_below(folder: Path) -> Iterator[Path]:
    for parent, _, names in os.walk(folder):
        yield from (Path(parent, name) for name in names)


def _remove_if_older(path: Path, moment: datetime) -> bool:
    with suppress(FileNotFoundError):  # its writer has just finished
        if path.stat().st_mtime < moment.timestamp():
            path.unlink()
            return True
    return False
