"""Makes the Word file of a letter from its frozen content, its photos and its template.

The same content and template give the same bytes: so a file can be made again years later, and be
compared with what was signed.
"""

from collections.abc import Mapping
from hashlib import sha256
from typing import Final

from casework.letters.content import CannotRender, LetterContent, Picture
from catalogue.wording import staff_letter_files as words
from office.letters.fields import APPROVAL, Shot
from office.letters.filling import fill
from office.letters.package import open_letter, same_every_time
from office.letters.photos import BrokenPhoto, printable
from office.letters.template_check import mistakes_in
from office.letters.values import pictures_of, values_of
from office.letters.words import one_line

_LONGEST_PROPERTY: Final = 255  # characters


def render(
    content: LetterContent, photos: Mapping[str, bytes], template: bytes, kind: str
) -> bytes:
    """Return a letter as .docx. Raises CannotRender, which names every mistake.

    `photos` holds the JPEG or PNG of each picture by its sha256. `kind` chooses the fields that
    the template must have; it is the content's own, or "approval" for the slip, which shows none.
    """
    mistakes = mistakes_in(template, kind)
    if mistakes:
        raise CannotRender(mistakes)
    document = open_letter(template)
    shots = () if kind == APPROVAL else _shots(content, photos)
    fill(document, values_of(content, shots))
    document.core_properties.title = one_line(content.title)[:_LONGEST_PROPERTY]
    return same_every_time(document)


def _shots(content: LetterContent, photos: Mapping[str, bytes]) -> tuple[Shot, ...]:
    pictures = pictures_of(content)
    raw = [_genuine(photos, picture, caption) for picture, caption in pictures]
    try:
        ready = printable(raw)
    except BrokenPhoto as broken:
        raise CannotRender((words.photo_broken(pictures[broken.place][1]),)) from broken
    captions = (caption for _, caption in pictures)
    return tuple(Shot(jpeg, caption) for jpeg, caption in zip(ready, captions, strict=True))


def _genuine(photos: Mapping[str, bytes], picture: Picture, caption: str) -> bytes:
    """Return the very photo that the signature binds."""
    photo = photos.get(picture.sha256)
    if photo is None or sha256(photo).hexdigest() != picture.sha256:
        raise CannotRender((words.photo_lost(caption),))
    return photo
