"""What is not a photo, or would harm us, is refused with one reason and one sentence."""

import resource
import typing
from io import BytesIO

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image

from catalogue.wording.staff_photos import REFUSALS
from reminders.imaging import Limits, examine
from reminders.media_kinds import kind_of
from reminders.photo_refusals import Reason, RefusedPhoto
from tests.parts.photos import pictures

LIMITS = Limits(max_bytes=5_000_000, max_pixels=50_000_000, max_frames=20)
JPEG = pictures.encoded(pictures.scene(), "JPEG", quality=90)
PNG = pictures.encoded(pictures.scene(), "PNG")


def reason_for(data: bytes, limits: Limits = LIMITS) -> str:
    with pytest.raises(RefusedPhoto) as caught:
        examine(data, limits)
    assert caught.value.sentence == REFUSALS[caught.value.reason]
    return caught.value.reason


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"", "empty"),
        (b"x" * 5_000_001, "too_many_bytes"),
        (b'{"errcode":40007,"errmsg":"invalid media_id"}', "not_an_image"),
        (b"<!DOCTYPE html><html><body>502 Bad Gateway</body></html>", "not_an_image"),
        (b"#!AMR\n" + b"\x3c" * 200, "not_an_image"),
        (b"%PDF-1.7\n", "not_an_image"),
        (b"\0" * 1000, "not_an_image"),
        (b"II*\0" + b"\0" * 200, "unsupported_type"),
        (JPEG[:3], "broken"),
        (JPEG[: len(JPEG) // 2], "broken"),
        (PNG[: len(PNG) // 2], "broken"),
        (b"\xff\xd8\xff" + b"\0" * 500, "broken"),
        (b"BM" + b"\0" * 500, "broken"),
        (b"RIFF\x10\0\0\0WEBPVP8 ", "broken"),
        (b"\0\0\0\x18ftypheic\0\0\0\0heicmif1" + b"\0" * 100, "broken"),
    ],
)
def test_what_is_no_photo_is_refused_with_its_reason(data, reason):
    assert reason_for(data) == reason


def test_a_header_that_lies_about_the_type_is_refused():
    assert reason_for(b"\xff\xd8\xff\xe0" + PNG) == "broken"
    assert reason_for(b"RIFF\0\0\1\0WEBPVP8 " + JPEG) == "broken"


def test_a_picture_without_width_or_height_is_refused():
    assert reason_for(pictures.png_of_size(0, 480)) in {"zero_size", "broken"}
    assert reason_for(pictures.png_of_size(640, 0)) in {"zero_size", "broken"}


def test_a_bomb_of_a_few_kilobytes_is_refused_without_unpacking_it():
    bomb = pictures.png_bomb(12_000)
    assert len(bomb) < 30_000
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    assert reason_for(bomb) == "too_many_pixels"
    assert resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before < 10_000  # kilobytes


@pytest.mark.parametrize("side", [12_000, 60_000, 2**31 - 1])
def test_a_header_alone_is_enough_to_refuse_a_huge_picture(side):
    assert reason_for(pictures.png_of_size(side, side)) == "too_many_pixels"


def test_a_long_thin_picture_that_no_jpeg_can_hold_is_refused():
    assert reason_for(pictures.png_of_size(70_000, 1)) == "too_many_pixels"


def test_the_pixel_limit_is_exact():
    data = pictures.encoded(Image.new("RGB", (100, 50)), "PNG")
    assert examine(data, Limits(max_bytes=10_000, max_pixels=5_000)).width == 100
    assert reason_for(data, Limits(max_bytes=10_000, max_pixels=4_999)) == "too_many_pixels"


def test_a_short_animation_gives_its_first_picture_and_a_long_one_is_refused():
    assert examine(pictures.gif_of_frames(20), LIMITS).extension == "gif"
    assert reason_for(pictures.gif_of_frames(21)) == "too_many_frames"


@pytest.mark.parametrize(
    "data",
    [
        JPEG + pictures.zip_holding("Main.class", b"\xca\xfe\xba\xbe"),
        PNG + pictures.zip_holding("a.apk", b"dex"),
        JPEG + b"<ScRiPt>alert(1)</script>",
        JPEG + b"<?php system($_GET['c']); ?>",
        pictures.encoded(pictures.scene(), "JPEG", comment=b"%PDF-1.4 1 0 obj"),
        pictures.encoded(pictures.scene(), "GIF", comment=b"<!DOCTYPE html><b>"),
    ],
    ids=["jar", "apk", "script", "php", "pdf", "page"],
)
def test_a_picture_that_is_something_else_as_well_is_refused(data):
    assert reason_for(data) == "polyglot"


def test_four_chance_bytes_do_not_make_a_photo_a_zip():
    assert examine(JPEG + b"PK\x05\x06" + b"\x07" * 300, LIMITS).extension == "jpg"


def test_every_reason_has_a_sentence_for_the_clerk():
    assert set(REFUSALS) == set(typing.get_args(Reason))
    assert all(sentence.endswith("。") for sentence in REFUSALS.values())


SAMPLES = [
    pictures.jpeg_telling_everything(),
    pictures.png_telling_everything(),
    pictures.heic_telling_everything(),
    pictures.gif_of_frames(3),
    pictures.encoded(pictures.scene(80, 60), "WEBP"),
    pictures.encoded(pictures.scene(80, 60), "BMP"),
    pictures.encoded(pictures.scene(80, 60), "AVIF"),
]


@settings(max_examples=150, deadline=None)
@given(
    sample=st.sampled_from(SAMPLES),
    places=st.lists(st.tuples(st.integers(0, 2**16), st.integers(0, 255)), max_size=6),
    length=st.integers(0, 2**17),
)
def test_damaged_pictures_are_either_read_or_refused_and_nothing_else(sample, places, length):
    damaged = bytearray(sample[:length])
    for place, value in places:
        if damaged:
            damaged[place % len(damaged)] = value
    try:
        photo = examine(bytes(damaged), LIMITS)
    except RefusedPhoto:
        return
    assert Image.open(BytesIO(photo.shown)).format == "JPEG"


@pytest.mark.parametrize(
    ("data", "kind"),
    [
        (JPEG, "image"),
        (PNG, "image"),
        (pictures.heic_telling_everything(), "image"),
        (b"\0\0\0\x18ftypheix\0\0\0\0heixmif1", "image"),
        (b"#!AMR\n\x3c" + b"\x08" * 31, "amr"),
        (b"#!AMR-WB\n\x3c\x08", "amr"),
        (b"#!SILK_V3\x0c\0", "silk"),
        (b"\x02#!SILK_V3\x0c\0", "silk"),
        (b"ID3\x04\0\0\0\0\0\0", "mp3"),
        (b"\0\0\0\x18ftypmp42\0\0\0\0mp42isom" + b"\0" * 16, "mp4"),
        (b"", None),
        (b'{"errcode":40001}', None),
        (b"<html>", None),
        (b"%PDF-1.7\n", None),
        (pictures.zip_holding("a", b"b"), None),
    ],
)
def test_a_fetched_file_is_sorted_by_its_content(data, kind):
    assert kind_of(data) == kind
