"""Draws the shipped photos: `python -m simulator.make_photos FONT.ttc`, FONT with Chinese glyphs.

They show the kinds of things observers send; nothing in them is a real place.
"""

import sys
from collections.abc import Callable
from importlib.resources import files
from pathlib import Path

from PIL import Image, ImageDraw, ImageFilter, ImageFont

from simulator.brushes import (
    LUCK,
    SIZE,
    blob,
    crack,
    grass,
    hills,
    lay,
    photographed,
    shaded,
    textured,
)

WIDTH, HEIGHT = SIZE
QUALITY = 80
GPS_IFD, EXIF_IFD = 0x8825, 0x8769
TAKEN = "2026:07:14 10:26:31"
Picture = Image.Image


def old_wall(_font: str) -> Picture:
    """Draw a plastered wall with bare bricks, damp and a long crack."""
    picture = textured(shaded((206, 198, 178), (176, 166, 142)), 0.55)
    bricks = textured(Image.new("RGB", SIZE, (156, 92, 70)), 0.7)
    draw = ImageDraw.Draw(bricks)
    for row, y in enumerate(range(0, HEIGHT, 44)):
        draw.line([(0, y), (WIDTH, y)], fill=(170, 160, 146), width=6)
        for x in range(-(row % 2) * 60, WIDTH, 120):
            draw.line([(x, y), (x, y + 44)], fill=(170, 160, 146), width=6)
    lay(picture, bricks, blob((1130, 520), 230, 150, 0.35), 2)
    damp = textured(Image.new("RGB", SIZE, (98, 96, 72)), 0.8)
    for x in range(0, WIDTH + 200, 170):
        down = LUCK.uniform(90, 230)
        picture.paste(damp, (0, 0), _veil(blob((x, 1010), 170, down, 0.3), 30, 0.55))
    crack(ImageDraw.Draw(picture), (520, 0), 1.35, 74, 11)
    crack(ImageDraw.Draw(picture), (980, 380), 2.4, 22, 6)
    soil = textured(Image.new("RGB", SIZE, (112, 98, 76)), 0.8)
    lay(picture, soil, [(0, 1050), (WIDTH, 1020), (WIDTH, HEIGHT), (0, HEIGHT)], 5)
    for x in range(0, WIDTH, 220):
        grass(picture, x, x + LUCK.randrange(60, 200), 1060, 70)
    return picture


def _veil(points: list[tuple[float, float]], soft: float, strength: float) -> Picture:
    mask = Image.new("L", SIZE, 0)
    ImageDraw.Draw(mask).polygon(points, fill=round(255 * strength))
    return mask.filter(ImageFilter.GaussianBlur(soft))


def village_road(_font: str) -> Picture:
    """Draw a narrow concrete road with a water-filled hole and broken slabs."""
    picture = textured(shaded((196, 212, 226), (232, 234, 230)), 0.25)
    hills(picture, 470)
    field = textured(shaded((120, 142, 74), (96, 122, 54)), 0.8)
    lay(picture, field, [(0, 465), (WIDTH, 465), (WIDTH, HEIGHT), (0, HEIGHT)], 2)
    road = textured(shaded((176, 174, 168), (158, 154, 146)), 0.5)
    lay(picture, road, [(760, 466), (830, 466), (1420, HEIGHT), (170, HEIGHT)], 2)
    draw = ImageDraw.Draw(picture)
    for y in (520, 590, 690, 840, 1050):
        reach = (y - 466) / (HEIGHT - 466)
        left, right = 760 - 590 * reach, 830 + 590 * reach
        draw.line([(left, y), (right, y + 3)], fill=(110, 106, 98), width=2 + round(4 * reach))
    mud = textured(Image.new("RGB", SIZE, (104, 88, 68)), 0.9)
    lay(picture, mud, blob((800, 880), 300, 104, 0.3), 4)
    water = textured(shaded((130, 150, 160), (170, 180, 182)), 0.35)
    lay(picture, water, blob((790, 892), 220, 62, 0.25), 3)
    crack(draw, (1040, 820), -0.5, 26, 6)
    crack(draw, (560, 960), 2.3, 24, 7)
    for left, right, ground, height in (
        (470, 560, 800, 60),
        (300, 420, 980, 60),
        (1120, 1260, 980, 60),
        (0, 260, 1180, 130),
        (1390, 1600, 1170, 140),
    ):
        grass(picture, left, right, ground, height)
    return picture


