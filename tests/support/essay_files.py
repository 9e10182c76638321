"""Files as people hand them in, made on the spot: good ones, and those that must be refused."""

import struct
import zlib
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
SHEET = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"
WORD_MACROS = "application/vnd.ms-word.document.macroEnabled.main+xml"
SLIDES = "application/vnd.openxmlformats-officedocument.presentationml.presentation.main+xml"
_OLE = bytes.fromhex("d0cf11e0a1b11ae1")


def types_of(*kinds: str) -> bytes:
    """Return [Content_Types].xml with these types."""
    parts = "".join(f'<Override PartName="/p{n}" ContentType="{k}"/>' for n, k in enumerate(kinds))
    head = '<?xml version="1.0" encoding="UTF-8"?>'
    space = "http://schemas.openxmlformats.org/package/2006/content-types"
    return f'{head}<Types xmlns="{space}">{parts}</Types>'.encode()


def office_file(*kinds: str, **parts: bytes) -> bytes:
    """Return an Office file of these content types; `parts` by name, `__` for a slash."""
    held = {"[Content_Types].xml": types_of(*kinds), "word/document.xml": b"<w:document/>"}
    return zipped(held | {name.replace("__", "/"): data for name, data in parts.items()})


def docx(words: str = "养老服务调研") -> bytes:
    """Return a .docx."""
    return office_file(WORD, word__document=words.encode())


def zipped(parts: dict[str, bytes]) -> bytes:
    """Return a ZIP."""
    data = BytesIO()
    with ZipFile(data, "w", ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(ZipInfo(name), content, ZIP_DEFLATED)  # the same at any time
    return data.getvalue()


def locked_zip() -> bytes:
    """Return a .docx whose entries say that they are encrypted."""
    data = bytearray(docx())
    at = -1
    while (at := data.find(b"PK\x01\x02", at + 1)) >= 0:
        data[at + 8] |= 1
    return bytes(data)


def bomb() -> bytes:
    """Return a small .docx that unpacks to twelve megabytes of nothing."""
    return office_file(WORD, word__media=bytes(12 << 20))


def lying_bomb() -> bytes:
    """Return a ZIP whose directory claims more entries than anybody opens."""
    data = bytearray(docx())
    struct.pack_into("<HH", data, data.rfind(b"PK\x05\x06") + 8, 60_000, 60_000)
    return bytes(data)


def ole(*names: str, locked: bool = False) -> bytes:
    """Return an OLE file with these entries; WordDocument begins in its second sector."""
    head = bytearray(512)
    head[:8] = _OLE
    struct.pack_into("<H", head, 30, 9)
    directory = b"".join(_entry(name) for name in ("Root Entry", *names))
    directory += bytes(-len(directory) % 512)
    words = bytearray(512)
    struct.pack_into("<H8xH", words, 0, 0xA5EC, 0x0100 if locked else 0)
    return bytes(head + words + directory)


def _entry(name: str) -> bytes:
    coded = f"{name}\0".encode("utf-16-le")
    return struct.pack("<64sHBB48xLQ", coded, len(coded), 2, 1, 0, 512)


def pdf(body: bytes = b"", packed: bytes = b"") -> bytes:
    """Return a PDF; `packed` lies in a stream of objects."""
    catalog = b"1 0 obj <</Type/Catalog/Pages 2 0 R>> endobj\n"
    if packed:
        stream = zlib.compress(packed)
        body += (
            b"5 0 obj <</Type/ObjStm/N 1/First 4/Filter/FlateDecode/Length %d>>stream\r\n"
            % len(stream)
        )
        body += stream + b"\nendstream endobj\n"
    return b"%PDF-1.7\n" + catalog + body + b"trailer <</Root 1 0 R>>\n%%EOF\n"
