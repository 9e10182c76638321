"""A piece's Word file made by a child: the web may use this, it never has docx in memory."""

import json
import sys
from dataclasses import asdict
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Final

from casework.column.papers import Sheet
from office.letters.bounded import Bounds, Unfinished, run
from storage.blobs.files import FileStore, original_key

_BOUNDS: Final = Bounds(seconds=30, memory_kb=1_500_000)  # of address space
_CHILD: Final = (sys.executable, "-m", "office.column.word_file")


class CannotMake(Exception):
    """The child failed or was stopped."""


def word_file_in_child(sheet: Sheet, files: FileStore) -> bytes:
    """Return a piece as a Word file. Raises CannotMake; FileNotFoundError for a photo's file."""
    with TemporaryDirectory(prefix="guancha-column-") as name:
        folder = Path(name)
        (folder / "sheet.json").write_text(json.dumps(asdict(sheet)), encoding="utf-8")
        for sha256, _ in sheet.photos:
            (folder / sha256).write_bytes(files.get(original_key(sha256)))
        try:
            return run((*_CHILD, name), _BOUNDS, b"")
        except Unfinished as unfinished:
            raise CannotMake from unfinished
