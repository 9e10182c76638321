"""Draws the month's picture: portrait, large type, read on a phone without touching it.

1080 pixels wide, a phone shows it at a third: 48 pixels are 16 points. The font comes with us, so
every machine draws the same; a name with a character that it lacks is left out and told, never
written wrong. (Source: issue 4 item 8: at most 2 MB, readable on a phone.)
"""

from dataclasses import dataclass
from functools import cache
from io import BytesIO
from pathlib import Path
from typing import Final

from PIL import Image, ImageDraw, ImageFont

_FONT: Final = Path(__file__).parent / "fonts" / "NotoSansSC.ttf"
_WIDTH, _MARGIN = 1080, 72
_LEAST_HEIGHT: Final = 1440
_NAME, _GAP, _LINE = 48, 44, 76
_MOST_NAMES: Final = 150  # beyond these a group is drawn with its number alone
_COLOURS: Final = 32  # of the palette; a tenth of the bytes
_INK, _SOFT, _ACCENT, _PAPER, _SHADE = "#1b2327", "#5a666e", "#0b5d66", "#ffffff", "#e5f1f2"
_NOT_A_CHARACTER: Final = "\uffff"


@dataclass(frozen=True, slots=True)
class Content:
    """What is to be drawn; see casework.forwarding.letter.PictureContent."""

    campaign: str
    title: str
    headline: str
    as_of: str
    numbers: list[tuple[str, str]]
    groups: list[tuple[str, list[str]]]
    thanks: str
    foot: str


@dataclass(frozen=True, slots=True)
class Drawn:
    """The picture as PNG, and the names that stand nowhere on it."""

    data: bytes
    unwritten: tuple[str, ...]


def draw(content: Content) -> Drawn:
    """Draw the picture."""
    page = _Page()
    page.head(content)
    page.numbers(content.numbers)
    unwritten: list[str] = []
    many = sum(len(names) for _, names in content.groups) > _MOST_NAMES
    for heading, names in content.groups:
        written = [name for name in names if can_write(name)]
        unwritten += [name for name in names if not can_write(name)]
        page.group(heading, [] if many else written)
    page.foot(content)
    return Drawn(page.as_png(), () if many else tuple(unwritten))


@cache
def can_write(text: str) -> bool:
    """Whether the font has every character."""
    lacking = bytes(_font(_NAME).getmask(_NOT_A_CHARACTER))
    return all(char.isspace() or bytes(_font(_NAME).getmask(char)) != lacking for char in text)


@cache
def _font(size: int) -> ImageFont.FreeTypeFont:
    return ImageFont.truetype(_FONT, size, layout_engine=ImageFont.Layout.BASIC)


class _Page:
    """A sheet that grows downwards."""

    def __init__(self) -> None:
        self._image = Image.new("RGB", (_WIDTH, _LEAST_HEIGHT), _PAPER)
        self._pen = ImageDraw.Draw(self._image)
        self._y = 0

    def head(self, content: Content) -> None:
        self._pen.rectangle((0, 0, _WIDTH, 400), fill=_ACCENT)
        self._write(_MARGIN, 64, content.campaign, 44, _SHADE)
        self._write(_MARGIN, 134, content.title, 84, _PAPER)
        self._write(_MARGIN, 256, content.headline, 84, _PAPER)
        wide = _font(44).getlength(content.as_of)
        self._write(_WIDTH - _MARGIN - round(wide), 296, content.as_of, 44, _SHADE)
        self._y = 440

    def numbers(self, numbers: list[tuple[str, str]]) -> None:
        step = (_WIDTH - 2 * _MARGIN) // max(1, len(numbers))
        for place, (number, name) in enumerate(numbers):
            size = _fitting(number, 120, step - 56)
            self._write(_MARGIN + place * step, self._y + 120 - size, number, size, _ACCENT)
            self._write(_MARGIN + place * step, self._y + 150, name, 48, _SOFT)
        self._y += 260

    def group(self, heading: str, names: list[str]) -> None:
        rows = _rows(names)
        self._grow(100 + _LINE * len(rows))
        self._pen.rectangle((_MARGIN, self._y, _WIDTH - _MARGIN, self._y + 70), fill=_SHADE)
        self._write(_MARGIN + 20, self._y + 4, heading, 44, _ACCENT)
        self._y += 86
        for row in rows:
            across = _MARGIN + 20
            for name in row:
                self._write(across, self._y, name, _NAME, _INK)
                across += round(_font(_NAME).getlength(name)) + _GAP
            self._y += _LINE
        self._y += 14

    def foot(self, content: Content) -> None:
        self._grow(200)
        top = max(self._y, self._image.height - 200)
        self._write(_MARGIN, top + 30, content.thanks, 60, _ACCENT)
        self._write(_MARGIN, top + 124, content.foot, 40, _SOFT)

    def as_png(self) -> bytes:
        data = BytesIO()
        few = self._image.quantize(_COLOURS, dither=Image.Dither.NONE)
        few.save(data, "PNG", optimize=True)
        return data.getvalue()

    def _write(self, x: int, y: int, text: str, size: int, colour: str) -> None:
        shown = "".join(char if can_write(char) else "" for char in text)
        self._pen.text((x, y), shown, font=_font(size), fill=colour)

    def _grow(self, needed: int) -> None:
        if self._y + needed <= self._image.height:
            return
        taller = Image.new("RGB", (_WIDTH, self._y + needed), _PAPER)
        taller.paste(self._image)
        self._image, self._pen = taller, ImageDraw.Draw(taller)


def _rows(names: list[str]) -> list[list[str]]:
    """Break names into rows that fit between the margins."""
    rows: list[list[str]] = []
    left = 0
    for name in names:
        wide = round(_font(_NAME).getlength(name)) + _GAP
        if wide - _GAP > left or not rows:
            rows.append([])
            left = _WIDTH - 2 * _MARGIN - 40
        rows[-1].append(name)
        left -= wide
    return rows


def _fitting(text: str, size: int, room: int) -> int:
    """Return the size at which a text fits its room."""
    return min(size, int(size * room / _font(size).getlength(text)))
