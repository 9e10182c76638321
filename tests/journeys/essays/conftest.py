"""Fixtures of the essays' journeys: who hands in, who judges."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from flask import Flask
from flask.testing import FlaskClient

from tests.support.clock import HandClock
from tests.support.essay_room import ADDRESS, app_of
from tests.support.office_house import Clerk
from tests.support.phone import Phone
from tests.support.world import World


@pytest.fixture
def world(database_url: str, clock: HandClock, tmp_path: Path) -> Iterator[World]:
    with World(database_url, clock, tmp_path, server={"public_url": ADDRESS}) as world:
        yield world


@pytest.fixture
def phone(world: World) -> Phone:
    world.observer(("official", "oA"), appointed_from=date(2026, 1, 1))
    return world.phone("oA")


@pytest.fixture
def app(world: World, clock: HandClock, tmp_path: Path) -> Flask:
    return app_of(world, clock, tmp_path)


@pytest.fixture
def browser(app: Flask) -> FlaskClient:
    return app.test_client()


@pytest.fixture
def clerk(app: Flask) -> Clerk:
    clerk = Clerk(app.test_client())
    assert clerk.log_in().status_code == 303
    return clerk
