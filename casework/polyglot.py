"""Pictures that are something else as well: a file which a browser or an unpacker would obey.

The shown copies are re-encoded and harmless; this keeps such originals out of the archive. What
phones append themselves (a second picture, the video of a motion photo) is none of this.
"""

import re
from mmap import mmap
from typing import Final

# Marks so long that chance does not write them into the pixels of a photo.
_ANYWHERE: Final = re.compile(rb"<(?:script|\?php\s|!doctype html)", re.IGNORECASE)
_PDF: Final = b"%PDF-"
_PDF_WITHIN: Final = 1024  # PDF readers look for their mark in the first 1024 bytes
_ZIP_END: Final = b"PK\x05\x06"
_ZIP_END_LENGTH: Final = 22
_ZIP_LONGEST_COMMENT: Final = 65_535


def carries_something_else(data: bytes | mmap) -> bool:
    """Whether these bytes are also a web page, a script, a PDF or a ZIP (so also a JAR, an APK)."""
    return _PDF in data[:_PDF_WITHIN] or _ends_as_zip(data) or _ANYWHERE.search(data) is not None


def _ends_as_zip(data: bytes | mmap) -> bool:
    """Whether a ZIP's closing record stands where an unpacker looks for it.

    The record must reach exactly to the end of the file with its comment: four chance bytes in
    the last 64 KB of a photo do not make a ZIP.
    """
    tail = data[-(_ZIP_END_LENGTH + _ZIP_LONGEST_COMMENT) :]
    at = tail.rfind(_ZIP_END)
    while at >= 0:
        comment = int.from_bytes(tail[at + 20 : at + 22], "little")
        if at + _ZIP_END_LENGTH + comment == len(tail):
            return True
        at = tail.rfind(_ZIP_END, 0, at)
    return False
