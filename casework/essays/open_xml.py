"""Office files of today, .docx and .xlsx: ZIP archives, looked into with limits.

Nothing but the list of content types is unpacked. What the archive's own directory says of its
size is checked before Python's reader makes an object of each entry.
"""

import mmap
import posixpath
import struct
import zlib
from typing import BinaryIO, Final
from xml.etree.ElementTree import ParseError
from zipfile import BadZipFile, ZipFile, ZipInfo

from defusedxml import DefusedXmlException  # type: ignore[import-untyped]  # it has no stubs
from defusedxml.ElementTree import fromstring  # type: ignore[import-untyped]  # it has no stubs

from casework.essays.refusals import RefusedFile

_ENTRY: Final = b"PK\x03\x04"
_END: Final = b"PK\x05\x06"
_END_64: Final = b"PK\x06\x07"
_END_LENGTH: Final = 22
_LONGEST_COMMENT: Final = 65_535
_MOST_ENTRIES: Final = 5_000
_LARGEST_DIRECTORY: Final = 2 << 20  # bytes
_LARGEST_UNPACKED: Final = 400 << 20  # bytes that a clerk's program would have to hold
_LARGEST_LIST: Final = 1 << 20
_HIGHEST_RATIO: Final = 200
_SMALL: Final = 10 << 20  # below this a high ratio is only a dull table
_LIST: Final = "[Content_Types].xml"
_IS_LOCKED: Final = 1  # of an entry's flags
_FORMS: Final = {
    "wordprocessingml.document.main": "docx",
    "spreadsheetml.sheet.main": "xlsx",
}
_MACRO_ENDINGS: Final = (".docm", ".xlsm", ".dotm", ".xltm", ".pptm")
_DAMAGED: Final = (
    BadZipFile,
    DefusedXmlException,
    ParseError,
    zlib.error,
    EOFError,
    NotImplementedError,
    OSError,  # a place in the directory beyond the file
    RuntimeError,
    ValueError,
)


def is_archive(head: bytes) -> bool:
    """Whether a file begins as a ZIP."""
    return head.startswith(_ENTRY)


def check_archive(file: BinaryIO, content: bytes | mmap.mmap) -> str:
    """Return docx or xlsx. Raises RefusedFile for whatever else a ZIP may be."""
    _check_directory(content)
    try:
        with ZipFile(file) as archive:
            entries = archive.infolist()
            _check_entries(entries)
            if all(entry.filename != _LIST for entry in entries):
                raise RefusedFile("archive")
            with archive.open(_LIST) as listed:
                types = _content_types(listed.read(_LARGEST_LIST + 1))
    except _DAMAGED as error:
        raise RefusedFile("broken") from error
    return _form(types)


def _check_directory(content: bytes | mmap.mmap) -> None:
    """Refuse a directory too large to read, and one that a second, larger record could replace."""
    tail = content[-(_END_LENGTH + _LONGEST_COMMENT) :]
    at = tail.rfind(_END)
    if at < 0 or len(tail) - at < _END_LENGTH:
        raise RefusedFile("broken")
    count, size = struct.unpack_from("<HL", tail, at + 10)
    if count > _MOST_ENTRIES or size > _LARGEST_DIRECTORY or tail[at - 20 : at - 16] == _END_64:
        raise RefusedFile("bomb")


def _check_entries(entries: list[ZipInfo]) -> None:
    names = [posixpath.basename(entry.filename).lower() for entry in entries]
    if "vbaproject.bin" in names or any(name.endswith(_MACRO_ENDINGS) for name in names):
        raise RefusedFile("macros")
    if any(entry.flag_bits & _IS_LOCKED for entry in entries):
        raise RefusedFile("locked")
    if sum(entry.file_size for entry in entries) > _LARGEST_UNPACKED:
        raise RefusedFile("bomb")
    if any(
        entry.file_size > max(_SMALL, _HIGHEST_RATIO * entry.compress_size) for entry in entries
    ):
        raise RefusedFile("bomb")


def _content_types(data: bytes) -> list[str]:
    if len(data) > _LARGEST_LIST:
        raise RefusedFile("bomb")
    return [element.get("ContentType", "").lower() for element in fromstring(data).iter()]


def _form(types: list[str]) -> str:
    if any("macroenabled" in each or "vbaproject" in each for each in types):
        raise RefusedFile("macros")
    if any("presentationml.presentation.main" in each for each in types):
        raise RefusedFile("slides")
    for mark, form in _FORMS.items():
        if any(mark in each for each in types):
            return form
    raise RefusedFile("unknown")
