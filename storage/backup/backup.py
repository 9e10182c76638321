"""Taking a backup and bringing it back: the database first, then the files.

A file is written before the row that names it and never changed, so every row of the picture finds
its file as long as nothing is erased meanwhile: the erasing rules rest while the backup's lease is
held. (Source: mechanics §Files; issue 5 item 12.)
"""

import secrets
import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from datetime import datetime, timedelta
from pathlib import Path
from typing import Final

from storage.backup.manifest import (
    MEDIA,
    FileSum,
    Manifest,
    NotABackup,
    file_sums,
    read_manifest,
    sum_of,
    write_manifest,
)
from storage.backup.tables import (
    NotEmpty,
    bring_tables,
    copy_tables,
    require_fitting,
    require_ours,
)
from storage.blobs.files import FileStore
from storage.database import Database
from storage.work import leases

LEASE: Final = "backup"
TERM: Final = timedelta(minutes=10)
_PROLONG_EVERY: Final = 100  # files


class BackupRunning(Exception):
    """Another backup of this house is being taken."""


class Damaged(Exception):
    """A file of the backup is missing or not what was written; the text is its name."""


def take_backup(database: Database, store: FileStore, folder: Path, now: datetime) -> Manifest:
    """Write a backup into `folder`, which must not exist; what fails leaves no folder.

    Raises FileExistsError, BackupRunning, OtherVersion. A process that is killed leaves a folder
    without a manifest, which `bring_back` refuses.
    """
    require_ours(database)
    holder = secrets.token_hex(8)
    with _held(database, holder), _new_folder(folder):
        kind, revision, tables = copy_tables(database, folder)
        sums, length = _copy_files(store, folder / MEDIA, lambda: _hold(database, holder))
        manifest = Manifest(
            made_at=now,
            kind=kind,
            revision=revision,
            tables=tables,
            files=len(sums),
            bytes=length,
        )
        write_manifest(folder, manifest, sums)
    return manifest


def bring_back(database: Database, store: FileStore, folder: Path) -> Manifest:
    """Fill an empty house from a backup, every file checked first.

    Raises NotABackup, Damaged, NotEmpty, WrongKind, Newer; nothing is changed then. The database
    comes last and at once: without it no service starts on half a house, and what was cut short
    is simply begun again.
    """
    manifest = read_manifest(folder)
    require_fitting(database, manifest)
    keys = _check(folder, manifest)
    if not keys.issuperset(store.keys("")):
        raise NotEmpty
    for key in keys:
        with (folder / MEDIA / key).open("rb") as source:
            store.put_file(key, source)
    bring_tables(database, folder, manifest)
    return manifest


@contextmanager
def _new_folder(folder: Path) -> Iterator[None]:
    """Make the folder; a backup that fails must not fill the disk with its half."""
    folder.mkdir(mode=0o700, parents=True)
    try:
        yield
    except BaseException:
        shutil.rmtree(folder)
        raise


def _copy_files(
    store: FileStore, folder: Path, prolong: Callable[[], None]
) -> tuple[list[FileSum], int]:
    sums: list[FileSum] = []
    together = 0
    for key in store.keys(""):
        target = folder / key
        target.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        with suppress(FileNotFoundError), store.open(key) as source, target.open("wb") as copy:
            sha256, length = sum_of(source, copy)
            sums.append(FileSum(key, sha256))
            together += length
        if len(sums) % _PROLONG_EVERY == 0:
            prolong()
    return sums, together


def _check(folder: Path, manifest: Manifest) -> frozenset[str]:
    """Return the keys of the stored files, all of them what was written."""
    for table in manifest.tables:
        _check_file(folder / table.file, table.sha256)
    try:
        sums = list(file_sums(folder))
    except (OSError, ValueError, TypeError) as error:
        raise NotABackup(str(folder)) from error
    if len(sums) != manifest.files:
        raise NotABackup(str(folder))
    for each in sums:
        _check_file(folder / MEDIA / each.key, each.sha256)
    return frozenset(each.key for each in sums)


def _check_file(path: Path, sha256: str) -> None:
    try:
        with path.open("rb") as source:
            found, _ = sum_of(source)
    except OSError as error:
        raise Damaged(str(path)) from error
    if found != sha256:
        raise Damaged(str(path))


@contextmanager
def _held(database: Database, holder: str) -> Iterator[None]:
    _hold(database, holder)
    try:
        yield
    finally:
        _let_go(database, holder)


def _hold(database: Database, holder: str) -> None:
    with database.write() as connection:
        if leases.take(connection, LEASE, holder, TERM) is None:
            raise BackupRunning


def _let_go(database: Database, holder: str) -> None:
    with database.write() as connection:
        lease = leases.held(connection, LEASE, holder, timedelta(0))
        if lease is not None:
            leases.give_back(connection, lease)
