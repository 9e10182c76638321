"""A file that nothing refers to goes after its time; one that anything refers to never does."""

import hashlib
from datetime import timedelta

import pytest
from sqlalchemy import String, select, update

from casework.keeping.periods import Keeping
from reminders.keeping import sweeping_loose_files
from reminders.tick import Ticker
from storage.blobs.files import letter_key, original_key, thumb_key
from storage.blobs.local_files import LocalFiles
from storage.database import Database
from storage.keeping.loose_files import naming_columns
from storage.tables.all import metadata
from storage.tables.letters import letter_answer_files
from storage.tables.staff import staff_acts
from storage.tables.work import media
from tests.support.clock import HandClock
from tests.support.work_rows import a_report, a_wanted_file

MONTH = 32  # days in which every folder is looked through
NOT_A_FILE = {
    "fingerprint", "msg_id", "content", "content_hash", "template_hash", "template", "hand_key",
    "group_name",
}  # fmt: skip


def sha(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()


@pytest.fixture
def store(tmp_path) -> LocalFiles:
    return LocalFiles(tmp_path / "files")


@pytest.fixture
def pass_days(database: Database, store: LocalFiles, clock: HandClock):
    keeping = Keeping(loose_files=timedelta(days=30))
    ticker = Ticker(database, "host-a", [("loose", sweeping_loose_files(store, keeping))])

    def let(days: int) -> None:
        for _ in range(days):
            ticker.tick(clock.advance(days=1))

    return let


def keep_photo(database: Database, store: LocalFiles, now, text: str) -> str:
    """Store a photo with its row, and return its key."""
    with database.write() as connection:
        report = a_report(connection, now)
        file_id = a_wanted_file(connection, report, now)
        stored = {"state": "stored", "sha256": sha(text)}
        connection.execute(update(media).where(media.c.id == file_id).values(stored))
    store.put(original_key(sha(text)), text.encode())
    store.put(thumb_key(sha(text)), text.encode())
    return original_key(sha(text))


def test_what_no_row_names_goes_after_its_time_and_the_rest_stays(
    database, store, clock, pass_days
) -> None:
    photo = keep_photo(database, store, clock(), "a photo")
    loose = [original_key(sha("refused scan")), letter_key(sha("letter"))]
    for key in loose:
        store.put(key, b"left")

    pass_days(29)
    assert set(loose) <= set(store.keys())  # whoever stored it may still be writing its row
    pass_days(MONTH + 30)

    assert set(store.keys()) == {photo, thumb_key(sha("a photo"))}
    with database.read() as connection:
        told = connection.scalars(
            select(staff_acts.c.detail).where(staff_acts.c.act == "keeping.files")
        )
        assert sum(int("".join(filter(str.isdigit, each))) for each in told) == 2


def test_what_somebody_names_meanwhile_stays(database, store, clock, pass_days) -> None:
    key = original_key(sha("late"))
    store.put(key, b"late")
    pass_days(MONTH)  # by now it is on the list

    keep_photo(database, store, clock(), "late")
    pass_days(40)

    assert store.exists(key)


def test_every_column_that_may_name_a_file_is_asked() -> None:
    hexes = {
        column.name
        for table in metadata.sorted_tables
        for column in table.columns
        if isinstance(column.type, String) and column.type.length == 64
    }
    asked = {column.name for column in naming_columns()}
    assert hexes - asked == NOT_A_FILE, "a new column: does it name a file of the store?"
    assert letter_answer_files.c.sha256 in naming_columns()
