"""What every file store does, whatever is behind it; then what only the local folder does."""

import hashlib
import os
import resource
import signal
import stat
import subprocess
import sys
from datetime import UTC, datetime, timedelta
from io import BytesIO
from pathlib import Path

import pytest

from storage.blobs.files import FileStore, original_key, shown_key, thumb_key
from storage.blobs.local_files import LocalFiles
from storage.blobs.s3_files import S3Files

PICTURE = b"\xff\xd8 a picture of a wall \xff\xd9" * 40
SHA256 = hashlib.sha256(PICTURE).hexdigest()
KEY = original_key(SHA256)


@pytest.fixture(params=["local", "s3"])
def store(request, tmp_path: Path) -> FileStore:
    if request.param == "local":
        return LocalFiles(tmp_path / "media")
    return S3Files(request.getfixturevalue("s3_service").new_bucket())


def test_what_was_put_comes_back_byte_for_byte(store: FileStore):
    store.put(KEY, PICTURE)
    assert store.get(KEY) == PICTURE
    assert store.size(KEY) == len(PICTURE)
    assert store.exists(KEY)


def test_a_file_can_be_read_as_a_stream(store: FileStore):
    store.put(KEY, PICTURE)
    with store.open(KEY) as stream:
        assert stream.read(4) == PICTURE[:4]
        assert stream.read() == PICTURE[4:]


def test_a_large_file_is_kept_from_a_stream_and_replaces_what_was_cut_short(
    store: FileStore, tmp_path: Path
):
    data = os.urandom(6 << 20)  # more than one part of an upload
    store.put(KEY, data[:100])
    (tmp_path / "large").write_bytes(data)
    with (tmp_path / "large").open("rb") as source:
        source.seek(7)
        store.put_file(KEY, source)
    assert store.get(KEY) == data
    assert list(store.keys()) == [KEY]
    with pytest.raises(ValueError, match="not a key"):
        store.put_file("../outside", BytesIO(data))


def test_any_part_of_a_file_can_be_read(store: FileStore):
    data = os.urandom(700_000)
    store.put("originals/long", data)
    with store.open("originals/long") as stream:
        assert stream.seek(-5, os.SEEK_END) == len(data) - 5
        assert stream.read() == data[-5:]
        assert stream.read(1) == b""
        stream.seek(300_000)
        assert stream.read(200_000) == data[300_000:500_000]
        assert stream.tell() == 500_000
        stream.seek(0)
        assert stream.read() == data


def test_an_empty_file_is_a_file(store: FileStore):
    store.put("originals/empty", b"")
    assert store.exists("originals/empty")
    assert store.get("originals/empty") == b""


def test_putting_the_same_content_twice_leaves_one_file(store: FileStore):
    store.put(KEY, PICTURE)
    store.put(KEY, PICTURE)
    assert list(store.keys()) == [KEY]
    assert store.get(KEY) == PICTURE


@pytest.mark.parametrize(
    "damaged", [b"", PICTURE[:100], PICTURE[:-1] + b"?"], ids=["empty", "short", "same length"]
)
def test_a_file_cut_short_by_a_power_cut_is_replaced_by_the_next_put(
    store: FileStore, damaged: bytes
):
    store.put(KEY, damaged)
    store.put(KEY, PICTURE)
    assert store.get(KEY) == PICTURE


def test_a_missing_file_is_said_to_be_missing(store: FileStore):
    assert not store.exists(KEY)
    for read in (store.get, store.open, store.size):
        with pytest.raises(FileNotFoundError):
            read(KEY)


def test_deleting_forgets_and_may_be_repeated(store: FileStore):
    store.put(KEY, PICTURE)
    store.delete(KEY)
    store.delete(KEY)
    assert not store.exists(KEY)
    assert list(store.keys()) == []


def test_keys_are_listed_by_any_prefix(store: FileStore):
    for key in (KEY, shown_key(SHA256), thumb_key(SHA256)):
        store.put(key, PICTURE)
    assert set(store.keys()) == {KEY, shown_key(SHA256), thumb_key(SHA256)}
    assert list(store.keys("originals/")) == [KEY]
    assert list(store.keys(f"originals/{SHA256[:2]}/{SHA256[2:3]}")) == [KEY]
    assert list(store.keys("sh")) == [shown_key(SHA256)]
    assert list(store.keys("letters/")) == []


@pytest.mark.parametrize(
    "key",
    [
        "",
        "/etc/passwd",
        "../outside",
        "originals/../../outside",
        "originals/./a",
        "originals//a",
        "originals/",
        ".hidden",
        "originals/.part-0",
        "originals/a\0b",
        "originals/a b",
        "originals/A",
        "originals/照片",
        "originals/a\n",
        "originals\\a",
        "a.jpg/b",
        "a" * 201,
    ],
)
def test_a_key_outside_the_alphabet_is_refused_by_every_method(store: FileStore, key: str):
    for use in (store.get, store.open, store.exists, store.size, store.delete):
        with pytest.raises(ValueError, match="not a key"):
            use(key)
    with pytest.raises(ValueError, match="not a key"):
        store.put(key, PICTURE)
    assert list(store.keys()) == []


