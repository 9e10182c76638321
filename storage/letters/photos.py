"""Photos of a letter: wanted from the worker, drawn, looked over. One row a letter and photo.

wanted → ready, or failed when the photo's file is gone or our own program failed three times.
What a row says of its picture is told to the letter's matters at once (`letter_pictures`).
"""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, Final

from sqlalchemy import Connection, select, update

from storage.once import insert_once
from storage.tables.letter_photos import letter_photos, letter_starts
from storage.tables.letters import letter_items, letter_pictures
from storage.tables.staff import staff
from storage.tables.work import media
from storage.work.claims import Claim, claim_rows, is_due, let_go, settle

WANTED: Final = "wanted"


@dataclass(frozen=True, slots=True)
class LetterPhoto:
    """A photo as the letter's desk shows it; `checked` is who looked over it, or empty."""

    media_id: int
    marks: str
    state: str
    sha256: str
    checked_by: int | None
    checked: str
    checked_at: datetime | None


@dataclass(frozen=True, slots=True)
class WantedPhoto:
    """A photo in a worker's hands; `sha256` is that of the observer's own file."""

    claim: Claim
    letter_id: int
    media_id: int
    marks: str
    sha256: str
    delivery_key: bytes = b""


def want_photo(
    connection: Connection, letter_id: int, media_id: int, by: tuple[int, datetime]
) -> None:
    """Have a photo drawn as it is, unless the letter has it already; `by` is who and when."""
    row = {"letter_id": letter_id, "media_id": media_id, **_wanted("", by)}
    insert_once(connection, letter_photos, "letter_id, media_id", row)


def mark_photo(
    connection: Connection, letter_id: int, media_id: int, marks: str, by: tuple[int, datetime]
) -> bool:
    """Have a photo drawn anew with these marks; False where the letter has no such photo."""
    changed = connection.execute(
        update(letter_photos).where(*_is(letter_id, media_id)).values(_wanted(marks, by))
    )
    _tell_matters(connection, letter_id, media_id)
    return changed.rowcount == 1


def tick_photo(
    connection: Connection, letter_id: int, photo: tuple[int, str], by: tuple[int, datetime]
) -> bool:
    """Record who looked over (photo, sha256 of the picture); False where it is another by now."""
    media_id, sha256 = photo
    changed = connection.execute(
        update(letter_photos)
        .where(*_is(letter_id, media_id))
        .where(letter_photos.c.state == "ready", letter_photos.c.sha256 == sha256)
        .values(checked_by=by[0], checked_at=by[1])
    )
    _tell_matters(connection, letter_id, media_id)
    return changed.rowcount == 1


def photos_of(connection: Connection, letter_id: int) -> dict[int, LetterPhoto]:
    """Return a letter's photos by the observer's photo."""
    columns = (
        letter_photos.c.media_id,
        letter_photos.c.marks,
        letter_photos.c.state,
        letter_photos.c.sha256,
        letter_photos.c.checked_by,
        staff.c.display_name,
        letter_photos.c.checked_at,
    )
    rows = connection.execute(
        select(*columns)
        .join_from(letter_photos, staff, staff.c.id == letter_photos.c.checked_by, isouter=True)
        .where(letter_photos.c.letter_id == letter_id)
        .order_by(letter_photos.c.id)
    )
    found = (LetterPhoto(*row[:5], row.display_name or "", row.checked_at) for row in rows)
    return {photo.media_id: photo for photo in found}


def some_due(connection: Connection, now: datetime) -> bool:
    """Whether a claim would find anything; asked without writing."""
    return is_due(connection, letter_photos, WANTED, now)


def claim(connection: Connection, now: datetime, limit: int, lease: timedelta) -> list[WantedPhoto]:
    """Take up to `limit` photos that are to be drawn."""
    taken = claim_rows(connection, letter_photos, WANTED, now, limit, lease)
    asked = select(media.c.id, media.c.sha256).where(
        media.c.id.in_([row["media_id"] for _, row in taken])
    )
    kept = {row.id: row.sha256 or "" for row in connection.execute(asked)} if taken else {}
    return [
        WantedPhoto(mark, row["letter_id"], row["media_id"], row["marks"], kept[row["media_id"]])
        for mark, row in taken
    ]


def finish(connection: Connection, row: WantedPhoto, sha256: str) -> bool:
    """Record the drawn picture; False when the row is ours no more."""
    values = {"state": "ready", "sha256": sha256}
    done = settle(connection, letter_photos, WANTED, row.claim, values)
    if done:
        _tell_matters(connection, row.letter_id, row.media_id)
    return done


def give_up(connection: Connection, row: WantedPhoto) -> bool:
    """Record that the picture cannot be drawn."""
    return settle(connection, letter_photos, WANTED, row.claim, {"state": "failed"})


def release(connection: Connection, row: WantedPhoto, next_at: datetime) -> bool:
    """Free a photo whose drawing failed by our own fault; the claim stays counted."""
    return let_go(connection, letter_photos, WANTED, row.claim, next_at)


def letter_started(connection: Connection, form_key: str) -> int | None:
    """Return the letter that an opened form began, None where it began none yet."""
    begun = select(letter_starts.c.letter_id).where(letter_starts.c.form_key == form_key)
    return connection.execute(begun).scalar()


def keep_start(connection: Connection, form_key: str, letter_id: int) -> bool:
    """Remember which letter a form began; False where it began another a moment ago."""
    row = {"form_key": form_key, "letter_id": letter_id}
    return insert_once(connection, letter_starts, "form_key", row)


def _wanted(marks: str, by: tuple[int, datetime]) -> dict[str, Any]:
    asked = {"asked_by": by[0], "asked_at": by[1], "next_at": by[1]}
    work = {"state": WANTED, "lease_until": None, "claims": 0}
    return {"marks": marks, "sha256": "", "checked_by": None, "checked_at": None, **asked, **work}


def _is(letter_id: int, media_id: int) -> tuple[Any, Any]:
    return letter_photos.c.letter_id == letter_id, letter_photos.c.media_id == media_id


def _tell_matters(connection: Connection, letter_id: int, media_id: int) -> None:
    photo = photos_of(connection, letter_id).get(media_id)
    if photo is None:
        return
    items = select(letter_items.c.id).where(letter_items.c.letter_id == letter_id)
    connection.execute(
        update(letter_pictures)
        .where(letter_pictures.c.media_id == media_id, letter_pictures.c.item_id.in_(items))
        .values(sha256=photo.sha256, checked_by=photo.checked_by)
    )
