"""Plain text in the encodings that people's computers write; pages and scripts are not text."""

import codecs
import mmap
import re
from typing import Final

from casework.essays.refusals import RefusedFile

_LARGEST: Final = 2 << 20  # bytes; a thick book
_CODED: Final = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)
_OBEYED: Final = re.compile(r"\s*#!|<\s*(?:!doctype|html|script|\?php|svg|iframe)\b", re.IGNORECASE)
_NO_TEXT: Final = re.compile(r"[\x00-\x08\x0e-\x1f]")


def check_text(content: bytes | mmap.mmap) -> str:
    """Return txt. Raises RefusedFile for what a browser or a shell would obey, and for no text."""
    if len(content) > _LARGEST:
        raise RefusedFile("unknown")
    text = _decoded(content[:])
    if _NO_TEXT.search(text) or _OBEYED.search(text):
        raise RefusedFile("unknown")
    return "txt"


def _decoded(data: bytes) -> str:
    for encoding in ("utf-16",) if data.startswith(_CODED) else ("utf-8-sig", "gb18030"):
        try:
            return data.decode(encoding)
        except UnicodeDecodeError:
            continue
    raise RefusedFile("unknown")