def test_nothing_outside_the_store_can_be_listed(store: FileStore):
    with pytest.raises(ValueError, match="not a key"):
        list(store.keys("../"))


@pytest.mark.parametrize("digest", ["", "abc", SHA256.upper(), "../" + SHA256[3:], SHA256 + "0"])
def test_only_a_sha256_makes_a_key(digest: str):
    for key_of in (original_key, shown_key, thumb_key):
        with pytest.raises(ValueError, match="sha256"):
            key_of(digest)


def test_a_key_spreads_files_over_folders():
    assert original_key(SHA256) == f"originals/{SHA256[:2]}/{SHA256[2:4]}/{SHA256}"
    assert shown_key(SHA256) == f"shown/{SHA256[:2]}/{SHA256[2:4]}/{SHA256}.jpg"
    assert thumb_key(SHA256) == f"thumbs/{SHA256[:2]}/{SHA256[2:4]}/{SHA256}.jpg"


class DiskDiary:
    """Stands in for fsync and notes, at each call, what was synced and whether the name exists."""

    def __init__(self, final: Path) -> None:
        self.final = final
        self.entries: list[tuple[str, str, bool]] = []

    def __call__(self, descriptor: int) -> None:
        os.fsync(descriptor)
        kind = "folder" if stat.S_ISDIR(os.fstat(descriptor).st_mode) else "file"
        name = Path(f"/proc/self/fd/{descriptor}").readlink().name
        self.entries.append((kind, name, self.final.exists()))


def test_the_content_reaches_the_disk_before_its_name_and_the_name_before_put_returns(tmp_path):
    diary = DiskDiary(tmp_path / KEY)
    LocalFiles(tmp_path, sync=diary).put(KEY, PICTURE)
    content, name = diary.entries[-2:]
    assert content[0] == "file"
    assert content[2] is False
    assert name == ("folder", SHA256[2:4], True)
    made = [entry[1] for entry in diary.entries[:-2]]
    assert made == [tmp_path.name, "originals", SHA256[:2]]


def test_content_that_is_there_already_is_synced_before_a_row_may_point_to_it(tmp_path):
    LocalFiles(tmp_path).put(KEY, PICTURE)
    diary = DiskDiary(tmp_path / KEY)
    LocalFiles(tmp_path, sync=diary).put(KEY, PICTURE)
    assert [entry[:2] for entry in diary.entries] == [("file", SHA256), ("folder", SHA256[2:4])]


def test_nobody_else_on_the_machine_can_read_the_files(tmp_path):
    root = tmp_path / "media"
    root.mkdir(mode=0o755)
    LocalFiles(root).put(KEY, PICTURE)
    path = root / KEY
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    for folder in (root, *(root / part for part in Path(KEY).parents)):
        assert stat.S_IMODE(folder.stat().st_mode) == 0o700


def test_a_full_disk_leaves_neither_the_name_nor_a_remnant(tmp_path):
    script = (
        "import sys; from pathlib import Path; from storage.blobs.local_files import LocalFiles; "
        f"LocalFiles(Path(sys.argv[1])).put({KEY!r}, b'x' * 100_000)"
    )

    def allow_small_files_only() -> None:
        signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
        resource.setrlimit(resource.RLIMIT_FSIZE, (4096, 4096))

    done = subprocess.run(
        [sys.executable, "-B", "-c", script, str(tmp_path)],
        preexec_fn=allow_small_files_only,
        capture_output=True,
        check=False,
    )
    assert b"File too large" in done.stderr
    assert [path for path in tmp_path.rglob("*") if path.is_file()] == []


def test_what_a_killed_writer_left_is_swept_once_it_is_old_and_never_listed(tmp_path):
    store = LocalFiles(tmp_path)
    store.put(KEY, PICTURE)
    remnant = (tmp_path / KEY).with_name(".part-0123456789abcdef")
    remnant.write_bytes(PICTURE[:50])
    written = datetime(2026, 7, 14, 1, 0, tzinfo=UTC)
    os.utime(remnant, (written.timestamp(), written.timestamp()))

    assert list(store.keys()) == [KEY]
    assert store.sweep_temporary(older_than=written - timedelta(minutes=1)) == 0
    assert remnant.exists()
    assert store.sweep_temporary(older_than=written + timedelta(minutes=1)) == 1
    assert not remnant.exists()
    assert store.get(KEY) == PICTURE
