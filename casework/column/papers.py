"""What leaves with a piece: its sheet for the Word file, its photos, the ledger of the column.

A name stands in it only where its owner said 署名; the photos are those that were looked over.
"""

from dataclasses import dataclass
from datetime import date
from io import BytesIO
from typing import Final
from zipfile import ZIP_STORED, ZipFile, ZipInfo

from casework.column.gate import Doing, admit, write_down
from casework.column.states import Act
from casework.column.writing import sources_used
from casework.sheets.xlsx_writer import Table, table_workbook
from catalogue.wording import column_pieces as wording
from storage.blobs.files import FileStore, original_key
from storage.column.consents import asks_about
from storage.column.publications import PUBLICATION_PHOTOS, handed_between
from storage.database import Connection
from storage.people.people import observer_cards
from storage.vault import Vault

_YEAR_ZERO: Final = (1980, 1, 1, 0, 0, 0)  # zip knows no earlier one: the same bytes each time


@dataclass(frozen=True, slots=True)
class Sheet:
    """A piece as it leaves; `photos` are (sha256 of the drawn picture, what stands below it)."""

    title: str
    text: str
    credit: str
    photos: tuple[tuple[str, str], ...]


def take_out(
    connection: Connection, vault: Vault, publication_id: int, form: str, doing: Doing
) -> Sheet:
    """Return a piece for a file of this form (docx, zip); recorded. Raises Refused."""
    leave = admit(connection, vault, publication_id, Act.EXPORT, doing)
    piece = leave.piece
    sources = sources_used(connection, piece)
    asked = asks_about(connection, piece.id)
    named = {each.observer_id for each in sources if asked[each.observer_id].answer == "named"}
    names = {who: card.name for who, card in observer_cards(connection, vault, named).items()}
    taken_by = {media_id: each.observer_id for each in sources for media_id in each.photos}
    photos = [
        (photo.sha256, wording.caption(place, names.get(taken_by[photo.media_id], "")))
        for place, photo in enumerate(PUBLICATION_PHOTOS.of(connection, piece.id).values(), 1)
    ]
    others = len({each.observer_id for each in sources} - named)
    write_down(connection, leave, form)
    return Sheet(
        piece.title, piece.text, wording.credit(list(names.values()), others), tuple(photos)
    )


def photos_zip(sheet: Sheet, files: FileStore) -> bytes:
    """Return the photos of a piece as .zip: drawn pictures, which hold no EXIF."""
    made = BytesIO()
    with ZipFile(made, "w", ZIP_STORED) as archive:
        for place, (sha256, _) in enumerate(sheet.photos, 1):
            entry = ZipInfo(wording.photo_name(place), _YEAR_ZERO)
            archive.writestr(entry, files.get(original_key(sha256)))
    return made.getvalue()


def column_ledger(connection: Connection, first: date, last: date) -> tuple[bytes, int]:
    """Return what was handed out on these days as .xlsx, and how many lines it has."""
    found = handed_between(connection, first, last)
    rows = [
        [
            each.handed_on.isoformat() if each.handed_on else "",
            each.title,
            each.outlet,
            wording.STATES[each.state],
            each.published_on.isoformat() if each.published_on else "",
            each.link,
        ]
        for each in found
    ]
    told = wording.period(first.isoformat(), last.isoformat(), len(rows))
    table = Table(wording.LEDGER, (wording.LEDGER, told), wording.LEDGER_COLUMNS, rows)
    return table_workbook(table), len(rows)
