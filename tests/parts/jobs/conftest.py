"""The house every job is tried in."""

from pathlib import Path

import pytest

from storage.blobs.local_files import LocalFiles
from storage.database import Database
from tests.parts.jobs.fakes import House
from tests.support.clock import HandClock


@pytest.fixture
def house(database: Database, clock: HandClock, tmp_path: Path) -> House:
    return House(database, clock, LocalFiles(tmp_path / "files"))
