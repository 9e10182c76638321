"""Files in a bucket of an S3-compatible service, over obstore.

Every file is one request, so nothing unfinished is ever left: an upload that breaks off leaves no
object. The service's refusals come as `StoreTrouble`, which says whether waiting helps; no text of
obstore's is passed on, for it quotes addresses and what the service said about the keys.

The threads behind obstore do not survive a fork: a process must not touch the store before it forks
(making one is harmless).
"""

import hashlib
import io
import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import BinaryIO, Final, cast
from urllib.parse import urlsplit

from obstore.exceptions import AlreadyExistsError, BaseError
from obstore.store import S3Store
from typing_extensions import override

from storage.blobs.files import Reason, StoreTrouble, checked_key

_HASH_PIECE: Final = 1 << 20
_READ_AHEAD: Final = 1 << 18
_REFUSED_STATUS: Final = {"401", "403"}
_REFUSED_CODES: Final = {
    "InvalidAccessKeyId",
    "SignatureDoesNotMatch",
    "AuthorizationHeaderMalformed",
}
_NOT_IMPLEMENTED: Final = "status code: 501"
_BUSY_STATUS: Final = re.compile(r"5\d\d|429")


@dataclass(frozen=True, slots=True)
class Bucket:
    """Where files are kept and how one gets in; `prefix` is put before every key."""

    name: str
    prefix: str
    endpoint: str
    region: str
    access_key: str = field(repr=False)
    secret_key: str = field(repr=False)
    path_style: bool = True

    @override
    def __str__(self) -> str:
        return f"s3://{self.name}/{self.prefix}".rstrip("/")


@dataclass(frozen=True, slots=True)
class StorePatience:
    """Seconds: to connect, for one whole request, and during which a request is tried again.

    Three files of a photo must fit into the lease of its row (reminders.jobs.LEASE).
    """

    connect: float = 3.0
    request: float = 40.0
    again_within: float = 20.0
    most_tries_more: int = 3


class S3Files:
    """A `FileStore` in a bucket, which must exist."""

    def __init__(self, bucket: Bucket, patience: StorePatience | None = None) -> None:
        self._store = _open(bucket, patience or StorePatience())
        self._knows_create = True  # until the service says otherwise

    def put(self, key: str, data: bytes) -> None:
        """Keep `data` under `key`, durably; see `FileStore.put`. Raises StoreTrouble."""
        checked_key(key)
        with _no_file_is_no_bucket(), _told():
            if not self._create(key, data):
                self._store.put(key, data, use_multipart=False)

    def put_file(self, key: str, source: BinaryIO) -> None:
        """Keep what `source` holds, a larger one in parts. Raises StoreTrouble."""
        checked_key(key)
        source.seek(0)
        with _no_file_is_no_bucket(), _told():
            self._store.put(key, source)

    def open(self, key: str) -> BinaryIO:
        """Open for reading by parts. Raises FileNotFoundError, StoreTrouble."""
        return cast(
            "BinaryIO", io.BufferedReader(_Parts(self._store, key, self.size(key)), _READ_AHEAD)
        )

    def get(self, key: str) -> bytes:
        """Return the whole content. Raises FileNotFoundError, StoreTrouble."""
        checked_key(key)
        with _told():
            return bytes(self._store.get(key).bytes())

    def exists(self, key: str) -> bool:
        """Whether an object is kept under the key. Raises StoreTrouble."""
        try:
            self.size(key)
        except FileNotFoundError:
            return False
        return True

    def size(self, key: str) -> int:
        """Length in bytes. Raises FileNotFoundError, StoreTrouble."""
        checked_key(key)
        with _told():
            return self._store.head(key)["size"]

    def delete(self, key: str) -> None:
        """Forget the object. Raises StoreTrouble."""
        checked_key(key)
        with _no_file_is_no_bucket(), _told():
            self._store.delete(key)

    def keys(self, prefix: str = "") -> Iterator[str]:
        """Give every key that begins with `prefix`. Raises StoreTrouble."""
        # The service lists whole folders of the prefix; the rest of it is looked at here.
        folder = checked_key(prefix.rpartition("/")[0]) if "/" in prefix else None
        with _no_file_is_no_bucket(), _told():
            for page in self._store.list(folder):
                yield from (found["path"] for found in page if found["path"].startswith(prefix))

    def sweep_temporary(self, older_than: datetime) -> int:  # noqa: ARG002 - nothing is ever left
        """Do nothing: an upload that breaks off leaves no object."""
        return 0

    def _create(self, key: str, data: bytes) -> bool:
        """Put what is not there yet; whether exactly these bytes are there now."""
        if not self._knows_create:
            return False
        try:
            self._store.put(key, data, mode="create", use_multipart=False)
        except AlreadyExistsError:
            return self._holds(key, data)
        except BaseError as error:
            if _NOT_IMPLEMENTED not in str(error):
                raise
            self._knows_create = False  # putting the same bytes again does no harm
            return False
        return True

    def _holds(self, key: str, data: bytes) -> bool:
        """Whether exactly these bytes are under the key: by length, then by sha256."""
        if self._store.head(key)["size"] != len(data):
            return False
        kept = hashlib.sha256()
        for piece in self._store.get(key).stream(min_chunk_size=_HASH_PIECE):
            kept.update(piece)
        return kept.digest() == hashlib.sha256(data).digest()


