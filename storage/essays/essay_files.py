"""Files of essays: the bytes in the store, one copy of the same content, and a row for each.

A file is stored before its row is written, so a file without a row is a leftover; keys begin with
the day, so that only leftovers of days past are swept. They lie apart from photos and voices, whose
sweeps know nothing of essays.
"""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final

from sqlalchemy import Connection, Row, insert, select

from storage.tables.essays import essay_files
from storage.vault import Vault

PREFIX: Final = "essays/"
_PURPOSE: Final = "essay.filename"


@dataclass(frozen=True, slots=True)
class StoredFile:
    """A file that is in the store already; `form` is what its content is, `size` in bytes."""

    filename: str
    form: str
    size: int
    sha256: str
    store_key: str


@dataclass(frozen=True, slots=True)
class EssayFile(StoredFile):
    """A file of an essay."""

    id: int
    essay_id: int


def new_key(sha256: str, now: datetime) -> str:
    """Return the key for content that no essay has yet; its day is of UTC."""
    return f"{PREFIX}{now:%Y%m%d}/{sha256}"


def stored_keys(connection: Connection, hashes: Collection[str]) -> dict[str, str]:
    """Return {sha256: key} of those contents that some essay has already."""
    columns = (essay_files.c.sha256, essay_files.c.store_key)
    rows = connection.execute(select(*columns).where(essay_files.c.sha256.in_(hashes)))
    return {row.sha256: row.store_key for row in rows}


def add_files(
    connection: Connection, vault: Vault, essay_id: int, files: Sequence[StoredFile]
) -> None:
    """Write the rows of an essay's stored files."""
    for position, file in enumerate(files):
        connection.execute(
            insert(essay_files).values(
                essay_id=essay_id,
                position=position,
                filename=vault.seal_text(file.filename, _PURPOSE),
                form=file.form,
                bytes=file.size,
                sha256=file.sha256,
                store_key=file.store_key,
            )
        )


def files_of(
    connection: Connection, vault: Vault, essay_ids: Collection[int]
) -> dict[int, list[EssayFile]]:
    """Return {essay id: its files in their order}."""
    rows = connection.execute(
        select(essay_files)
        .where(essay_files.c.essay_id.in_(essay_ids))
        .order_by(essay_files.c.essay_id, essay_files.c.position)
    )
    found: dict[int, list[EssayFile]] = {}
    for row in rows:
        found.setdefault(row.essay_id, []).append(_file(row, vault))
    return found


def essay_file(connection: Connection, vault: Vault, file_id: int) -> EssayFile | None:
    """Return one file."""
    row = connection.execute(select(essay_files).where(essay_files.c.id == file_id)).one_or_none()
    return None if row is None else _file(row, vault)


def known_keys(connection: Connection, keys: Iterable[str]) -> set[str]:
    """Return those of the keys that an essay's file has: any one is enough to keep the content."""
    hashes = [key.rpartition("/")[2] for key in keys]
    wanted = select(essay_files.c.store_key).where(essay_files.c.sha256.in_(hashes))
    return set(connection.scalars(wanted))


def _file(row: Row[Any], vault: Vault) -> EssayFile:
    name = vault.unseal_text(row.filename, _PURPOSE)
    stored = (name, row.form, row.bytes, row.sha256, row.store_key)
    return EssayFile(*stored, row.id, row.essay_id)
