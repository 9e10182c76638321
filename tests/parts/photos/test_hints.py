"""When and where a photo says it was taken is believed only where it makes sense."""

from datetime import UTC, datetime

import pytest

from reminders.imaging import Examined, Limits, examine
from tests.parts.photos import pictures

LIMITS = Limits(max_bytes=20_000_000, max_pixels=50_000_000)


@pytest.mark.parametrize(
    "make",
    [
        pictures.jpeg_telling_everything,
        pictures.png_telling_everything,
        pictures.heic_telling_everything,
    ],
)
def test_time_and_place_are_read_as_hints_from_every_format_that_has_them(make):
    photo = examine(make(), LIMITS)
    assert photo.taken_at == datetime(2026, 7, 14, 1, 30, tzinfo=UTC)
    assert photo.position is not None
    assert photo.position.latitude == pytest.approx(27.241667, abs=1e-6)
    assert photo.position.longitude == pytest.approx(111.736761, abs=1e-6)


def examined_with(**telling) -> Examined:
    return examine(pictures.jpeg_telling_everything(**telling), LIMITS)


@pytest.mark.parametrize(
    "taken",
    [
        None,
        "",
        "0000:00:00 00:00:00",
        "1970:01:01 00:00:00",
        "2000:01:01 00:00:00",
        "2026:02:31 10:00:00",
        "2026:07:14 25:00:00",
        "9999:12:31 23:59:59",
        "    :  :     :  :  ",
        "yesterday",
    ],
)
def test_an_absurd_time_is_no_hint(taken):
    assert examined_with(taken=taken).taken_at is None


@pytest.mark.parametrize(
    ("position", "references"),
    [
        (None, ("N", "E")),
        ((((0, 1), (0, 1), (0, 1)), ((0, 1), (0, 1), (0, 1))), ("N", "E")),
        ((((91, 1), (0, 1), (0, 1)), ((111, 1), (0, 1), (0, 1))), ("N", "E")),
        ((((27, 1), (0, 1), (0, 1)), ((181, 1), (0, 1), (0, 1))), ("N", "E")),
        ((((27, 1), (75, 1), (0, 1)), ((111, 1), (0, 1), (0, 1))), ("N", "E")),
        ((((27, 0), (0, 0), (0, 0)), ((111, 0), (0, 0), (0, 0))), ("N", "E")),
        ((((27, 1), (14, 1)), ((111, 1), (44, 1))), ("N", "E")),
        (pictures.LONGSHAN, ("", "")),
        (pictures.LONGSHAN, ("E", "N")),
    ],
)
def test_an_absurd_position_is_no_hint(position, references):
    assert examined_with(position=position, references=references).position is None


def test_south_and_west_are_negative():
    position = examined_with(references=("S", "W")).position
    assert position is not None
    assert position.latitude < 0
    assert position.longitude < 0


def test_damaged_notes_in_the_margin_do_not_spoil_the_photo():
    telling = bytearray(pictures.exif())
    telling[20:60] = b"\xff" * 40
    photo = examine(pictures.encoded(pictures.scene(), "JPEG", exif=bytes(telling)), LIMITS)
    assert (photo.width, photo.height) == (640, 480)
    assert photo.position is None
