"""PDF files: refused where they would run something or carry other files, or cannot be looked into.

What runs is named in the file: an action by script says /JavaScript (in a rendition: /Rendition),
one that starts a program /Launch, a carried file /EmbeddedFile. A name may hide letters as #4a and
may lie in a packed stream of objects; both are undone here. (Source: ISO 32000-1, 7.3.5, 7.5.7,
12.6.4.)
"""

import mmap
import re
import zlib
from typing import Final

from casework.essays.refusals import RefusedFile
from catalogue.wording.observer_essays import FileReason

_MARK: Final = b"%PDF-"
_LAST: Final = b"%%EOF"  # missing where a copy broke off
_STREAM: Final = re.compile(rb"stream\r?\n")
_FURTHEST_STREAM: Final = 4096  # bytes from the name in a dictionary to its stream
_LARGEST_OBJECTS: Final = 64 << 20  # bytes unpacked, of all streams of objects together
_PIECE: Final = 1 << 16


def _named(*names: str) -> re.Pattern[bytes]:
    """Return the pattern of these names with any letter written as # and two hex digits."""
    spelt = ["".join(f"(?:{c}|#{ord(c):02x}|#{ord(c):02X})" for c in name) for name in names]
    return re.compile(f"/(?:{'|'.join(spelt)})".encode())


_LOCKED: Final = re.compile(_named("Encrypt").pattern + rb"(?![A-Za-z])")
_OBJECTS: Final = _named("ObjStm")
_REFUSED: Final[tuple[tuple[FileReason, re.Pattern[bytes]], ...]] = (
    ("pdf_script", _named("JavaScript", "Launch", "Rendition", "RichMedia", "XFA")),
    ("pdf_attachment", _named("EmbeddedFile")),
)


def is_pdf(head: bytes) -> bool:
    """Whether a file begins as a PDF."""
    return head.startswith(_MARK)


def check_pdf(content: bytes | mmap.mmap) -> str:
    """Return pdf. Raises RefusedFile."""
    if content.rfind(_LAST) < 0:
        raise RefusedFile("broken")
    if _LOCKED.search(content):
        raise RefusedFile("locked")
    _look_through(content)
    room = _LARGEST_OBJECTS
    for match in _OBJECTS.finditer(content):
        objects = _unpacked(content, match.end(), room)
        room -= len(objects)
        _look_through(objects)
    return "pdf"


def _look_through(content: bytes | mmap.mmap) -> None:
    for reason, names in _REFUSED:
        if names.search(content):
            raise RefusedFile(reason)


def _unpacked(content: bytes | mmap.mmap, after: int, room: int) -> bytes:
    """Return a stream of objects unpacked; one that is packed otherwise cannot be looked into."""
    found = _STREAM.search(content, after, after + _FURTHEST_STREAM)
    if found is None:
        raise RefusedFile("broken")
    unpacking, parts, at = zlib.decompressobj(), bytearray(), found.end()
    try:
        while not unpacking.eof and at < len(content):
            parts += unpacking.decompress(content[at : at + _PIECE], room - len(parts) + 1)
            at += _PIECE
            if len(parts) > room:
                raise RefusedFile("bomb")
    except zlib.error as error:
        raise RefusedFile("broken") from error
    return bytes(parts)
