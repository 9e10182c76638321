"""A room in which a unit answers its letters, on SQLite; the whole road asks for both databases."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from storage.database import Database
from storage.vault import Vault
from tests.support.clock import HandClock
from tests.support.databases import sqlite_url
from tests.support.unit_room import UnitPhone, UnitRoom


@pytest.fixture
def room(vault: Vault, clock: HandClock, tmp_path: Path) -> Iterator[UnitRoom]:
    database = Database(sqlite_url(tmp_path))
    yield UnitRoom(database, vault, clock, tmp_path)
    database.close()


@pytest.fixture
def letter_id(room: UnitRoom) -> int:
    return room.letters.delivered()


@pytest.fixture
def phone(room: UnitRoom, letter_id: int) -> UnitPhone:
    return room.phone(room.link(letter_id))
