"""Photos of a letter; what a row says of its picture is told to the letter's matters at once."""

from typing import Final

from sqlalchemy import Connection, select, update

from storage.once import insert_once
from storage.photos.outgoing import OutgoingPhoto, OutgoingPhotos
from storage.tables.letter_photos import letter_photos, letter_starts
from storage.tables.letters import letter_items, letter_pictures


def letter_started(connection: Connection, form_key: str) -> int | None:
    """Return the letter that an opened form began, None where it began none yet."""
    begun = select(letter_starts.c.letter_id).where(letter_starts.c.form_key == form_key)
    return connection.execute(begun).scalar()


def keep_start(connection: Connection, form_key: str, letter_id: int) -> bool:
    """Remember which letter a form began; False where it began another a moment ago."""
    row = {"form_key": form_key, "letter_id": letter_id}
    return insert_once(connection, letter_starts, "form_key", row)


def _tell_matters(connection: Connection, letter_id: int, photo: OutgoingPhoto) -> None:
    items = select(letter_items.c.id).where(letter_items.c.letter_id == letter_id)
    connection.execute(
        update(letter_pictures)
        .where(letter_pictures.c.media_id == photo.media_id, letter_pictures.c.item_id.in_(items))
        .values(sha256=photo.sha256, checked_by=photo.checked_by)
    )


LETTER_PHOTOS: Final = OutgoingPhotos(letter_photos, "letter_id", _tell_matters)