def pond(_font: str) -> Picture:
    """Draw a green pond with algae and floating rubbish below a village."""
    picture = textured(shaded((204, 214, 222), (230, 232, 228)), 0.25)
    hills(picture, 420)
    draw = ImageDraw.Draw(picture)
    for x, wide, tall in ((180, 190, 120), (420, 150, 90), (1180, 220, 130)):
        draw.rectangle([x, 430 - tall, x + wide, 430], fill=(214, 206, 192))
        roof = [(x - 14, 430 - tall), (x + wide / 2, 380 - tall), (x + wide + 14, 430 - tall)]
        draw.polygon(roof, fill=(92, 84, 82))
        for pane in range(x + 24, x + wide - 30, 54):
            draw.rectangle([pane, 452 - tall, pane + 24, 484 - tall], fill=(70, 78, 88))
    bank = textured(shaded((112, 124, 66), (98, 92, 58)), 0.8)
    lay(picture, bank, [(0, 425), (WIDTH, 420), (WIDTH, HEIGHT), (0, HEIGHT)], 2)
    water = textured(shaded((96, 122, 92), (58, 78, 48)), 0.5)
    lay(picture, water, blob((800, 800), 860, 300, 0.1), 4)
    algae = textured(Image.new("RGB", SIZE, (104, 140, 50)), 0.8)
    for _ in range(16):
        spot = (LUCK.uniform(150, 1450), LUCK.uniform(640, 1000))
        lay(picture, algae, blob(spot, LUCK.uniform(50, 170), LUCK.uniform(10, 34), 0.4), 3)
    for _ in range(34):
        spot, side = (LUCK.uniform(120, 1300), LUCK.uniform(820, 1020)), LUCK.uniform(7, 22)
        shade = LUCK.choice(((236, 236, 230), (190, 60, 52), (60, 96, 168), (224, 208, 120)))
        draw.polygon(blob(spot, side, side / 2, 0.5), fill=shade)
    grass(picture, 0, 420, 1170, 150)
    grass(picture, 1150, 1600, 1180, 130)
    return picture


BOARD_LINES = (
    "项目名称：白水村农村公路提质改造",
    "建设地点：白水村六组至十一组",
    "建设内容：路面加宽至4.5米，长2.6公里",
    "总投资额：187万元",
    "施工单位：示例路桥工程有限公司",
    "开工日期：2026年3月10日",
    "竣工日期：2026年9月30日",
    "监督电话：0739-0000000",
)


def notice_board(font: str) -> Picture:
    """Draw a blue project board on two posts, slightly dusty."""
    picture = textured(shaded((188, 204, 218), (222, 224, 216)), 0.3)
    hills(picture, 640)
    meadow = textured(shaded((124, 132, 80), (108, 96, 62)), 0.8)
    lay(picture, meadow, [(0, 630), (WIDTH, 640), (WIDTH, HEIGHT), (0, HEIGHT)], 3)
    draw = ImageDraw.Draw(picture)
    for x in (300, 1260):
        draw.rectangle([x, 140, x + 34, 1120], fill=(148, 152, 156))
        draw.rectangle([x + 24, 140, x + 34, 1120], fill=(112, 116, 120))
    board = textured(shaded((34, 92, 168), (28, 78, 148)), 0.25)
    lay(picture, board, [(190, 150), (1420, 136), (1424, 900), (194, 908)], 1)
    draw.line([(214, 176), (1398, 162), (1402, 876), (218, 884), (214, 176)], (235, 238, 240), 5)
    title = ImageFont.truetype(font, 70)
    draw.text((806, 232), "民生实事项目公示牌", fill=(250, 250, 246), font=title, anchor="mm")
    body = ImageFont.truetype(font, 46)
    for number, line in enumerate(BOARD_LINES):
        draw.text((270, 306 + 70 * number), line, fill=(240, 242, 240), font=body)
    for _ in range(9):
        drip = LUCK.uniform(220, 1380)
        picture.paste((150, 138, 116), (0, 0), _veil(blob((drip, 860), 46, 40, 0.4), 14, 0.35))
    for left in (230, 700, 1190):
        grass(picture, left, left + 200, 1130, 90)
    return picture


