"""Pictures seen before are found, exactly those within eight bits, and shown to the clerk."""

import random
from io import BytesIO

import pytest
from PIL import Image, ImageEnhance

from reminders.compare import ComparePhotos
from reminders.fingerprint import SAME_PICTURE, distance
from simulator.samples import photo
from storage.photos import twins
from storage.photos.twins import PARTS, parts_of, twins_of
from storage.tables.media import twins as twin_rows
from tests.parts.media.store_room import StoreRoom

WALL, POND = photo("old-wall.jpg"), photo("pond.jpg")


def sent_on(data: bytes, brightness: float = 1.1) -> bytes:
    """Return a photo as it comes back from a group chat: smaller, brighter, pressed harder."""
    with Image.open(BytesIO(data)) as image:
        image.load()
        small = image.resize((image.width // 2, image.height // 2))
    out = BytesIO()
    ImageEnhance.Brightness(small).enhance(brightness).save(out, "JPEG", quality=60)
    return out.getvalue()


def compare(room: StoreRoom) -> None:
    room.follow(ComparePhotos(room.database, room.clock))


def shown(room: StoreRoom, report: int) -> list[tuple[str, bool]]:
    with room.database.read() as connection:
        return [(twin.number, twin.same_file) for twin in twins_of(connection, report)]


def test_a_photo_sent_on_by_another_observer_is_shown_on_both_reports(room: StoreRoom) -> None:
    first = room.keep("photo", WALL, seq=3)
    room.keep("photo", POND, seq=4)
    compare(room)
    second = room.keep("photo", sent_on(WALL), seq=5)
    compare(room)
    assert shown(room, second) == [("0714-3", False)]
    assert shown(room, first) == [("0714-5", False)]


def test_the_very_same_file_is_called_so(room: StoreRoom) -> None:
    room.keep("photo", WALL, seq=3)
    second = room.keep("photo", WALL, seq=4)
    compare(room)
    assert shown(room, second) == [("0714-3", True)]


def test_the_photos_of_one_report_are_no_news(room: StoreRoom) -> None:
    report = room.keep("photo", WALL)
    room.keep("photo", sent_on(WALL), report=report)
    compare(room)
    assert room.rows(twin_rows) == []


def test_two_photos_compared_at_the_same_moment_find_each_other_once(room: StoreRoom) -> None:
    first = room.keep("photo", WALL, seq=3)
    room.keep("photo", sent_on(WALL), seq=4)
    compare(room)  # both are due in one round
    assert len(room.rows(twin_rows)) == 1
    assert shown(room, first) == [("0714-4", False)]


def test_pictures_of_one_colour_are_not_compared(room: StoreRoom) -> None:
    room.keep("photo", plain("black"), seq=3)
    room.keep("photo", plain("white"), seq=4)
    compare(room)
    assert room.rows(twin_rows) == []


def test_a_comparison_cut_short_is_done_again(room: StoreRoom) -> None:
    room.keep("photo", WALL, seq=3)
    second = room.keep("photo", sent_on(WALL), seq=4)
    job = ComparePhotos(room.database, room.clock)
    assert len(job.take(9)) == 2  # and the worker is killed here
    room.clock.advance(minutes=5)
    compare(room)
    assert shown(room, second) == [("0714-3", False)]


def test_exactly_what_lies_within_the_distance_shares_a_part_with_the_fingerprint() -> None:
    luck = random.Random(3)
    reach = SAME_PICTURE // PARTS
    for _ in range(300):
        one = luck.getrandbits(64) - (1 << 63)
        other = one
        for place in luck.sample(range(64), SAME_PICTURE):
            other ^= (1 << place) if place < 63 else -(1 << 63)
        assert distance(one, other) == SAME_PICTURE
        probes = [set(twins._around(part, reach)) for part in parts_of(one)]
        assert any(part in near for part, near in zip(parts_of(other), probes, strict=True))
    assert len(probes[0]) == 1 + 16 + 120


@pytest.mark.parametrize("dhash", [0, -1, 1, -(1 << 63), (1 << 63) - 1])
def test_the_parts_of_a_fingerprint_are_its_bits(dhash: int) -> None:
    joined = 0
    for part in parts_of(dhash):
        joined = joined << 16 | part
    assert joined == dhash & ((1 << 64) - 1)


def plain(colour: str) -> bytes:
    out = BytesIO()
    Image.new("RGB", (64, 48), colour).save(out, "PNG")
    return out.getvalue()