class _Parts(io.RawIOBase):
    """One object, read by ranges; what was asked for is all that is held in memory."""

    def __init__(self, store: S3Store, key: str, size: int) -> None:
        super().__init__()
        self._store = store
        self._key = key
        self._size = size
        self._place = 0

    @override
    def readable(self) -> bool:
        return True

    @override
    def seekable(self) -> bool:
        return True

    @override
    def seek(self, offset: int, whence: int = io.SEEK_SET, /) -> int:
        start = {io.SEEK_SET: 0, io.SEEK_CUR: self._place, io.SEEK_END: self._size}[whence]
        self._place = max(0, start + offset)
        return self._place

    @override
    def readinto(self, buffer: memoryview, /) -> int:  # type: ignore[override]  # a bytes-like one
        wanted = min(len(buffer), self._size - self._place)
        if wanted <= 0:
            return 0
        with _told():
            piece = self._store.get_range(self._key, start=self._place, length=wanted)
        buffer[: len(piece)] = memoryview(piece)
        self._place += len(piece)
        return len(piece)


def _open(bucket: Bucket, patience: StorePatience) -> S3Store:
    scheme, host = urlsplit(bucket.endpoint)[:2]
    endpoint = bucket.endpoint if bucket.path_style else f"{scheme}://{bucket.name}.{host}"
    return S3Store(
        bucket.name,
        prefix=bucket.prefix or None,
        config={
            "endpoint": endpoint,
            "region": bucket.region,
            "access_key_id": bucket.access_key,
            "secret_access_key": bucket.secret_key,
            "virtual_hosted_style_request": not bucket.path_style,
            "disable_bulk_delete": True,  # several services want it otherwise than Amazon does
        },
        client_options={
            "connect_timeout": timedelta(seconds=patience.connect),
            "timeout": timedelta(seconds=patience.request),
            "allow_http": scheme == "http",
        },
        retry_config={
            "max_retries": patience.most_tries_more,
            "retry_timeout": timedelta(seconds=patience.again_within),
        },
    )


@contextmanager
def _told() -> Iterator[None]:
    """Turn obstore's errors into ours; a missing object stays a FileNotFoundError."""
    try:
        yield
    except FileNotFoundError as error:
        if "NoSuchBucket" in str(error):
            raise StoreTrouble(Reason.NO_BUCKET) from None
        raise FileNotFoundError("no such object") from None
    except BaseError as error:
        raise StoreTrouble(_reason(str(error))) from None


@contextmanager
def _no_file_is_no_bucket() -> Iterator[None]:
    """Where no object needs to exist, "not found" can only mean the bucket."""
    try:
        yield
    except FileNotFoundError:
        raise StoreTrouble(Reason.NO_BUCKET) from None


def _reason(text: str) -> Reason:
    found = re.search(r"status code: (\d{3})", text)
    if found is None:
        return Reason.UNREACHABLE
    code = re.search(r"<Code>(\w+)</Code>", text)
    if found[1] in _REFUSED_STATUS or (code and code[1] in _REFUSED_CODES):
        return Reason.REFUSED
    if found[1] == "404":
        return Reason.NO_BUCKET
    return Reason.BUSY if _BUSY_STATUS.fullmatch(found[1]) else Reason.ODD
