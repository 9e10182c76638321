"""A photo is measured, its hints are read, and its copies say nothing about its owner."""

import hashlib
from io import BytesIO

import piexif
import pytest
from PIL import Image, ImageCms

from reminders.fingerprint import SAME_PICTURE, distance
from reminders.imaging import Limits, examine
from tests.parts.photos import pictures

LIMITS = Limits(max_bytes=20_000_000, max_pixels=50_000_000)


def opened(data: bytes) -> Image.Image:
    image = Image.open(BytesIO(data))
    image.load()
    return image


def nearly(pixel, expected, slack: int = 12) -> bool:
    return all(abs(one - other) <= slack for one, other in zip(pixel, expected, strict=True))


def shown_of(data: bytes) -> Image.Image:
    return opened(examine(data, LIMITS).shown)


def test_a_photo_is_named_by_its_content_and_measured():
    data = pictures.encoded(pictures.scene(640, 480), "JPEG")
    photo = examine(data, LIMITS)
    assert photo.sha256 == hashlib.sha256(data).hexdigest()
    assert (photo.mime, photo.extension) == ("image/jpeg", "jpg")
    assert (photo.width, photo.height) == (640, 480)
    assert photo.taken_at is None
    assert photo.position is None


@pytest.mark.parametrize(
    ("form", "extension", "mime"),
    [
        ("JPEG", "jpg", "image/jpeg"),
        ("PNG", "png", "image/png"),
        ("GIF", "gif", "image/gif"),
        ("WEBP", "webp", "image/webp"),
        ("BMP", "bmp", "image/bmp"),
        ("HEIF", "heic", "image/heic"),
        ("AVIF", "avif", "image/avif"),
    ],
)
def test_every_common_format_becomes_a_jpeg_that_looks_the_same(form, extension, mime):
    photo = examine(pictures.encoded(pictures.quarters(), form), LIMITS)
    assert (photo.extension, photo.mime) == (extension, mime)
    shown = opened(photo.shown)
    assert shown.format == "JPEG"
    assert shown.mode == "RGB"
    assert nearly(shown.getpixel((60, 40)), (255, 0, 0))
    assert nearly(shown.getpixel((300, 150)), (255, 255, 255))


def test_a_large_photo_is_shown_at_2048_and_320_pixels_at_most():
    photo = examine(pictures.encoded(pictures.scene(4032, 3024), "JPEG"), LIMITS)
    assert (photo.width, photo.height) == (4032, 3024)
    shown, thumb = opened(photo.shown), opened(photo.thumb)
    assert 1900 <= max(shown.size) <= 2048
    assert max(thumb.size) == 320
    assert thumb.size[1] == 240


def test_a_png_of_the_same_size_is_shown_at_exactly_2048_pixels():
    photo = examine(pictures.encoded(pictures.scene(2600, 1300), "PNG"), LIMITS)
    assert opened(photo.shown).size == (2048, 1024)


def test_a_small_photo_is_never_enlarged():
    photo = examine(pictures.encoded(pictures.scene(100, 60), "JPEG"), LIMITS)
    assert opened(photo.shown).size == opened(photo.thumb).size == (100, 60)


@pytest.mark.parametrize(
    ("orientation", "size", "red"),
    [
        (1, (400, 200), (50, 50)),
        (2, (400, 200), (350, 50)),
        (3, (400, 200), (350, 150)),
        (4, (400, 200), (50, 150)),
        (5, (200, 400), (50, 50)),
        (6, (200, 400), (150, 50)),
        (7, (200, 400), (150, 350)),
        (8, (200, 400), (50, 350)),
        (99, (400, 200), (50, 50)),
    ],
)
def test_a_photo_taken_with_the_phone_on_its_side_stands_upright(orientation, size, red):
    telling = pictures.exif(orientation=orientation)
    photo = examine(pictures.encoded(pictures.quarters(), "JPEG", exif=telling), LIMITS)
    shown = opened(photo.shown)
    assert (photo.width, photo.height) == shown.size == size
    assert nearly(shown.getpixel(red), (255, 0, 0))
    opposite = (size[0] - red[0], size[1] - red[1])
    assert nearly(shown.getpixel(opposite), (255, 255, 255))


def test_a_turned_heic_is_turned_once():
    telling = pictures.exif(orientation=6)
    photo = examine(pictures.encoded(pictures.quarters(), "HEIF", exif=telling), LIMITS)
    shown = opened(photo.shown)
    assert (photo.width, photo.height) == shown.size == (200, 400)
    assert nearly(shown.getpixel((150, 50)), (255, 0, 0))


def tells_nothing(data: bytes) -> bool:
    told = (b"Exif", b"GPS", b"http://ns.adobe.com", b"xmp", b"ICC_PROFILE", b"WangXiaoming")
    return not any(mark.lower() in data.lower() for mark in told) and b"\xff\xfe" not in data[:64]


@pytest.mark.parametrize(
    "make",
    [
        pictures.jpeg_telling_everything,
        pictures.png_telling_everything,
        pictures.heic_telling_everything,
    ],
)
def test_the_copies_say_nothing_about_place_time_phone_or_owner(make):
    data = make()
    assert not tells_nothing(data)
    photo = examine(data, LIMITS)
    for copy in (photo.shown, photo.thumb):
        assert tells_nothing(copy)
        assert set(opened(copy).info) <= {"jfif", "jfif_version", "jfif_unit", "jfif_density"} | {
            "progressive",
            "progression",
        }


