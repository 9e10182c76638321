"""Fixtures of the journeys: an office with everything real, on either database."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.support.clock import HandClock
from tests.support.phone import Phone
from tests.support.world import World


@pytest.fixture
def world(database_url: str, clock: HandClock, tmp_path: Path) -> Iterator[World]:
    with World(database_url, clock, tmp_path) as world:
        yield world


@pytest.fixture
def phone(world: World) -> Phone:
    return world.observers_phone()
