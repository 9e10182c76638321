"""From a wanted row to files on disk, or to a word to the staff and the observer."""

from datetime import timedelta
from io import BytesIO
from pathlib import Path

import pytest
from PIL import Image

from catalogue.wording import staff_outbox as words
from catalogue.wording import staff_storage
from reminders.ports import Fetched, FetchLater, FetchOutcome, Gone, TooBig
from reminders.tick import Ticker
from reminders.upkeep import alarm_of_late_files
from storage.blobs.files import Reason, StoreTrouble, original_key, shown_key, thumb_key
from storage.blobs.local_files import LocalFiles
from tests.parts.jobs.fakes import House, TellingSource
from tests.support.work_rows import a_report, a_wanted_file

AMR = b"#!AMR\n" + b"\x3c" * 64


def jpeg(side: int = 64) -> bytes:
    out = BytesIO()
    Image.new("RGB", (side, side // 2), "brown").save(out, "JPEG")
    return out.getvalue()


def wanted(house: House, kind: str = "photo", count: int = 1) -> None:
    with house.write() as connection:
        report = a_report(connection, house.clock())
        for number in range(count):
            a_wanted_file(connection, report, house.clock(), kind=kind, media_id=f"M{number}")


def test_a_photo_is_safe_on_disk_in_three_forms_before_its_row_says_so(house: House) -> None:
    wanted(house)
    house.work_through(house.fetch(TellingSource([Fetched(jpeg())])))

    [row] = house.files()
    assert (row["state"], row["mime"], row["width"], row["height"]) == (
        "stored",
        "image/jpeg",
        64,
        32,
    )
    assert house.store.get(original_key(row["sha256"])) == jpeg()
    assert house.store.exists(shown_key(row["sha256"]))
    assert house.store.exists(thumb_key(row["sha256"]))
    assert house.open_troubles() == []


def test_a_voice_is_kept_as_it_came_and_named_by_its_content(house: House) -> None:
    wanted(house, "voice")
    house.work_through(house.fetch(TellingSource([Fetched(AMR)])))
    [row] = house.files()
    assert (row["state"], row["mime"], row["bytes"]) == ("stored", "audio/amr", len(AMR))
    assert house.store.get(original_key(row["sha256"])) == AMR


def test_an_outage_is_waited_out(house: House) -> None:
    wanted(house)
    outcomes: list[FetchOutcome | Exception] = [
        FetchLater(house.clock() + timedelta(minutes=10 * n), "HTTP 503") for n in range(1, 30)
    ]
    job = house.fetch(TellingSource([*outcomes, Fetched(jpeg())]))
    for _ in range(30):
        house.work_through(job)
        house.clock.advance(minutes=10)
    assert house.files()[0]["state"] == "stored"


def test_three_days_without_success_end_in_a_word_to_staff_and_observer(house: House) -> None:
    wanted(house, count=3)
    never = TellingSource([FetchLater(house.clock() + timedelta(hours=99), "HTTP 503")])
    job = house.fetch(never)
    house.work_through(job)
    assert house.messages() == []
    house.clock.advance(hours=72)
    assert house.work_through(job) == 3  # once more at the very end

    assert {row["state"] for row in house.files()} == {"expired"}
    assert len(house.open_troubles()) == 3
    assert "照片已过期，请观察员重发" in house.open_troubles()[0]
    [question] = house.messages()  # one for the album, not one a photo
    assert (question["recipient"], question["channel"]) == ("wang", "official")
    assert "0714-32" in question["text"]


def test_a_file_the_platform_has_forgotten_is_expired_at_once(house: House) -> None:
    wanted(house)
    house.work_through(house.fetch(TellingSource([Gone(words.GONE)])))
    assert house.files()[0]["state"] == "expired"
    assert len(house.messages()) == 1


def test_a_decompression_bomb_is_refused_reported_and_not_fetched_again(house: House) -> None:
    wanted(house)
    source = TellingSource([Fetched(jpeg(4000))])
    job = house.fetch(source)
    house.work_through(job)
    house.clock.advance(days=1)
    house.work_through(job)

    assert house.files()[0]["state"] == "refused"
    assert len(source.asked) == 1
    assert "像素" in house.open_troubles()[0]
    assert list(house.store.keys()) == []


def test_a_photo_damaged_on_the_way_is_fetched_again(house: House) -> None:
    wanted(house)
    job = house.fetch(TellingSource([Fetched(jpeg()[:200]), Fetched(jpeg())]))
    house.work_through(job)
    assert house.files()[0]["state"] == "wanted"
    house.clock.advance(minutes=2)
    house.work_through(job)
    assert house.files()[0]["state"] == "stored"


@pytest.mark.parametrize("kind", ["photo", "voice", "video"])
def test_what_stays_unreadable_is_refused_in_the_end(house: House, kind: str) -> None:
    wanted(house, kind)
    source = TellingSource([Fetched(b"%PDF-1.7 not what was promised")])
    job = house.fetch(source)
    for _ in range(9):
        house.work_through(job)
        house.clock.advance(minutes=1)
    assert house.files()[0]["state"] == "refused"
    assert len(source.asked) == 2
    assert len(house.open_troubles()) == 1


def test_a_file_above_the_cap_is_refused(house: House) -> None:
    wanted(house, "video")
    house.work_through(house.fetch(TellingSource([TooBig()])))
    assert house.files()[0]["last_error"] == words.TOO_BIG


def test_a_worker_killed_while_fetching_loses_nothing(house: House) -> None:
    wanted(house)
    job = house.fetch(TellingSource([Fetched(jpeg())]))
    assert len(job.take(9)) == 1  # and is killed here
    assert house.work_through(job) == 0
    house.clock.advance(minutes=5)
    assert house.work_through(job) == 1
    assert house.files()[0]["state"] == "stored"


def test_a_photo_that_breaks_our_program_three_times_comes_before_the_staff(house: House) -> None:
    wanted(house)
    job = house.fetch(TellingSource([MemoryError()]))
    for _ in range(4):
        house.work_through(job)
        house.clock.advance(minutes=2)
    assert house.files()[0]["state"] == "refused"
    assert words.POISON in house.open_troubles()[0]


class FullDisk(LocalFiles):
    """Has room again when it is told."""

    full = True

    def put(self, key: str, data: bytes) -> None:
        if self.full:
            raise OSError(28, "No space left on device")
        super().put(key, data)


def test_a_full_disk_loses_no_photo_and_is_told_once(house: House, tmp_path: Path) -> None:
    wanted(house, count=3)
    disk = FullDisk(tmp_path / "full")
    house.store = disk
    job = house.fetch(TellingSource([Fetched(jpeg())]))
    for _ in range(6):
        house.work_through(job)
        house.clock.advance(minutes=5)
    assert {row["state"] for row in house.files()} == {"wanted"}
    assert house.open_troubles() == [words.STORE_FAILS]
    disk.full = False
    house.work_through(job)
    assert {row["state"] for row in house.files()} == {"stored"}
    assert house.open_troubles() == []


class AwayStore(LocalFiles):
    """Far away, and out of reach for the reason it is told."""

    reason: Reason | None = None

    def put(self, key: str, data: bytes) -> None:
        if self.reason is not None:
            raise StoreTrouble(self.reason)
        super().put(key, data)


@pytest.mark.parametrize(("reason", "minutes"), [(Reason.BUSY, 1), (Reason.REFUSED, 5)])
def test_a_store_far_away_that_fails_loses_no_photo_and_its_cause_is_told(
    house: House, tmp_path: Path, reason: Reason, minutes: int
) -> None:
    wanted(house)
    house.store = store = AwayStore(tmp_path / "away")
    store.reason = reason
    job = house.fetch(TellingSource([Fetched(jpeg())]))
    assert house.work_through(job) == 1
    assert house.files()[0]["state"] == "wanted"
    assert house.open_troubles() == [staff_storage.AWAY[reason.value]]
    store.reason = None
    house.clock.advance(minutes=minutes, seconds=-1)
    assert house.work_through(job) == 0
    house.clock.advance(seconds=1)
    assert house.work_through(job) == 1
    assert house.files()[0]["state"] == "stored"
    assert house.open_troubles() == []


def test_a_late_photo_that_comes_after_all_closes_its_alarm(house: House) -> None:
    wanted(house)
    alarm = Ticker(house.database, "host", [("late", alarm_of_late_files(timedelta(hours=24)))])
    alarm.tick(house.clock.advance(hours=25))
    assert len(house.open_troubles()) == 1
    house.work_through(house.fetch(TellingSource([Fetched(jpeg())])))
    assert house.open_troubles() == []
