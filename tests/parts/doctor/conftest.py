"""A town for the doctor to look at, and the logs as they were before."""

import logging
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.support.databases import sqlite_url
from tests.support.town import Town, town_on


@pytest.fixture(autouse=True)
def _the_logs_stay_as_they_are() -> Iterator[None]:
    root = logging.getLogger()
    before = root.handlers[:], root.level
    yield
    root.handlers[:], root.level = before


@pytest.fixture
def town(tmp_path: Path) -> Iterator[Town]:
    with town_on(sqlite_url(tmp_path), tmp_path) as town:
        yield town
