"""What only SQLite can do to the intake: a full disk."""

from pathlib import Path

import pytest
from sqlalchemy import event

from storage.tables.intake import deliveries
from tests.support.databases import sqlite_url
from tests.support.phone import Phone
from tests.support.world import World

_LONG = "隆回县小沙江镇的通村公路塌了半边" * 20


class Disk:
    """Lets the database file grow, or not."""

    def __init__(self) -> None:
        self.is_full = False

    def limit(self, driver, *_: object) -> None:
        most = 1 if self.is_full else 2**30  # pages; never below what the file already has
        driver.execute(f"PRAGMA max_page_count = {most}").fetchone()


@pytest.fixture
def database_url(tmp_path: Path) -> str:
    return sqlite_url(tmp_path)


def test_a_full_disk_is_503_and_nothing_is_lost_once_there_is_room(
    phone: Phone, world: World
) -> None:
    disk = Disk()
    event.listen(world.database.writer, "checkout", disk.limit)
    disk.is_full = True
    push = phone.text_push(_LONG)
    while phone.delivers(push).status == 200:
        push = phone.text_push(_LONG)
    taken = len(world.rows(deliveries))
    disk.is_full = False
    assert phone.delivers(push).status == 200
    assert world.report().notes == len(world.rows(deliveries)) == taken + 1
