"""An office with letters, its console and the clock of their terms."""

from pathlib import Path

import pytest

from tests.support.closing_house import ClosingHouse


@pytest.fixture
def closing(database, vault, clock, tmp_path: Path) -> ClosingHouse:
    return ClosingHouse(database, vault, clock, tmp_path)
