"""A .docx as a file: opened with care, written the same every time."""

import re
import zipfile
from collections.abc import Sequence
from datetime import UTC, datetime
from io import BytesIO
from typing import Any, Final
from xml.sax.saxutils import quoteattr

import docx
from docx.document import Document
from docx.opc.constants import CONTENT_TYPE, NAMESPACE

from catalogue.wording.staff_letter_files import UNREADABLE, UnreadableReason

MOST_BYTES: Final = 50 << 20
_MOST_UNPACKED: Final = 200 << 20
_MOST_PART: Final = 20 << 20  # of XML; a letter of fifty pages has one
_MOST_PARTS: Final = 2000
_OLE: Final = bytes.fromhex("d0cf11e0a1b11ae1")
_OLE_ENCRYPTED: Final = "EncryptedPackage".encode("utf-16-le")
_ENCRYPTED_FLAG: Final = 0x1
_XML: Final = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>'
_MAIN: Final = "word/document.xml"
_APPLICATION: Final = "/docProps/app.xml"
_OF_PEOPLE: Final = re.compile(rb"<(Company|Manager)>[^<]+</\1>")
_MACROS: Final = "vbaproject.bin"
_EPOCH: Final = (1980, 1, 1, 0, 0, 0)  # the first moment a ZIP knows
_SOME_DAY: Final = datetime(2000, 1, 1, tzinfo=UTC).replace(tzinfo=None)
_PACKED_ALREADY: Final = (".jpg", ".jpeg", ".png")


class UnreadableLetter(Exception):
    """The file is no .docx that may be opened; `sentence` tells the clerk what to do."""

    def __init__(self, reason: UnreadableReason) -> None:
        super().__init__(reason)
        self.reason = reason
        self.sentence = UNREADABLE[reason]


def open_letter(data: bytes) -> Document:
    """Return the document in these bytes. Raises UnreadableLetter."""
    _check_container(data)
    try:
        with zipfile.ZipFile(BytesIO(data)) as archive:
            _check_parts(archive)
        return docx.Document(BytesIO(data))
    except UnreadableLetter:
        raise
    except Exception as error:  # python-docx and zipfile raise whatever damage leads them to
        raise UnreadableLetter("broken") from error


def same_every_time(document: Document) -> bytes:
    """Return the file; the same document gives the same bytes on any day.

    python-docx's own writer stamps the parts with the time and packs the photos once more.
    """
    properties = document.core_properties
    properties.created = properties.modified = _SOME_DAY
    properties.author = properties.last_modified_by = properties.comments = ""
    properties.subject = properties.keywords = properties.category = ""
    properties.revision = 1
    package = document.part.package
    parts = sorted(package.iter_parts(), key=lambda part: str(part.partname))
    out = BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        _write(archive, "[Content_Types].xml", _content_types(parts))
        _write(archive, "_rels/.rels", package.rels.xml)
        for part in parts:
            _write(archive, part.partname.membername, _without_people(part))
            if part.rels:
                _write(archive, part.partname.rels_uri.membername, part.rels.xml)
    return out.getvalue()


def _without_people(part: Any) -> bytes:
    """Return a part as a file; whose computer its template was made on is not told."""
    data = bytes(part.blob)
    return _OF_PEOPLE.sub(b"", data) if part.partname == _APPLICATION else data


def _write(archive: zipfile.ZipFile, name: str, data: bytes | str) -> None:
    entry = zipfile.ZipInfo(name, _EPOCH)
    packed = name.endswith(_PACKED_ALREADY)
    entry.compress_type = zipfile.ZIP_STORED if packed else zipfile.ZIP_DEFLATED
    archive.writestr(entry, data)


def _content_types(parts: Sequence[Any]) -> str:
    """Name the type of every part, as the container format (OPC) asks."""
    named = ((quoteattr(part.partname), quoteattr(part.content_type)) for part in parts)
    types = "".join(f"<Override PartName={name} ContentType={type_}/>" for name, type_ in named)
    relations = f'<Default Extension="rels" ContentType="{CONTENT_TYPE.OPC_RELATIONSHIPS}"/>'
    return f'{_XML}<Types xmlns="{NAMESPACE.OPC_CONTENT_TYPES}">{relations}{types}</Types>'


def _check_container(data: bytes) -> None:
    if not data:
        raise UnreadableLetter("empty")
    if len(data) > MOST_BYTES:
        raise UnreadableLetter("too_large")
    if data.startswith(_OLE):
        raise UnreadableLetter("password" if _OLE_ENCRYPTED in data else "old_doc")
    if not data.startswith(b"PK"):
        raise UnreadableLetter("not_docx")


def _check_parts(archive: zipfile.ZipFile) -> None:
    """Look at the table of contents before a single part is unpacked."""
    parts = archive.infolist()
    if any(part.flag_bits & _ENCRYPTED_FLAG for part in parts):
        raise UnreadableLetter("password")
    if _MAIN not in archive.namelist():
        raise UnreadableLetter("not_docx")
    if any(part.filename.lower().endswith(_MACROS) for part in parts):
        raise UnreadableLetter("macros")
    too_large = any(_is_xml(part) and part.file_size > _MOST_PART for part in parts)
    total = sum(part.file_size for part in parts)
    if too_large or len(parts) > _MOST_PARTS or total > _MOST_UNPACKED:
        raise UnreadableLetter("bomb")


def _is_xml(part: zipfile.ZipInfo) -> bool:
    return part.filename.lower().endswith((".xml", ".rels"))
