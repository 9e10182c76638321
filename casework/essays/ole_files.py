"""Office files of old, .doc and .wps: OLE compound files, of which only the directory is read.

An entry of the directory is 128 bytes, at a multiple of 128: its name in UTF-16 (64 bytes), the
name's length, its type, …, its first sector. (Source: MS-CFB 2.6; MS-DOC 2.5.2, FibBase.)
"""

import mmap
import re
import struct
from typing import Final

from casework.essays.refusals import RefusedFile

_MARK: Final = bytes.fromhex("d0cf11e0a1b11ae1")
_ENTRY: Final = 128  # bytes
_NAME: Final = 64
_WORDS: Final = "WordDocument"
_LOCKED: Final = {"EncryptedPackage", "EncryptionInfo"}
_MACROS: Final = {"_VBA_PROJECT", "_VBA_PROJECT_CUR", "VBA", "Macros"}
_SHEETS: Final = {"Workbook", "Book"}
_SLIDES: Final = {"PowerPoint Document"}
_NAMES: Final = {_WORDS, *_LOCKED, *_MACROS, *_SHEETS, *_SLIDES}
_ANY_NAME: Final = re.compile(
    b"|".join(
        re.escape(f"{name}\0".encode("utf-16-le")) for name in sorted(_NAMES, key=len, reverse=True)
    )
)
_FIB: Final = 0xA5EC
_FIB_LOCKED: Final = 0x0100
_SECTOR_SIZES: Final = {9, 12}  # as powers of two


def is_ole(head: bytes) -> bool:
    """Whether a file begins as an OLE compound file."""
    return head.startswith(_MARK)


def check_ole(content: bytes | mmap.mmap) -> str:
    """Return doc. Raises RefusedFile for locked files, those with macros, and anything else."""
    entries = _entries(content)
    if entries.keys() & _LOCKED:
        raise RefusedFile("locked")
    if entries.keys() & _MACROS:
        raise RefusedFile("macros")
    if _WORDS not in entries:
        if entries.keys() & _SHEETS:
            raise RefusedFile("old_sheet")
        raise RefusedFile("slides" if entries.keys() & _SLIDES else "unknown")
    if _is_locked(content, entries[_WORDS]):
        raise RefusedFile("locked")
    return "doc"


def _entries(content: bytes | mmap.mmap) -> dict[str, int]:
    """Return {name: first sector} of the entries that matter here."""
    found: dict[str, int] = {}
    for match in _ANY_NAME.finditer(content):
        at = match.start()
        entry = content[at : at + _ENTRY]
        if at % _ENTRY or len(entry) < _ENTRY:
            continue
        (length,) = struct.unpack_from("<H", entry, _NAME)
        if length == len(match[0]):
            (first,) = struct.unpack_from("<L", entry, 116)
            found.setdefault(match[0].decode("utf-16-le").rstrip("\0"), first)
    return found


def _is_locked(content: bytes | mmap.mmap, first_sector: int) -> bool:
    """Read the flag of a password from the head of the words' stream."""
    (power,) = struct.unpack_from("<H", content[30:32])
    if power not in _SECTOR_SIZES:
        raise RefusedFile("broken")
    at = (first_sector + 1) << power
    head = content[at : at + 12]
    if len(head) < 12:  # noqa: PLR2004 - up to and with the flags
        raise RefusedFile("broken")
    mark, flags = struct.unpack_from("<H8xH", head)
    if mark != _FIB:
        raise RefusedFile("broken")
    return bool(flags & _FIB_LOCKED)
