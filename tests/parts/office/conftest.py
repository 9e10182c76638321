"""The office of these tests: one clerk, 李莉, logged in."""

from io import BytesIO
from pathlib import Path

import pytest

from storage.database import Database
from storage.vault import Vault
from tests.support.clock import HandClock
from tests.support.office_house import Clerk, OfficeHouse, token


@pytest.fixture
def house(database: Database, vault: Vault, clock: HandClock, tmp_path: Path) -> OfficeHouse:
    house = OfficeHouse(database, vault, clock, tmp_path)
    house.staff()
    return house


@pytest.fixture
def stranger(house: OfficeHouse) -> Clerk:
    return Clerk(house.app().test_client())


@pytest.fixture
def clerk(stranger: Clerk) -> Clerk:
    assert stranger.log_in().status_code == 303
    return stranger


@pytest.fixture
def upload(clerk: Clerk):
    """Upload a roster and return the preview."""

    def send(data: bytes, name: str = "花名册.xlsx"):
        form = {
            "csrf_token": token(clerk.client.get("/office/roster")),
            "sheet": (BytesIO(data), name),
        }
        return clerk.client.post("/office/roster/preview", data=form)

    return send
