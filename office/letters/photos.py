"""Photos as a letter carries them: small enough to print and to mail, without any metadata."""

from collections.abc import Sequence
from io import BytesIO
from typing import Final

from PIL import Image, ImageFile

MOST_BYTES: Final = 14 << 20  # all photos of a letter; the file may have 15 MB
_LARGEST: Final = 2048  # pixels of the longest side; the worker's standard copies have no more
_SMALL: Final = 1024  # over 300 dpi where two stand in a row
_QUALITY: Final = 82
_SPEAKS: Final = {"exif", "xmp", "comment", "photoshop", "icc_profile"}


class BrokenPhoto(Exception):
    """These bytes are no picture that can be printed; `place` counts from 0."""

    def __init__(self, place: int) -> None:
        super().__init__(place)
        self.place = place


def printable(photos: Sequence[bytes]) -> tuple[bytes, ...]:
    """Return a letter's photos as JPEGs. Raises BrokenPhoto.

    The worker's standard copies are upright and bare: they pass as they are, and the largest are
    made smaller until all of them fit.
    """
    ready = [_bare(photo, place) for place, photo in enumerate(photos)]
    total = sum(map(len, ready))
    for place in sorted(range(len(ready)), key=lambda each: len(ready[each]), reverse=True):
        if total <= MOST_BYTES:
            break
        smaller = _smaller(ready[place], _SMALL, place)
        total -= len(ready[place]) - len(smaller)
        ready[place] = smaller
    return tuple(ready)


def _bare(photo: bytes, place: int) -> bytes:
    try:
        with Image.open(BytesIO(photo), formats=["JPEG", "PNG"]) as image:
            if _passes(image):
                return photo
    except (OSError, SyntaxError, ValueError, Image.DecompressionBombError) as error:
        raise BrokenPhoto(place) from error
    return _smaller(photo, _LARGEST, place)


def _passes(image: ImageFile.ImageFile) -> bool:
    silent = not (_SPEAKS & set(image.info))
    return image.format == "JPEG" and silent and max(image.size) <= _LARGEST


def _smaller(photo: bytes, side: int, place: int) -> bytes:
    try:
        with Image.open(BytesIO(photo)) as image:
            image.draft("RGB", (side, side))  # the JPEG decoder halves while it decodes
            picture = image.convert("RGB")
    except (OSError, SyntaxError, ValueError) as error:
        raise BrokenPhoto(place) from error
    picture.thumbnail((side, side), Image.Resampling.BILINEAR)
    picture.info = {}
    out = BytesIO()
    picture.save(out, format="JPEG", quality=_QUALITY)
    return out.getvalue()
