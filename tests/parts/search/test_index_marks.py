"""Whatever changes a report's words leaves a mark for the search index, newer with each change."""

import pytest
from sqlalchemy import select, update

from storage.database import Database
from storage.search.search_index import touch
from storage.tables.reports import reports
from tests.support.phone import Phone
from tests.support.world import World


@pytest.fixture
def world(database_url, clock, tmp_path):
    with World(database_url, clock, tmp_path) as world:
        yield world


@pytest.fixture
def phone(world: World) -> Phone:
    return world.observers_phone()


def mark(database: Database, report_id: int = 1) -> int | None:
    with database.read() as connection:
        return connection.execute(
            select(reports.c.unindexed_at).where(reports.c.id == report_id)
        ).scalar_one()


def take_off(database: Database) -> None:
    with database.write() as connection:
        connection.execute(update(reports).values(unindexed_at=None))


def test_a_new_report_carries_the_mark(world, phone):
    phone.sends_photo()
    assert mark(world.database) > 0


def test_every_further_message_leaves_a_newer_mark(world, phone):
    phone.says("小沙江镇的通村公路塌了半边")
    seen = [mark(world.database)]
    for words in ("昨天晚上塌的", "路边的护栏也断了", "桥头的路灯不亮了"):
        phone.says(words)
        seen.append(mark(world.database))
    assert seen == sorted(set(seen))


def test_a_message_marks_an_indexed_report_again(world, phone):
    phone.says("小沙江镇的通村公路塌了半边")
    take_off(world.database)
    phone.says("昨天晚上塌的")
    assert mark(world.database) is not None


def test_a_withdrawn_report_is_marked(world, phone):
    phone.says("小沙江镇的通村公路塌了半边")
    take_off(world.database)
    phone.says("撤回")
    assert world.report().state == "withdrawn"
    assert mark(world.database) is not None


def test_touching_marks_one_report_and_marks_it_newer_each_time(world, phone):
    phone.sends_photo()
    phone.says("完成")
    phone.says("另一件事：学校的围墙裂了")
    take_off(world.database)
    seen = []
    for _ in range(3):
        with world.database.write() as connection:
            touch(connection, 1)
        seen.append(mark(world.database))
    assert seen == sorted(set(seen))
    assert mark(world.database, 2) is None
