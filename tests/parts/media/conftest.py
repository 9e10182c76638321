"""The house in which stored files are followed up."""

from pathlib import Path

import pytest

from storage.blobs.local_files import LocalFiles
from storage.database import Database
from tests.parts.media.store_room import StoreRoom
from tests.support.clock import HandClock


@pytest.fixture
def room(database: Database, clock: HandClock, tmp_path: Path) -> StoreRoom:
    return StoreRoom(database, clock, LocalFiles(tmp_path / "files"))
