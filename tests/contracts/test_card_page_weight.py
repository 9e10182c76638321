"""A card's page is one small answer with everything inside, whichever of the fourteen it is."""

import gzip
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import update

from catalogue.projects import load_projects
from storage.tables.reports import reports
from tests.support.card_house import CardHouse
from tests.support.clock import HandClock
from tests.support.databases import sqlite_url
from tests.support.world import World

MOST = 25 * 1024  # bytes on the way (issue 4, "How far it must reach")


@pytest.fixture
def house(clock: HandClock, tmp_path: Path) -> Iterator[CardHouse]:
    with World(sqlite_url(tmp_path), clock, tmp_path) as world:
        phone = world.observers_phone()
        phone.sends_photo()
        phone.says("黑田铺镇的产业路修到一半了")
        yield CardHouse(world)


def pages(house: CardHouse, encoding: str) -> Iterator[bytes]:
    for project in load_projects():
        house.world.run(update(reports).values(project=project.code))
        answer = house.app.test_client().get(house.path(), headers={"Accept-Encoding": encoding})
        assert answer.status_code == 200
        assert answer.headers.get("Content-Encoding", "identity") == encoding
        yield answer.data


def test_every_card_weighs_at_most_25_kilobytes(house):
    weights = [len(page) for page in pages(house, "gzip")]

    assert len(weights) == 14
    assert max(weights) <= MOST


def test_who_takes_no_gzip_gets_the_same_page(house):
    packed, plain = pages(house, "gzip"), pages(house, "identity")

    assert gzip.decompress(next(packed)) == next(plain)


def test_no_page_names_anything_to_fetch(house):
    for page in pages(house, "identity"):
        named = re.findall(r'(?:src|href|url)\s*[=(]\s*["\']?([^"\')\s>]+)', page.decode())
        assert [address for address in named if not address.startswith(("#", "data:,"))] == []
