"""A database in use takes every later migration, and can go back: rows point at each other."""

from alembic import command
from sqlalchemy import text

from storage.database import Database
from storage.migrate import alembic_config, upgrade, without_foreign_keys
from tests.support.world import World

_COUNTS = "SELECT (SELECT count(*) FROM reports), (SELECT count(*) FROM items)"


def _migrate(database: Database, to: str) -> None:
    with without_foreign_keys(database) as connection:
        command.downgrade(alembic_config(connection), to)


def test_reports_live_through_going_back_and_forth(database_url, clock, tmp_path):
    with World(database_url, clock, tmp_path) as world:
        phone = world.observers_phone()
        phone.sends_photo()
        phone.says("小沙江镇的通村公路塌了半边")
        _migrate(world.database, "0001")
        upgrade(world.database)
        with world.database.read() as connection:
            assert connection.execute(text(_COUNTS)).one() == (1, 2)
        phone.says("昨天晚上塌的")
        assert world.report().notes == 2
