"""A photo of which parts are made unreadable, so that nobody can be known in it.

Only the worker imports this (Pillow). What is left of a marked part is one colour for each block of
a fiftieth of the longer side, then smoothed: nothing of a face or a plate can be computed back.
"""

from io import BytesIO
from typing import Final

from PIL import Image, ImageDraw, ImageFilter

from casework.photo_marks import WHOLE, Box, Brush, Mark
from reminders.picture_copies import jpeg

_BLOCKS: Final = 50  # along the longer side
_LEAST_BLOCK: Final = 8  # pixels
_MOST_BYTES: Final = 700_000
_SIDES: Final = (1600, 1280, 1024)  # pixels; 1024 print at 300 dpi where two stand in a row


def unreadable(shown: bytes, marks: tuple[Mark, ...]) -> bytes:
    """Return a copy of a shown picture as JPEG, bare of metadata, its marked parts blurred.

    A busy picture is made smaller here, once: twenty of them fit a letter as they are, which so is
    put together in half a second.
    """
    with Image.open(BytesIO(shown), formats=["JPEG"]) as image:
        picture = image.convert("RGB")
    if marks:
        picture.paste(_blurred(picture), mask=_mask(picture.size, marks))
    picture.info = {}
    drawn = jpeg(picture)
    for side in _SIDES:
        if len(drawn) <= _MOST_BYTES:
            break
        picture.thumbnail((side, side), Image.Resampling.LANCZOS)
        drawn = jpeg(picture)
    return drawn


def _blurred(picture: Image.Image) -> Image.Image:
    block = max(_LEAST_BLOCK, max(picture.size) // _BLOCKS)
    few = (max(1, picture.width // block), max(1, picture.height // block))
    coarse = picture.resize(few, Image.Resampling.BOX)
    blocks = coarse.resize(picture.size, Image.Resampling.NEAREST)
    return blocks.filter(ImageFilter.GaussianBlur(block / 3))


def _mask(size: tuple[int, int], marks: tuple[Mark, ...]) -> Image.Image:
    mask = Image.new("L", size, 0)
    draw = ImageDraw.Draw(mask)
    for mark in marks:
        if isinstance(mark, Box):
            corners = (*_at(size, mark.left, mark.top), *_at(size, mark.right, mark.bottom))
            draw.rectangle(corners, fill=255)
        else:
            _stroke(draw, size, mark)
    return mask


def _stroke(draw: ImageDraw.ImageDraw, size: tuple[int, int], brush: Brush) -> None:
    radius = max(1, brush.radius * max(size) // WHOLE)
    points = [_at(size, across, down) for across, down in brush.points]
    draw.line(points, fill=255, width=2 * radius)
    for across, down in points:
        box = (across - radius, down - radius, across + radius, down + radius)
        draw.ellipse(box, fill=255)


def _at(size: tuple[int, int], across: int, down: int) -> tuple[int, int]:
    return across * size[0] // WHOLE, down * size[1] // WHOLE
