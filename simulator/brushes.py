"""Textures and strokes that make a drawn picture look photographed; used by `make_photos.py`."""

import math
import random
from collections.abc import Sequence

from PIL import Image, ImageChops, ImageDraw, ImageFilter

SIZE = (1600, 1200)
Colour = tuple[int, int, int]
Point = tuple[float, float]
LUCK = random.Random(4305)  # noqa: S311 -- places stains and grass, guards nothing
OCTAVES = ((6, 0.5), (5, 0.45), (4, 0.4), (3, 0.3), (2, 0.25), (1, 0.2))


def fractal(size: tuple[int, int]) -> Image.Image:
    """Give grey noise of several scales, as plaster, soil and water have."""
    layers = Image.new("L", size, 128)
    for octave, weight in OCTAVES:
        small = (max(2, size[0] >> octave), max(2, size[1] >> octave))
        noise = Image.effect_noise(small, 70).resize(size, Image.Resampling.BICUBIC)
        layers = Image.blend(layers, noise, weight)
    return layers


def textured(picture: Image.Image, depth: float = 0.6) -> Image.Image:
    """Lay uneven light and dark over a picture; `depth` 0 leaves it as it is, 1 is strong."""
    grain = Image.merge("RGB", [fractal(picture.size)] * 3)
    return Image.blend(picture, ImageChops.overlay(picture, grain), depth)


def shaded(top: Colour, bottom: Colour) -> Image.Image:
    """Give a vertical run from one colour to another."""
    ramp = Image.linear_gradient("L").resize(SIZE)
    return Image.composite(Image.new("RGB", SIZE, bottom), Image.new("RGB", SIZE, top), ramp)


def region(points: Sequence[Point], soft: float = 1.5) -> Image.Image:
    """Give a mask of a polygon with softened edges."""
    mask = Image.new("L", SIZE, 0)
    ImageDraw.Draw(mask).polygon(list(points), fill=255)
    return mask.filter(ImageFilter.GaussianBlur(soft))


def lay(picture: Image.Image, surface: Image.Image, points: Sequence[Point], soft: float) -> None:
    """Cover a polygon of the picture with a surface."""
    picture.paste(surface, (0, 0), region(points, soft))


def blob(centre: Point, across: float, down: float, roughness: float = 0.25) -> list[Point]:
    """Give the outline of an uneven round shape: a puddle, a stain, a hole."""
    waves = [(k, LUCK.uniform(0, math.tau), roughness / k) for k in (2, 3, 5, 7, 11)]
    outline = []
    for corner in range(90):
        turn = math.tau * corner / 90
        reach = 1 + sum(size * math.sin(k * turn + shift) for k, shift, size in waves)
        outline.append(
            (
                centre[0] + across * reach * math.cos(turn),
                centre[1] + down * reach * math.sin(turn),
            )
        )
    return outline


def crack(draw: ImageDraw.ImageDraw, start: Point, heading: float, length: int, width: int) -> None:
    """Draw a crack that wanders, narrows and forks; `heading` in radians."""
    x, y = start
    for step in range(length):
        thickness = max(1, round(width * (1 - step / length)))
        turn = heading + LUCK.gauss(0, 0.6)
        nx, ny = x + 14 * math.cos(turn), y + 14 * math.sin(turn)
        draw.line([(x + 3, y + 1), (nx + 3, ny + 1)], fill=(214, 206, 190), width=thickness)
        draw.line([(x, y), (nx, ny)], fill=(38, 33, 29), width=thickness)
        if length > 12 and LUCK.random() < 0.07:  # noqa: PLR2004 -- one fork in fourteen steps
            side = heading + LUCK.choice((-0.9, 0.9))
            crack(draw, (nx, ny), side, (length - step) // 2, max(1, thickness - 2))
        x, y = nx, ny


def grass(picture: Image.Image, left: int, right: int, ground: int, height: int) -> None:
    """Draw a tuft of blades along a stretch of ground."""
    draw = ImageDraw.Draw(picture)
    for _ in range((right - left) * 2):
        x, y = LUCK.uniform(left, right), ground + LUCK.uniform(-8, 14)
        tall = height * LUCK.uniform(0.3, 1.0)
        green = LUCK.randrange(70, 140)
        blade = (green - LUCK.randrange(20, 50), green, LUCK.randrange(25, 60))
        draw.line([(x, y), (x + LUCK.gauss(0, tall / 3), y - tall)], fill=blade, width=2)


def hills(picture: Image.Image, horizon: int) -> None:
    """Draw two ranges of hills, the farther one paler."""
    for height, colour in ((190, (128, 150, 156)), (110, (84, 112, 92))):
        phases = [LUCK.uniform(0, math.tau) for _ in range(3)]
        ridge = [
            (
                x,
                horizon
                - height
                * (
                    1.4
                    + sum(math.sin(x / 260 * (k + 1) + p) / (k + 1) for k, p in enumerate(phases))
                )
                / 2.4,
            )
            for x in range(0, SIZE[0] + 20, 20)
        ]
        outline = [(0, horizon), *ridge, (SIZE[0], horizon)]
        lay(picture, textured(Image.new("RGB", SIZE, colour), 0.5), outline, 1.5)


def photographed(picture: Image.Image) -> Image.Image:
    """Give the picture a phone's lens and sensor: darker corners, slight blur, noise."""
    corners = Image.radial_gradient("L").resize(SIZE).point(lambda v: 255 - max(0, v - 120) // 2)
    picture = ImageChops.multiply(picture, Image.merge("RGB", [corners] * 3))
    picture = picture.filter(ImageFilter.GaussianBlur(0.9))
    noise = Image.merge("RGB", [Image.effect_noise(SIZE, 16) for _ in range(3)])
    return Image.blend(picture, ImageChops.overlay(picture, noise), 0.35)
