"""What a file of an essay is, by its content alone, and whether a clerk may safely open it.

Names and declared types are only somebody's word. A large file is looked at through the system's
page cache (mmap) and never held in memory as a whole.
"""

import mmap
from collections.abc import Iterator
from contextlib import contextmanager
from typing import BinaryIO, Final

import filetype

from casework.essays.ole_files import check_ole, is_ole
from casework.essays.open_xml import check_archive, is_archive
from casework.essays.pdf_files import check_pdf, is_pdf
from casework.essays.plain_texts import check_text
from casework.essays.refusals import RefusedFile
from casework.polyglot import carries_something_else

LARGEST: Final = 50 << 20  # bytes of one file
_SMALL: Final = 1 << 18  # bytes
_ENOUGH: Final = 4096  # bytes; every signature of a picture lies within
_HEIF_BRANDS: Final = {b"heix", b"heim", b"heis"}  # 10-bit and layered HEIC, unknown to filetype
_PICTURES: Final = {"jpg", "png", "heic"}
_ARCHIVES: Final = {"rar", "7z", "gz", "bz2", "xz", "tar", "zst", "lz4"}

Content = bytes | mmap.mmap


def form_of(file: BinaryIO) -> str:
    """Return what a file is: docx, xlsx, doc, pdf, txt, jpg, png, heic. Raises RefusedFile.

    `file` lies in memory or on a disk of this machine; its place is anywhere afterwards.
    """
    size = file.seek(0, 2)
    file.seek(0)
    if size == 0:
        raise RefusedFile("empty")
    if size > LARGEST:
        raise RefusedFile("too_big")
    with _content(file, size) as content:
        return _form(content, file)


def _form(content: Content, file: BinaryIO) -> str:
    head = content[:_ENOUGH]
    if is_archive(head):
        return check_archive(file, content)
    if is_ole(head):
        return check_ole(content)
    if is_pdf(head):
        return check_pdf(content)
    picture = _picture(head)
    if picture in _PICTURES:
        if carries_something_else(content):
            raise RefusedFile("polyglot")
        return picture
    guess = filetype.guess(head)
    if guess is not None:
        raise RefusedFile("archive" if guess.extension in _ARCHIVES else "unknown")
    return check_text(content)


def _picture(head: bytes) -> str:
    if head[4:8] == b"ftyp" and head[8:12] in _HEIF_BRANDS:
        return "heic"
    guess = filetype.image_match(head)
    return "" if guess is None else str(guess.extension)


@contextmanager
def _content(file: BinaryIO, size: int) -> Iterator[Content]:
    if size <= _SMALL:  # such uploads never reach the disk
        yield file.read()
        return
    with mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ) as content:
        yield content
