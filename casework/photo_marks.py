"""What is to be made unreadable in a photo, as numbers: strokes of a brush, and boxes.

All numbers are thousandths: across of the width, down of the height, a brush's radius of the longer
side. Written `brush 20 100 200 110 210;box 0 0 300 250`: a brush's radius and its points, a box's
left, top, right and bottom.
"""

from dataclasses import dataclass
from typing import Final

WHOLE: Final = 1000
_MOST_NUMBERS: Final = 20_000


@dataclass(frozen=True, slots=True)
class Brush:
    """A stroke: a round brush led from point to point."""

    radius: int
    points: tuple[tuple[int, int], ...]


@dataclass(frozen=True, slots=True)
class Box:
    """An upright rectangle."""

    left: int
    top: int
    right: int
    bottom: int


Mark = Brush | Box


def read_marks(text: str) -> tuple[Mark, ...]:
    """Return the marks of a text. Raises ValueError."""
    if len(text.split()) > _MOST_NUMBERS:
        raise ValueError("too many numbers")
    return tuple(_mark(part.split()) for part in text.split(";") if part.strip())


def _mark(words: list[str]) -> Mark:
    name, *numbers = words
    values = [_within(number) for number in numbers]
    if name == "box":
        left, top, right, bottom = values
        if left < right and top < bottom:
            return Box(left, top, right, bottom)
    elif name == "brush" and len(values) >= 3 and len(values) % 2:  # noqa: PLR2004 - radius, x, y
        pairs = zip(values[1::2], values[2::2], strict=True)
        return Brush(values[0], tuple(pairs))
    raise ValueError(name)


def _within(number: str) -> int:
    value = int(number)
    if not 0 <= value <= WHOLE:
        raise ValueError(number)
    return value
