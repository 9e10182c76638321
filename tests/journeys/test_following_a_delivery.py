"""One delivery is followed by its key through the lines of every process and thread."""

import json
from collections.abc import Iterator
from functools import partial
from io import StringIO
from logging import getLogger
from pathlib import Path
from typing import Any

import pytest

from bot.logs import set_up_logging
from storage.tables.intake import deliveries
from storage.tables.work import media, outbox
from tests.support.clock import HandClock
from tests.support.databases import sqlite_url
from tests.support.servers import Server
from tests.support.together import all_at_once
from tests.support.town import town_on
from tests.support.waiting import wait_until
from tests.support.world import World

SERVE = ("-m", "bot", "--config", "{config}", "serve")
JSON_LINES = {"logging": {"format": "json", "level": "info"}}


def told_about(lines: list[str], row: Any) -> list[dict[str, Any]]:
    told = [json.loads(line) for line in lines if line.startswith("{")]
    return [line for line in told if line.get("delivery") == row.delivery_key.hex()[:12]]


def test_a_photo_is_followed_from_the_webhook_to_the_store_and_its_alarm_to_the_duty(
    tmp_path: Path,
) -> None:
    with town_on(sqlite_url(tmp_path), tmp_path) as town:
        with Server(town.settings | JSON_LINES, town.folder, SERVE) as service:
            town.platform.calls_back(service.port)
            town.platform.sends_photo("old-wall.jpg")
            town.platform.says("黑田铺镇敬佬院后墙快倒了，嗲嗲们在下面吃饭")
            wait_until(lambda: [row.state for row in town.world.rows(media)] == ["stored"])
            wait_until(lambda: {row.state for row in town.world.rows(outbox)} == {"sent"})
            wait_until(lambda: sum("sent, " in line for line in service.log_lines()) >= 2)
        lines = service.log_lines()
        photo, words = town.world.rows(deliveries)
    told = told_about(lines, photo)
    assert {(line["process"], line["logger"]) for line in told} == {
        ("web", "bot.webhook"),
        ("worker", "reminders.fetch"),
    }
    assert len({line["pid"] for line in told}) == 2
    told = told_about(lines, words)
    assert {"webhook official: text"} == {
        line["message"] for line in told if line["process"] == "web"
    }
    assert any(line["message"].endswith("sent, alarm") for line in told)


class BrokenHouse:
    """Stands for the house and breaks every handler that asks it for anything."""

    def __getattr__(self, name: str) -> Any:
        raise LookupError(name)


@pytest.fixture
def lines() -> Iterator[StringIO]:
    root, text = getLogger(), StringIO()
    before = root.handlers[:], root.level
    set_up_logging("info", "json", (), text)
    yield text
    root.handlers[:], root.level = before


def test_deliveries_that_share_a_commit_and_fail_are_named_each_by_its_own_line(
    database_url: str, clock: HandClock, tmp_path: Path, lines: StringIO
) -> None:
    with World(database_url, clock, tmp_path, house=BrokenHouse()) as world:
        phones = [world.observers_phone(f"oA{number}") for number in range(4)]
        all_at_once([partial(phone.says, "后墙快倒了") for phone in phones])
        rows = world.rows(deliveries)
    assert [row.state for row in rows] == ["failed"] * 4
    for row in rows:
        told = told_about(lines.getvalue().splitlines(), row)
        assert sorted(line["logger"] for line in told) == ["bot.dispatch", "bot.webhook"]
        assert f"delivery {row.id} is kept" in told[0]["message"]
