"""Photos as a letter carries them: small enough to print and to mail, without any metadata."""

from io import BytesIO
from typing import Final

from PIL import Image, ImageFile

MOST_BYTES: Final = 14 << 20  # all photos of a letter; the file may have 15 MB
_LARGEST: Final = 2048  # pixels of the longest side
_ALONE, _IN_PAIRS = 2048, 1024  # where it has to be made smaller: over 300 dpi as printed
_QUALITY: Final = 82
_SPEAKS: Final = {"exif", "xmp", "comment", "photoshop", "icc_profile"}


class BrokenPhoto(Exception):
    """These bytes are no picture that can be printed."""


def printable(photo: bytes, of: int) -> bytes:
    """Return one of `of` photos as JPEG. Raises BrokenPhoto.

    The worker's standard copies are upright and bare; one that is small enough passes untouched.
    """
    try:
        with Image.open(BytesIO(photo), formats=["JPEG", "PNG"]) as image:
            if _passes(image, photo, of):
                image.load()
                return photo
            return _smaller(image, _ALONE if of == 1 else _IN_PAIRS)
    except (OSError, SyntaxError, ValueError, Image.DecompressionBombError) as error:
        raise BrokenPhoto from error


def _passes(image: ImageFile.ImageFile, photo: bytes, of: int) -> bool:
    bare = image.format == "JPEG" and not (_SPEAKS & set(image.info))
    return bare and max(image.size) <= _LARGEST and len(photo) * of <= MOST_BYTES


def _smaller(image: ImageFile.ImageFile, side: int) -> bytes:
    image.draft("RGB", (side, side))  # the JPEG decoder halves while it decodes
    picture = image.convert("RGB")
    picture.thumbnail((side, side), Image.Resampling.BILINEAR)
    picture.info = {}
    out = BytesIO()
    picture.save(out, format="JPEG", quality=_QUALITY)
    return out.getvalue()
