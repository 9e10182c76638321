"""A photo's journey into an S3-compatible store, while the store is there and while it is not."""

import hashlib
from collections.abc import Iterator
from pathlib import Path

import pytest

from catalogue.wording import staff, staff_storage
from simulator.conversation import State
from storage.blobs.files import original_key, shown_key, thumb_key
from storage.blobs.s3_files import S3Files
from storage.database import Database
from storage.tables.work import media, troubles
from storage.vault import Vault
from tests.support.clock import HandClock
from tests.support.databases import sqlite_url
from tests.support.office_house import Clerk, OfficeHouse
from tests.support.platform import picture
from tests.support.s3 import RoughRoad, S3Service
from tests.support.servers import Server
from tests.support.town import Town, town_on
from tests.support.waiting import wait_until

PICTURE = "old-wall.jpg"
SHA256 = hashlib.sha256(picture(PICTURE)).hexdigest()
SERVE = ("-m", "bot", "--config", "{config}", "serve")


@pytest.fixture
def road(s3_service: S3Service) -> Iterator[RoughRoad]:
    with RoughRoad(s3_service) as road:
        yield road


@pytest.fixture
def town(tmp_path: Path) -> Iterator[Town]:
    with town_on(sqlite_url(tmp_path), tmp_path) as town:
        yield town


def test_the_whole_service_keeps_and_shows_photos_from_a_bucket(
    town: Town, s3_service: S3Service, road: RoughRoad
) -> None:
    bucket = road.to(s3_service.new_bucket())
    s3 = {
        "endpoint": bucket.endpoint,
        "access_key": bucket.access_key,
        "secret_key": bucket.secret_key,
    }
    storage = town.settings["storage"] | {"media": str(bucket), "s3": s3}
    road.trouble = 503
    with Server(town.settings | {"storage": storage}, town.folder, SERVE) as service:
        town.platform.calls_back(service.port)
        sent = town.platform.sends_photo(PICTURE)
        assert sent.state is State.DELIVERED
        wait_until(lambda: town.world.rows(troubles))
        assert [row.state for row in town.world.rows(media)] == ["wanted"]
        (trouble,) = town.world.rows(troubles)
        assert trouble.sentence == staff_storage.AWAY["busy"]

        road.trouble = ""
        wait_until(
            lambda: [row.state for row in town.world.rows(media)] == ["stored"],
            nudge=lambda: town.world.run("UPDATE media SET next_at = 0"),  # the minute it waits
        )
    store = S3Files(bucket)
    assert set(store.keys()) == {key(SHA256) for key in (original_key, shown_key, thumb_key)}
    assert store.get(original_key(SHA256)) == picture(PICTURE)
    (trouble,) = town.world.rows(troubles)
    assert trouble.resolved_at is not None


def test_the_console_shows_photos_from_the_bucket_and_says_when_it_is_away(
    s3_service: S3Service, road: RoughRoad, vault: Vault, clock: HandClock, tmp_path: Path
) -> None:
    database = Database(sqlite_url(tmp_path))
    house = OfficeHouse(database, vault, clock, tmp_path)
    house.files = S3Files(road.to(s3_service.new_bucket()))
    photo = house.photo(house.report(house.observer(), 32))
    house.staff()
    clerk = Clerk(house.app().test_client())
    clerk.log_in()
    address = f"/office/photos/{photo}/thumb.jpg"
    assert clerk.client.get(address).data.startswith(b"\xff\xd8")

    road.trouble = 503
    answer = clerk.client.get(address)
    assert answer.status_code == 503
    assert staff.ERRORS[503][0] in answer.text
    database.close()
