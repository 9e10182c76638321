"""An office whose letters' terms run, with people at the unit to be urged."""

from pathlib import Path

import pytest

from tests.support.databases import sqlite_url
from tests.support.urging_house import UrgingHouse


@pytest.fixture
def database_url(tmp_path: Path) -> str:
    return sqlite_url(tmp_path)


@pytest.fixture
def house(database, vault, clock, tmp_path: Path) -> UrgingHouse:
    return UrgingHouse(database, vault, clock, tmp_path)
