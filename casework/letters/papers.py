"""Files that go with a letter: signed scans, and what a unit sends with its answer.

What a file is, its content alone says; a PDF that would run something is refused. Nothing is held
in memory as a whole. (Source: issue 5 items 4, 6 and its list of bad input.)
"""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from typing import BinaryIO, Final

from casework.essays.file_checks import form_of
from casework.essays.refusals import RefusedFile
from catalogue.wording import letter_papers as wording
from storage.blobs.files import FileStore, original_key

MEGABYTE: Final = 1 << 20
LARGEST: Final = 20 * MEGABYTE  # bytes of one file
MOST_AT_ONCE: Final = 9
_LONGEST_NAME: Final = 100
_MIMES: Final = {
    "pdf": "application/pdf",
    "jpg": "image/jpeg",
    "png": "image/png",
    "heic": "image/heic",
}


@dataclass(frozen=True, slots=True)
class GivenPaper:
    """A file as somebody chose it; `name` is theirs, `source` lies in memory or on a disk."""

    name: str
    source: BinaryIO


@dataclass(frozen=True, slots=True)
class Paper:
    """A file in the store, under `original_key(sha256)`."""

    sha256: str
    name: str
    mime: str


class UnfitPaper(Exception):
    """Nothing was kept; `sentences` say why and what to do."""

    def __init__(self, sentences: Sequence[str]) -> None:
        super().__init__(*sentences)
        self.sentences = tuple(sentences)


def keep_papers(store: FileStore, given: Sequence[GivenPaper]) -> list[Paper]:
    """Check all files, then keep all. Raises UnfitPaper, also where the store is away."""
    if len(given) > MOST_AT_ONCE:
        raise UnfitPaper([wording.too_many(MOST_AT_ONCE)])
    forms, refusals = [], []
    for paper in given:
        try:
            forms.append(_form(paper))
        except RefusedFile as refusal:
            told = wording.refused(_plain(paper.name), refusal.reason, LARGEST // MEGABYTE)
            refusals.append(told)
    if refusals:
        raise UnfitPaper(refusals)
    try:
        return [_kept(store, paper, form) for paper, form in zip(given, forms, strict=True)]
    except OSError as error:  # a full disk, a store that is away
        raise UnfitPaper([wording.STORE_FAILS]) from error


def _form(paper: GivenPaper) -> str:
    if paper.source.seek(0, 2) > LARGEST:
        raise RefusedFile("too_big")
    form = form_of(paper.source)
    if form not in _MIMES:
        raise RefusedFile("unknown")
    return form


def _kept(store: FileStore, paper: GivenPaper, form: str) -> Paper:
    digest = hashlib.sha256()
    paper.source.seek(0)
    while piece := paper.source.read(MEGABYTE):
        digest.update(piece)
    sha256 = digest.hexdigest()
    paper.source.seek(0)
    store.put_file(original_key(sha256), paper.source)
    stem = _plain(paper.name).rpartition(".")[0] or _plain(paper.name) or form
    return Paper(sha256, f"{stem}.{form}", _MIMES[form])


def _plain(name: str) -> str:
    """Return a file's name without folders and what cannot be printed, its end if it is long."""
    last = name.replace("\\", "/").rpartition("/")[2]
    return "".join(c for c in last if c.isprintable()).strip()[-_LONGEST_NAME:]
