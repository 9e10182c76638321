"""A digest's Word file made by a child: the web may use this, it never has docx in memory."""

import json
import sys
from dataclasses import asdict
from typing import Final

from office.digests.sheet import Sheet, sheet_of
from office.letters.bounded import Bounds, Unfinished, run
from storage.digests.digest_rows import KeptDigest

_BOUNDS: Final = Bounds(seconds=30, memory_kb=1_500_000)  # of address space
_CHILD: Final = (sys.executable, "-m", "office.digests.word_file")


class CannotMake(Exception):
    """The child failed or was stopped."""


def word_file_in_child(digest: KeptDigest) -> bytes:
    """Return a digest as a Word file. Raises CannotMake."""
    sheet: Sheet = sheet_of(digest)
    try:
        return run(_CHILD, _BOUNDS, json.dumps(asdict(sheet)).encode())
    except Unfinished as unfinished:
        raise CannotMake from unfinished