def corridor(_font: str) -> Picture:
    """Draw a corridor whose way out is blocked by boxes, under a flickering lamp."""
    picture = Image.new("RGB", SIZE, (190, 186, 174))
    far = (640, 400, 960, 720)
    walls = (
        ((214, 208, 192), [(0, 0), (640, 400), (640, 720), (0, HEIGHT)]),
        ((198, 192, 176), [(WIDTH, 0), (960, 400), (960, 720), (WIDTH, HEIGHT)]),
        ((226, 224, 216), [(0, 0), (WIDTH, 0), (960, 400), (640, 400)]),
        ((128, 120, 108), [(0, HEIGHT), (640, 720), (960, 720), (WIDTH, HEIGHT)]),
        ((120, 170, 150), [(0, 790), (640, 578), (640, 720), (0, HEIGHT)]),
        ((108, 156, 138), [(WIDTH, 790), (960, 578), (960, 720), (WIDTH, HEIGHT)]),
    )
    for colour, outline in walls:
        lay(picture, textured(Image.new("RGB", SIZE, colour), 0.4), outline, 1.5)
    draw = ImageDraw.Draw(picture)
    draw.rectangle(far, fill=(156, 150, 138))
    draw.rectangle([730, 470, 870, 720], fill=(96, 70, 52), outline=(60, 44, 34), width=6)
    draw.rectangle([752, 430, 848, 460], fill=(30, 140, 80))
    for near, away in ((120, 260), (300, 380)):
        lamp = [(700, near), (900, near), (870, away), (730, away)]
        lay(picture, Image.new("RGB", SIZE, (255, 254, 244)), lamp, 8)
    for x, y, side in ((500, 690, 150), (630, 760, 190), (560, 560, 120), (830, 800, 170)):
        _box(picture, x, y, side)
    draw.rounded_rectangle([1330, 800, 1386, 960], 18, fill=(182, 38, 34))
    draw.rectangle([1346, 778, 1370, 802], fill=(40, 40, 40))
    return picture


def _box(picture: Picture, x: int, y: int, side: int) -> None:
    front = [(x, y), (x + side, y), (x + side, y + side), (x, y + side)]
    top = [(x, y), (x + 40, y - 34), (x + side + 40, y - 34), (x + side, y)]
    flank = [(x + side, y), (x + side + 40, y - 34), (x + side + 40, y + side - 40), front[2]]
    for outline, colour in (
        (front, (176, 132, 84)),
        (top, (202, 160, 110)),
        (flank, (146, 106, 66)),
    ):
        lay(picture, textured(Image.new("RGB", SIZE, colour), 0.5), outline, 1)
    middle = y + side // 2
    ImageDraw.Draw(picture).line([(x, middle), (x + side, middle)], fill=(212, 190, 150), width=12)


def open_manhole(_font: str) -> Picture:
    """Draw a pavement of slabs with a manhole that lost its cover."""
    picture = textured(shaded((168, 164, 158), (148, 144, 138)), 0.5)
    draw = ImageDraw.Draw(picture)
    for y in range(-40, HEIGHT, 150):
        draw.line([(0, y), (WIDTH, y + 40)], fill=(96, 92, 86), width=7)
    for x in range(-80, WIDTH + 160, 210):
        draw.line([(x, 0), (x - 90, HEIGHT)], fill=(96, 92, 86), width=7)
    ring = textured(Image.new("RGB", SIZE, (92, 86, 80)), 0.8)
    lay(picture, ring, blob((800, 640), 330, 230, 0.02), 2)
    dark = textured(shaded((40, 36, 32), (12, 11, 10)), 0.4)
    lay(picture, dark, blob((800, 646), 284, 192, 0.03), 3)
    leaves = ((120, 84, 40), (150, 110, 50), (92, 98, 44))
    for _ in range(60):
        spot = (LUCK.uniform(0, WIDTH), LUCK.uniform(0, HEIGHT))
        draw.polygon(blob(spot, LUCK.uniform(8, 20), LUCK.uniform(5, 10), 0.4), LUCK.choice(leaves))
    for x in (420, 1010):
        grass(picture, x, x + 140, 860, 46)
    return picture


SCENES: dict[str, Callable[[str], Picture]] = {
    "old-wall.jpg": old_wall,
    "village-road.jpg": village_road,
    "pond.jpg": pond,
    "notice-board.jpg": notice_board,
    "corridor.jpg": corridor,
    "open-manhole.jpg": open_manhole,
}
WITH_GPS = "village-road.jpg"


def exif(*, with_gps: bool) -> Image.Exif:
    """Give a phone's metadata; with GPS a spot in 隆回县 (27.11 N, 111.03 E)."""
    tags = Image.Exif()
    tags[0x010F], tags[0x0110] = "Simulator", "Drawn, not taken"
    tags[0x0132] = TAKEN
    tags.get_ifd(EXIF_IFD)[0x9003] = TAKEN
    if with_gps:
        tags.get_ifd(GPS_IFD).update({1: "N", 2: (27.0, 6.0, 36.0), 3: "E", 4: (111.0, 1.0, 48.0)})
    return tags


def main(font: str) -> None:
    """Draw all scenes into the package's data folder."""
    folder = Path(str(files("simulator").joinpath("data", "photos")))
    for name, scene in SCENES.items():
        metadata = exif(with_gps=name == WITH_GPS)
        photographed(scene(font)).save(folder / name, quality=QUALITY, exif=metadata)


if __name__ == "__main__":
    main(sys.argv[1])
