"""What an uploaded file is, before any of it is unpacked."""

from typing import Final

from catalogue.wording.staff_roster import UNREADABLE, UnreadableReason

_OLE: Final = bytes.fromhex("d0cf11e0a1b11ae1")
_OLE_ENCRYPTED: Final = "EncryptedPackage".encode("utf-16-le")
_ZIP: Final = b"PK\x03\x04"


class UnreadableWorkbook(Exception):
    """The file as a whole cannot be read as a table; `sentence` tells the clerk what to do."""

    def __init__(self, reason: UnreadableReason) -> None:
        super().__init__(reason)
        self.reason = reason
        self.sentence = UNREADABLE[reason]


def check_container(data: bytes) -> None:
    """Raise UnreadableWorkbook for whatever cannot be an open .xlsx; a ZIP passes."""
    if not data:
        raise UnreadableWorkbook("empty")
    if data.startswith(_OLE):
        raise UnreadableWorkbook("password" if _OLE_ENCRYPTED in data else "old_xls")
    if not data.startswith(_ZIP):
        raise UnreadableWorkbook("text" if _is_plain_text(data) else "not_xlsx")


def _is_plain_text(data: bytes) -> bool:
    if b"\0" in data or data.startswith((b"%PDF-", b"<")):
        return False
    for encoding in ("utf-8", "gb18030"):
        try:
            data.decode(encoding)
        except UnicodeDecodeError:
            continue
        return True
    return False
