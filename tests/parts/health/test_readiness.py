"""/healthz and /readyz: what machines ask."""

import threading
from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import text

from bot.health import Readiness, add_health
from bot.wiring import Foundations
from reminders.tick import CLOCK_LEASE
from storage.blobs.files import Reason, StoreTrouble
from storage.blobs.local_files import LocalFiles
from storage.work import leases
from tests.support.clock import HandClock
from tests.support.world import World


@pytest.fixture
def base(database_url: str, clock: HandClock, tmp_path: Path) -> Iterator[Foundations]:
    with World(database_url, clock, tmp_path) as world:
        yield world.base


@pytest.fixture
def running_clock(base: Foundations) -> None:
    with base.database.write() as connection:
        assert leases.take(connection, CLOCK_LEASE, "somebody", timedelta(seconds=30))


def client(base: Foundations) -> FlaskClient:
    app = Flask("guancha")
    add_health(app, base)
    return app.test_client()


def readyz(base: Foundations) -> tuple[int, dict[str, object]]:
    answer = client(base).get("/readyz")
    return answer.status_code, dict(answer.json)


@pytest.mark.usefixtures("running_clock")
def test_a_house_that_works_is_ready(base: Foundations) -> None:
    every = {"database": "ok", "files": "ok", "clock": "ok"}
    assert readyz(base) == (200, {"ready": True} | every)


def test_a_house_whose_clock_stands_still_is_not_ready(base: Foundations) -> None:
    status, said = readyz(base)
    assert (status, said["ready"], said["clock"]) == (503, False, "not-running")


@pytest.mark.usefixtures("running_clock")
def test_a_database_of_another_version_is_said_to_be_behind(base: Foundations) -> None:
    with base.database.write() as connection:
        connection.execute(text("UPDATE alembic_version SET version_num = '0000'"))
    status, said = readyz(base)
    assert (status, said["database"]) == (503, "behind")


@pytest.mark.usefixtures("running_clock")
def test_a_store_that_is_away_is_told_in_one_word(base: Foundations, tmp_path: Path) -> None:
    class AwayFiles(LocalFiles):
        def exists(self, _key: str) -> bool:
            raise StoreTrouble(Reason.UNREACHABLE)

    status, said = readyz(replace(base, files=AwayFiles(tmp_path / "away")))
    assert (status, said["files"]) == (503, "failed")


def test_a_database_that_is_gone_leaves_the_process_alive(base: Foundations) -> None:
    with base.database.write() as connection:
        connection.execute(text("DROP TABLE leases"))
        connection.execute(text("DROP TABLE alembic_version"))
    doors = client(base)
    assert doors.get("/healthz").json == {"alive": True}
    said = doors.get("/readyz").json
    assert (said["ready"], said["clock"]) == (False, "failed")


def test_neither_address_can_be_posted_to(base: Foundations) -> None:
    doors = client(base)
    assert [doors.post(path).status_code for path in ("/healthz", "/readyz")] == [405, 405]


def test_the_checks_run_once_however_often_one_asks() -> None:
    asked: list[str] = []
    readiness = Readiness({"database": lambda: asked.append("") or "ok"})
    assert [dict(readiness.look()) for _ in range(50)] == [{"database": "ok"}] * 50
    assert len(asked) == 1


def test_a_check_that_hangs_is_reported_and_not_begun_again() -> None:
    gate, begun = threading.Event(), []

    def hangs() -> str:
        begun.append("")
        gate.wait(30)
        return "ok"

    readiness = Readiness({"files": hangs}, longest=0.01, kept=0)
    assert [dict(readiness.look()) for _ in range(3)] == [{"files": "no-answer"}] * 3
    assert len(begun) == 1
    gate.set()
