"""Photos of a draft: made unreadable where somebody could be known, and looked over by name.

The observer's photo never leaves; what the worker draws from its marks does, and only after an
officer ticked 人脸/证件/门牌/车牌已检查 on that very picture (issue 5 item 3).
"""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import datetime

from casework.letters.gate import Doing, LetterDesk, Refused, Why, admit, carry_out
from casework.letters.states import Act
from casework.photo_marks import read_marks
from storage.database import Connection
from storage.desk.acts import record_act
from storage.letters.items import ItemDraft, ItemPicture, replace_items
from storage.letters.photos import LETTER_PHOTOS
from storage.photos.outgoing import OutgoingPhoto


def keep_items(
    connection: Connection, letter_id: int, items: Sequence[ItemDraft], by: tuple[int, datetime]
) -> None:
    """Give a draft other matters; photos that are new in it are wanted from the worker.

    Whether a photo was looked over is read from the letter's own rows, never from the caller.
    """
    media = {each.media_id for item in items for each in item.pictures if each.media_id is not None}
    for media_id in sorted(media):
        LETTER_PHOTOS.want(connection, letter_id, media_id, by)
    kept = LETTER_PHOTOS.of(connection, letter_id)
    replace_items(connection, letter_id, [_with_own_pictures(item, kept) for item in items])


def mark_photo(  # of which letter, which photo, what is to be unreadable, who says so
    connection: Connection, desk: LetterDesk, letter_id: int, photo: tuple[int, str], doing: Doing
) -> None:
    """Have (photo, marks) drawn anew; nobody has looked over the new picture. Raises Refused."""
    try:
        read_marks(photo[1])
    except ValueError as error:
        raise Refused(Why.UNKNOWN) from error
    leave = admit(connection, desk, letter_id, (Act.EDIT, None), doing)
    carry_out(connection, leave, {"secrecy_by": None})
    if not LETTER_PHOTOS.mark(connection, letter_id, photo, (leave.staff_id, doing.now)):
        raise Refused(Why.UNKNOWN)


def tick_photos(
    connection: Connection, desk: LetterDesk, letter_id: int, seen: Mapping[int, str], doing: Doing
) -> None:
    """Record that somebody looked over these pictures: {photo: sha256 seen}. Raises Refused.

    A picture that was drawn anew meanwhile is refused: nobody saw it.
    """
    leave = admit(connection, desk, letter_id, (Act.EDIT, None), doing)
    carry_out(connection, leave, {"secrecy_by": None})
    by = (leave.staff_id, doing.now)
    for photo in seen.items():
        if not LETTER_PHOTOS.tick(connection, letter_id, photo, by):
            raise Refused(Why.CHANGED)
        told = f"photo:{photo[0]} {photo[1][:16]}"
        target = f"letter:{letter_id}"
        record_act(connection, leave.staff_id, "letter.photo-checked", target, told, doing.now)


def _with_own_pictures(item: ItemDraft, kept: Mapping[int, OutgoingPhoto]) -> ItemDraft:
    return replace(item, pictures=tuple(_own(picture, kept) for picture in item.pictures))


def _own(picture: ItemPicture, kept: Mapping[int, OutgoingPhoto]) -> ItemPicture:
    if picture.media_id is None:
        return picture
    photo = kept[picture.media_id]
    return replace(picture, sha256=photo.sha256, checked_by=photo.checked_by)
