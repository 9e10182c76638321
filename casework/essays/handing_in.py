"""Handing in an essay: its files checked and stored, then one row for it and one for each file.

The content names the essay: sent twice, gone back to and sent again, or clicked in a hurry, the
same words and files of the same person are one essay. (Source: issue 4 item 4.)
"""

import hashlib
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import PurePath
from typing import BinaryIO, Final

from casework.essays.file_checks import LARGEST, form_of
from casework.essays.refusals import RefusedFile
from catalogue.wording import observer_essays as wording
from storage.blobs.files import FileStore
from storage.database import Connection, Database
from storage.essays import essay_files, essays
from storage.essays.essay_files import StoredFile
from storage.vault import Vault

MEGABYTE: Final = 1 << 20
LARGEST_TOGETHER: Final = 200 << 20  # bytes of all files of one essay
MOST_FILES: Final = 20
LONGEST_TEXT: Final = 20_000  # characters
LONGEST_TITLE: Final = 120
_LONGEST_NAME: Final = 120
_TITLE_FROM_TEXT: Final = 30
_KINDRED: Final = {"jpg": {"jpeg"}, "heic": {"heif"}, "doc": {"wps"}}


@dataclass(frozen=True, slots=True)
class GivenFile:
    """A file as somebody sent it; `name` is theirs, `source` lies in memory or on a disk."""

    name: str
    source: BinaryIO


@dataclass(frozen=True, slots=True)
class Draft:
    """What somebody wants to hand in: `earlier_id` is the returned essay it shall replace.

    A clerk (`staff_id`) may enter what came on paper: then a title is enough.
    """

    observer_id: int
    title: str
    text: str
    files: Sequence[GivenFile]
    earlier_id: int | None = None
    staff_id: int | None = None


class Unacceptable(Exception):
    """Nothing was kept; `sentences` say why and what to do, one for each file refused."""

    def __init__(self, sentences: Sequence[str]) -> None:
        super().__init__(len(sentences))
        self.sentences = tuple(sentences)


@dataclass(frozen=True, slots=True)
class EssayDesk:
    """Where essays are handed in. `clock` is asked once for each."""

    database: Database
    vault: Vault
    files: FileStore
    clock: Callable[[], datetime]

    def hand_in(self, draft: Draft, at: datetime | None = None) -> tuple[int, bool]:
        """Return (the essay's id, whether it is new); `at`: when it arrived, now if None.

        Raises Unacceptable, and OSError where the store cannot take the files now.
        """
        forms = _checked(draft)
        hashes = [_sha256(file.source) for file in draft.files]
        key = _key(draft, hashes, at)
        now = self.clock()
        with self.database.read() as connection:
            known = essays.essay_with_key(connection, key)
            keys = essay_files.stored_keys(connection, hashes)
        if known is not None:
            return known, False
        stored = []
        for file, form, sha256 in zip(draft.files, forms, hashes, strict=True):
            if sha256 not in keys:
                keys[sha256] = essay_files.new_key(sha256, now)
                self.files.put_file(keys[sha256], file.source)
            size = file.source.seek(0, 2)
            stored.append(StoredFile(_name(file.name, form), form, size, sha256, keys[sha256]))
        with self.database.write() as connection:
            return self._write(connection, draft, key, stored, at or now)

    def _write(
        self,
        connection: Connection,
        draft: Draft,
        key: str,
        stored: Sequence[StoredFile],
        at: datetime,
    ) -> tuple[int, bool]:
        earlier = draft.earlier_id
        if earlier is not None and not essays.may_be_followed(
            connection, draft.observer_id, earlier
        ):
            earlier = None
        title = draft.title or _title_from(draft.text, [file.filename for file in stored])
        new = essays.NewEssay(
            draft.observer_id, title, draft.text, at, key, earlier, draft.staff_id
        )
        essay_id, is_new = essays.hand_in_essay(connection, new)
        if is_new:
            essay_files.add_files(connection, self.vault, essay_id, stored)
        return essay_id, is_new


def _checked(draft: Draft) -> list[str]:
    """Return what each file is. Raises Unacceptable."""
    problems, forms = [], []
    if len(draft.files) > MOST_FILES:
        raise Unacceptable([wording.too_many(MOST_FILES)])
    if len(draft.text) > LONGEST_TEXT:
        problems.append(wording.too_long(LONGEST_TEXT))
    for file in draft.files:
        try:
            forms.append(form_of(file.source))
        except RefusedFile as refusal:
            megabytes = LARGEST // MEGABYTE
            problems.append(wording.refused(_plain(file.name), refusal.reason, megabytes))
    if sum(file.source.seek(0, 2) for file in draft.files) > LARGEST_TOGETHER:
        problems.append(wording.too_much(LARGEST_TOGETHER // MEGABYTE))
    is_on_paper = draft.staff_id is not None and draft.title
    if not (draft.files or draft.text or is_on_paper):
        problems.append(wording.NOTHING_THERE)
    if problems:
        raise Unacceptable(problems)
    return forms


def _sha256(source: BinaryIO) -> str:
    source.seek(0)
    digest = hashlib.sha256()
    while piece := source.read(MEGABYTE):
        digest.update(piece)
    return digest.hexdigest()


def _key(draft: Draft, hashes: Sequence[str], at: datetime | None) -> str:
    words = (draft.observer_id, draft.earlier_id or 0, at or "", draft.title, draft.text)
    parts = (*words, *sorted(hashes))
    return hashlib.sha256("\0".join(map(str, parts)).encode()).hexdigest()


def _plain(name: str) -> str:
    """Return a file's name without folders and what cannot be printed, its end if it is long."""
    last = name.replace("\\", "/").rpartition("/")[2]
    return "".join(c for c in last if c.isprintable()).strip()[-_LONGEST_NAME:]


def _name(name: str, form: str) -> str:
    """Return a file's name with an ending that tells what its content is."""
    path = PurePath(_plain(name) or form)
    ending = path.suffix.lower().lstrip(".")
    if ending == form or ending in _KINDRED.get(form, ()):
        return path.name
    return f"{path.stem if ending else path.name}.{form}"


def _title_from(text: str, names: Sequence[str]) -> str:
    if text:
        return text.split("\n", 1)[0].strip()[:_TITLE_FROM_TEXT]
    return PurePath(names[0]).stem[:LONGEST_TITLE]
