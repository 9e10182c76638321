"""A photo's bytes, examined: refused with a reason, or measured, copied and fingerprinted.

Only the worker imports this (Pillow and libheif cost memory that the web processes do not have).
Types are believed only where the first bytes and the decoder agree; sizes are read from the
header before a single pixel is decoded.
"""

import hashlib
import warnings
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from io import BytesIO
from typing import Any, Final, NamedTuple

import pillow_heif
from PIL import AvifImagePlugin, Image, ImageFile, WebPImagePlugin

from casework.polyglot import carries_something_else
from reminders import exif as exif_hints
from reminders.exif import Position
from reminders.fingerprint import dhash
from reminders.media_kinds import image_extension
from reminders.photo_refusals import RefusedPhoto
from reminders.picture_copies import jpeg, orientation_of, shown_picture, thumbnail

pillow_heif.register_heif_opener()


class _Format(NamedTuple):
    """How Pillow calls what filetype calls by an extension."""

    decoder: str
    mime: str


_HEIF: Final = _Format("HEIF", "image/heic")
_ALLOWED: Final[Mapping[str, _Format]] = {
    "jpg": _Format("JPEG", "image/jpeg"),
    "png": _Format("PNG", "image/png"),
    "gif": _Format("GIF", "image/gif"),
    "webp": _Format(WebPImagePlugin.WebPImageFile.format, "image/webp"),
    "bmp": _Format("BMP", "image/bmp"),
    "heic": _HEIF,
    "avif": _Format(AvifImagePlugin.AvifImageFile.format, "image/avif"),
}
_MOST_SIDE: Final = 65_000  # pixels; JPEG ends at 65,535


@dataclass(frozen=True, slots=True)
class Limits:
    """What is refused unread: more bytes, pixels (width times height) or frames than these."""

    max_bytes: int
    max_pixels: int
    max_frames: int = 300


@dataclass(frozen=True, slots=True)
class Examined:
    """A photo that can be kept and shown.

    `sha256` is of the original bytes, in hex. `width` and `height` are the original's pixels as a
    person sees it, after turning. `taken_at` (aware UTC) and `position` (WGS-84) are the photo's
    own word, often None. `dhash` is a signed 64-bit fingerprint. `shown` (at most 2048 pixels on
    the longest side) and `thumb` (320) are JPEGs without any metadata.
    """

    sha256: str
    mime: str
    extension: str
    width: int
    height: int
    taken_at: datetime | None
    position: Position | None
    dhash: int
    shown: bytes
    thumb: bytes


def examine(data: bytes, limits: Limits) -> Examined:
    """Read a photo. Raises RefusedPhoto with the reason; anything else raised is our own fault."""
    extension = _extension(data, limits)
    known = _ALLOWED[extension]
    with _refusing_damage(), Image.open(BytesIO(data), formats=[known.decoder]) as image:
        _check_header(image, limits)
        exif = _exif(image)
        turned = orientation_of(exif) in range(5, 9)
        width, height = image.size[::-1] if turned else image.size
        shown = shown_picture(image, orientation_of(exif))
    thumb = thumbnail(shown)
    return Examined(
        sha256=hashlib.sha256(data).hexdigest(),
        mime=known.mime,
        extension=extension,
        width=width,
        height=height,
        taken_at=exif_hints.taken_at(_part(exif, exif_hints.EXIF_IFD)),
        position=exif_hints.position(_part(exif, exif_hints.GPS_IFD)),
        dhash=dhash(thumb),
        shown=jpeg(shown),
        thumb=jpeg(thumb),
    )


def _extension(data: bytes, limits: Limits) -> str:
    if not data:
        raise RefusedPhoto("empty")
    if len(data) > limits.max_bytes:
        raise RefusedPhoto("too_many_bytes")
    extension = image_extension(data)
    if extension is None:
        raise RefusedPhoto("not_an_image")
    if extension not in _ALLOWED:
        raise RefusedPhoto("unsupported_type")
    if carries_something_else(data):
        raise RefusedPhoto("polyglot")
    return extension


def _check_header(image: ImageFile.ImageFile, limits: Limits) -> None:
    width, height = image.size
    if width < 1 or height < 1:
        raise RefusedPhoto("zero_size")
    if width * height > limits.max_pixels or max(width, height) > _MOST_SIDE:
        raise RefusedPhoto("too_many_pixels")
    if getattr(image, "n_frames", 1) > limits.max_frames:
        raise RefusedPhoto("too_many_frames")


@contextmanager
def _refusing_damage() -> Iterator[None]:
    """Turn whatever a decoder says of hostile or damaged bytes into a refusal."""
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            warnings.simplefilter("error", Image.DecompressionBombWarning)
            yield
    except (RefusedPhoto, MemoryError):
        raise
    except (Image.DecompressionBombError, Image.DecompressionBombWarning) as error:
        raise RefusedPhoto("too_many_pixels") from error
    except Exception as error:  # decoders raise SyntaxError, struct.error, RuntimeError, …
        raise RefusedPhoto("broken") from error


def _exif(image: ImageFile.ImageFile) -> Image.Exif:
    try:
        return image.getexif()
    except Exception:  # noqa: BLE001 - damaged notes in the margin do not spoil a photo
        return Image.Exif()


def _part(exif: Image.Exif, ifd: int) -> Mapping[int, Any]:
    try:
        return exif.get_ifd(ifd)
    except Exception:  # noqa: BLE001 - as above: Pillow lets struct.error and others through
        return {}