def test_what_is_transparent_is_shown_on_white():
    image = Image.new("RGBA", (100, 100), (0, 0, 255, 255))
    image.paste((0, 0, 0, 0), (50, 0, 100, 100))
    shown = shown_of(pictures.encoded(image, "PNG"))
    assert nearly(shown.getpixel((10, 50)), (0, 0, 255))
    assert nearly(shown.getpixel((90, 50)), (255, 255, 255))


def test_a_transparent_palette_and_a_colour_key_are_shown_on_white():
    palette = Image.new("P", (40, 40), 1)
    palette.putpalette([200, 0, 0, 0, 0, 0])
    data = pictures.encoded(palette, "PNG", transparency=1)
    assert nearly(shown_of(data).getpixel((20, 20)), (255, 255, 255))
    keyed = pictures.encoded(Image.new("RGB", (40, 40), (9, 9, 9)), "PNG", transparency=(9, 9, 9))
    assert nearly(shown_of(keyed).getpixel((20, 20)), (255, 255, 255))


@pytest.mark.parametrize(
    ("mode", "colour", "form", "expected"),
    [
        ("L", 128, "JPEG", (128, 128, 128)),
        ("L", 128, "PNG", (128, 128, 128)),
        ("LA", (128, 255), "PNG", (128, 128, 128)),
        ("1", 1, "PNG", (255, 255, 255)),
        ("I;16", 32_896, "PNG", (128, 128, 128)),
        ("CMYK", (0, 255, 255, 0), "JPEG", (255, 0, 0)),
    ],
)
def test_unusual_colour_models_are_shown_as_they_look(mode, colour, form, expected):
    data = pictures.encoded(Image.new(mode, (64, 64), colour), form)
    assert nearly(shown_of(data).getpixel((32, 32)), expected)


def test_a_photo_in_another_colour_space_is_converted_to_srgb():
    srgb = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    red_is_green = (
        srgb.replace(b"rXYZ", b"?XYZ").replace(b"gXYZ", b"rXYZ").replace(b"?XYZ", b"gXYZ")
    )
    plain = Image.new("RGB", (64, 64), (255, 0, 0))
    kept = shown_of(pictures.encoded(plain, "JPEG", icc_profile=srgb, quality=95))
    assert nearly(kept.getpixel((32, 32)), (255, 0, 0), slack=6)
    moved = shown_of(pictures.encoded(plain, "JPEG", icc_profile=red_is_green, quality=95))
    assert nearly(moved.getpixel((32, 32)), (0, 255, 0), slack=6)


@pytest.mark.parametrize("profile", [b"not a profile", b"\0" * 200])
def test_a_broken_colour_profile_is_done_without(profile):
    plain = Image.new("RGB", (64, 64), (200, 100, 50))
    shown = shown_of(pictures.encoded(plain, "JPEG", icc_profile=profile, quality=95))
    assert nearly(shown.getpixel((32, 32)), (200, 100, 50), slack=6)


def test_the_first_picture_of_several_is_shown():
    album = pictures.encoded(
        pictures.quarters(), "MPO", save_all=True, append_images=[pictures.scene(400, 200)]
    )
    photo = examine(album, LIMITS)
    assert photo.extension == "jpg"
    assert nearly(opened(photo.shown).getpixel((60, 40)), (255, 0, 0))


def test_a_motion_photo_with_its_film_behind_it_is_an_ordinary_photo():
    film = b"\0\0\0\x18ftypmp42" + b"\0" * 500
    photo = examine(pictures.encoded(pictures.scene(), "JPEG") + film, LIMITS)
    assert photo.width == 640


def test_the_same_scene_is_recognised_after_recompression_brightening_and_resizing():
    first = pictures.scene(800, 600, seed=3)
    print_of = examine(pictures.encoded(first, "JPEG", quality=95), LIMITS).dhash
    again = (
        pictures.encoded(first, "JPEG", quality=30),
        pictures.encoded(first.resize((400, 300)), "JPEG"),
        pictures.encoded(first.point(lambda value: min(255, int(value * 1.15))), "PNG"),
    )
    for data in again:
        assert distance(print_of, examine(data, LIMITS).dhash) <= SAME_PICTURE
    for seed in (4, 5, 6, 7):
        other = examine(pictures.encoded(pictures.scene(800, 600, seed), "JPEG"), LIMITS).dhash
        assert distance(print_of, other) > SAME_PICTURE


def test_a_fingerprint_fits_a_signed_64_bit_column_and_distances_survive_the_sign():
    assert distance(-1, 0) == 64
    assert distance(-(1 << 63), 0) == 1
    left_to_right = Image.linear_gradient("L").rotate(90)
    photo = examine(pictures.encoded(left_to_right, "PNG"), LIMITS)
    assert photo.dhash == -1
    mirrored = left_to_right.transpose(Image.Transpose.FLIP_LEFT_RIGHT)
    assert examine(pictures.encoded(mirrored, "PNG"), LIMITS).dhash == 0


def test_piexif_finds_nothing_in_the_copies():
    photo = examine(pictures.jpeg_telling_everything(), LIMITS)
    for copy in (photo.shown, photo.thumb):
        parts = piexif.load(copy)
        assert not any(parts[name] for name in ("0th", "Exif", "GPS", "Interop", "1st"))
