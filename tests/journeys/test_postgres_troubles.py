"""What only PostgreSQL can do to the intake: locks, deadlocks, lost connections."""

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path

import pytest
from sqlalchemy import text

from storage.database import Connection
from storage.tables.intake import deliveries
from tests.support.clock import HandClock
from tests.support.databases import PostgresHouse
from tests.support.phone import Phone, number_in
from tests.support.postgres_relay import PostgresRelay
from tests.support.together import all_at_once
from tests.support.world import World

ROAD = "隆回县小沙江镇的通村公路塌了半边"


@pytest.fixture
def database_url(postgres_house: PostgresHouse) -> str:
    return postgres_house.new_url()


@contextmanager
def row_held(world: World, observer_id: int = 1) -> Iterator[Connection]:
    """A neighbour that holds an observer's row."""
    with world.database.write() as connection:
        lock_row(connection, observer_id)
        yield connection


def lock_row(connection: Connection, observer_id: int) -> None:
    connection.execute(
        text("SELECT id FROM observers WHERE id = :id FOR UPDATE"), {"id": observer_id}
    )


def terminate_others(world: World) -> None:
    """Cut every other connection to this database, as a restart of the server does."""
    with world.database.write() as connection:
        connection.execute(
            text(
                "SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
                " WHERE datname = current_database() AND pid <> pg_backend_pid()"
            )
        )


def test_a_lock_that_is_not_given_in_time_is_503_and_the_repeat_is_answered(
    phone: Phone, world: World
) -> None:
    push = phone.text_push(ROAD)
    with row_held(world):
        assert phone.delivers(push).status == 503
    assert phone.delivers(push).text.startswith("0714-1号：")
    assert world.report().notes == 1


def test_a_stuck_neighbour_does_not_cost_the_others_their_answers(
    phone: Phone, world: World
) -> None:
    others = [world.observers_phone(f"o{n}") for n in range(6)]
    stuck = phone.text_push(ROAD)
    with row_held(world):
        acts = [partial(phone.delivers, stuck)]
        acts += [partial(other.delivers, other.text_push(ROAD)) for other in others]
        answers = all_at_once(acts)
    assert [answer.status for answer in answers] == [503] + [200] * 6
    assert phone.delivers(stuck).text


def test_a_locked_observer_does_not_hold_up_the_close_of_the_others(
    phone: Phone, world: World, clock: HandClock
) -> None:
    phone.sends_photo()
    world.observers_phone("oB").sends_photo()
    clock.advance(minutes=10)
    with row_held(world):
        world.sweep()
        assert [report.state for report in world.reports()] == ["collecting", "received"]
    world.sweep()
    assert [report.state for report in world.reports()] == ["received", "received"]


def test_connections_cut_between_two_messages_are_not_noticed(phone: Phone, world: World) -> None:
    phone.sends_photo()
    terminate_others(world)
    assert "照片1张" in phone.says(ROAD)


@pytest.mark.parametrize(
    "trouble",
    [
        "RAISE EXCEPTION 'busy' USING ERRCODE = '40001'",  # serialization failure
        "RAISE EXCEPTION 'crossed' USING ERRCODE = '40P01'",  # deadlock
        "PERFORM pg_terminate_backend(pg_backend_pid())",
    ],
)
@pytest.mark.parametrize("when", ["at once", "at COMMIT"])
def test_a_transaction_that_the_server_breaks_off_is_done_again(
    phone: Phone, world: World, trouble: str, when: str
) -> None:
    break_items(world, trouble, times=2, when=when)
    assert phone.says(ROAD).startswith("0714-")
    assert world.report().notes == 1


def test_what_stays_broken_is_503_after_three_tries_and_nothing_is_half_stored(
    phone: Phone, world: World
) -> None:
    break_items(world, "RAISE EXCEPTION 'busy' USING ERRCODE = '40001'", times=4, when="at once")
    push = phone.text_push(ROAD)
    assert phone.delivers(push).status == 503
    assert world.rows(deliveries) == []
    assert phone.delivers(push).text.startswith("0714-")
    assert world.report().notes == 1


def test_a_statement_that_the_server_will_never_take_fails_like_a_handler(
    phone: Phone, world: World
) -> None:
    break_items(world, "RAISE EXCEPTION 'no' USING ERRCODE = '23514'", times=99, when="at once")
    assert phone.says(ROAD).startswith("这条已经存好，但系统没处理成功")
    (row,) = world.rows(deliveries)
    assert row.state == "failed"


def test_an_answer_lost_at_commit_is_found_again(
    postgres_house: PostgresHouse, clock: HandClock, tmp_path: Path
) -> None:
    with (
        PostgresRelay(postgres_house.new_url(), tmp_path) as relay,
        World(relay.url, clock, tmp_path) as world,
    ):
        phone = world.observers_phone()
        phone.sends_photo()
        relay.lose_the_answer_to(b"COMMIT\0")
        answer = phone.says(ROAD)
        assert "照片1张" in answer
        assert phone.repeats() == answer
        assert world.report().notes == 1
        assert world.rows(deliveries)[-1].repeats == 2  # our own second try, and the platform's


def test_two_transactions_that_cross_each_other_are_both_done(world: World) -> None:
    first, second = world.observers_phone("o1"), world.observers_phone("o2")
    batch = [world.read(first.text_push(ROAD)), world.read(second.text_push(ROAD))]
    with row_held(world, observer_id=2) as neighbour:
        done: list[object] = []
        crossing = threading.Thread(target=lambda: done.extend(world.dispatcher.commit(batch)))
        crossing.start()
        until_somebody_waits(world)
        lock_row(neighbour, observer_id=1)  # the server now breaks the batch off
    crossing.join()
    assert len({number_in(answered.text) for answered in done}) == 2
    assert [report.notes for report in world.reports()] == [1, 1]


def until_somebody_waits(world: World) -> None:
    """Look until a transaction waits for a lock."""
    waiting = 0
    while not waiting:
        with world.database.read() as connection:
            waiting = connection.execute(
                text("SELECT count(*) FROM pg_locks WHERE NOT granted")
            ).scalar_one()


def break_items(world: World, trouble: str, *, times: int, when: str) -> None:
    """Let the server cause trouble for so many insertions of items, at once or at COMMIT."""
    world.run("CREATE SEQUENCE troubles_caused")
    world.run(
        "CREATE FUNCTION cause_trouble() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN"
        f" IF nextval('troubles_caused') <= {times} THEN {trouble}; END IF; RETURN NEW; END $$"
    )
    deferred = "DEFERRABLE INITIALLY DEFERRED" if when == "at COMMIT" else ""
    world.run(
        f"CREATE CONSTRAINT TRIGGER trouble AFTER INSERT ON items {deferred}"
        " FOR EACH ROW EXECUTE FUNCTION cause_trouble()"
    )
