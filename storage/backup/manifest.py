"""What a backup says of itself: the tables it holds, and the hash of every file in it."""

import hashlib
import json
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from datetime import datetime
from pathlib import Path
from typing import BinaryIO, Final

from pydantic import BaseModel, ConfigDict

MANIFEST: Final = "manifest.json"
MEDIA: Final = "media"
_SUMS: Final = "media.sha256"
_FORM: Final = 1
_PIECE: Final = 1 << 20


class NotABackup(Exception):
    """The folder holds no finished backup that this program can read."""


class TableCopy(BaseModel):
    """One table's file below the backup; `columns` in the order of the file, empty for all."""

    model_config = ConfigDict(frozen=True)

    name: str
    file: str
    columns: tuple[str, ...]
    sha256: str


class Manifest(BaseModel):
    """The backup as a whole; written last, so that a folder without it is none."""

    model_config = ConfigDict(frozen=True)

    form: int = _FORM
    made_at: datetime
    kind: str  # sqlite | postgresql
    revision: str
    tables: tuple[TableCopy, ...]
    files: int
    bytes: int


@dataclass(frozen=True, slots=True)
class FileSum:
    """The hash of one stored file's bytes."""

    key: str
    sha256: str


def write_manifest(folder: Path, manifest: Manifest, sums: list[FileSum]) -> None:
    """Finish a backup."""
    lines = (json.dumps(asdict(each)) for each in sums)
    (folder / _SUMS).write_text("".join(f"{line}\n" for line in lines), encoding="utf-8")
    (folder / MANIFEST).write_text(manifest.model_dump_json(indent=1), encoding="utf-8")


def read_manifest(folder: Path) -> Manifest:
    """Return what the backup says of itself; raises NotABackup."""
    try:
        manifest = Manifest.model_validate_json((folder / MANIFEST).read_bytes())
    except (OSError, ValueError) as error:
        raise NotABackup(str(folder)) from error
    if manifest.form != _FORM:
        raise NotABackup(str(folder))
    return manifest


def file_sums(folder: Path) -> Iterator[FileSum]:
    """Yield every stored file of the backup."""
    with (folder / _SUMS).open(encoding="utf-8") as lines:
        for line in lines:
            yield FileSum(**json.loads(line))


def sum_of(source: BinaryIO, copy: BinaryIO | None = None) -> tuple[str, int]:
    """Return the sha256 and the length of what is read; it is written to `copy` on the way."""
    digest, length = hashlib.sha256(), 0
    while piece := source.read(_PIECE):
        digest.update(piece)
        length += len(piece)
        if copy is not None:
            copy.write(piece)
    return digest.hexdigest(), length
