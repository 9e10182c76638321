"""Real server processes: two on one database, one that dies at the worst moment, raw HTTP."""

import socket
from collections.abc import Iterator
from contextlib import ExitStack
from functools import partial
from http.client import HTTPException
from itertools import cycle
from pathlib import Path

import pytest

from bot.clock import system_clock
from storage.tables.intake import deliveries
from tests.support.databases import sqlite_url
from tests.support.phone import number_in
from tests.support.servers import Server
from tests.support.together import all_at_once
from tests.support.world import World, house_settings

ROAD = "隆回县小沙江镇的通村公路塌了半边"


@pytest.fixture
def office(database_url: str, tmp_path: Path) -> Iterator[World]:
    """The same house in this process: to put observers on the roster and to look at rows."""
    with World(database_url, system_clock, tmp_path) as world:
        yield world


@pytest.fixture
def pair(office: World, database_url: str, tmp_path: Path) -> Iterator[list[Server]]:
    settings = house_settings(database_url, tmp_path)
    with ExitStack() as running:
        yield [running.enter_context(server) for server in _started(2, settings, tmp_path)]


def _started(number: int, settings, folder: Path) -> list[Server]:
    return [Server(settings, folder) for _ in range(number)]  # at the same time: they start slowly


def test_two_processes_on_one_database_are_one_service(office: World, pair: list[Server]) -> None:
    office.observer(("official", "oA"))
    doors = [server.phone() for server in pair]

    push = doors[0].text_push(ROAD)
    answers = all_at_once(
        [partial(door.delivers, push) for door, _ in zip(cycle(doors), range(20))]
    )
    assert {answer.status for answer in answers} == {200}
    assert len({answer.inner for answer in answers}) == 1
    assert office.report().notes == 1
    (row,) = office.rows(deliveries)
    assert row.repeats == 19

    fifteen = [f"o{n}" for n in range(15)]
    for n, sender in enumerate(fifteen):
        office.observer(("official", sender), phone=f"1380000{n:04d}")
    phones = [server.phone(sender) for sender, server in zip(fifteen, cycle(pair))]
    said = [partial(phone.delivers, phone.text_push(ROAD, msg_id=7)) for phone in phones]
    numbers = {number_in(answer.text) for answer in all_at_once(said)}
    assert len(numbers) == 15

    photos = [partial(door.sends_photo) for door, _ in zip(cycle(doors), range(12))]
    assert set(all_at_once(photos)) == {""}
    assert office.reports()[0].photos == 12


def test_raw_http_is_held_to_its_size_whatever_it_says_of_itself(tmp_path: Path) -> None:
    with Server(house_settings(sqlite_url(tmp_path), tmp_path), tmp_path) as server:
        _try_sizes(server)


def _try_sizes(server: Server) -> None:
    assert _exchange(server, b"Content-Length: 70000\r\n\r\n" + b"x" * 70000) == 413
    chunk = b"%x\r\n" % 8192 + b"x" * 8192 + b"\r\n"
    assert (
        _exchange(server, b"Transfer-Encoding: chunked\r\n\r\n" + chunk * 9 + b"0\r\n\r\n") == 413
    )
    assert _exchange(server, b"Transfer-Encoding: chunked\r\n\r\n0\r\n\r\n") == 403
    assert _exchange(server, b"\r\n") == 403
    assert server.phone("oNobody").says("您好").startswith("这里收聘任观察员的信息。")


def test_killed_between_commit_and_response_the_repeat_gets_the_answer(
    office: World, database_url: str, tmp_path: Path
) -> None:
    settings, trigger = house_settings(database_url, tmp_path), tmp_path / "die"
    command = ("-m", "tests.support.dying_server", "{config}", str(trigger))
    office.observer(("official", "oA"))
    trigger.touch()
    with Server(settings, tmp_path, command) as doomed:
        push = doomed.phone().text_push(ROAD)
        with pytest.raises((OSError, HTTPException)):
            doomed.phone().delivers(push)
        assert doomed.wait_until_dead() == -9
    (row,) = office.rows(deliveries)
    assert office.report().notes == 1
    trigger.unlink()
    with Server(settings, tmp_path, command) as next_one:
        assert next_one.phone().delivers(push).text == row.answer
    assert row.answer.startswith(f"{number_in(row.answer)}号：隆回县小沙江镇，农村公路")
    assert office.report().notes == 1


def _exchange(server: Server, rest: bytes) -> int:
    """Send a POST head and `rest` as they stand; returns the status."""
    with socket.create_connection(("127.0.0.1", server.port), 30) as line:
        line.sendall(b"POST /wechat/official HTTP/1.1\r\nHost: x\r\nConnection: close\r\n" + rest)
        return int(line.makefile("rb").readline().split()[1])
