"""Troubles lie before the staff once, until they are over."""

from sqlalchemy import select

from storage.database import Connection, Database
from storage.tables.work import troubles as rows
from storage.work import troubles
from tests.support.clock import HandClock


def sentences(connection: Connection) -> list[str]:
    return list(connection.scalars(select(rows.c.sentence).where(rows.c.resolved_at.is_(None))))


def test_the_same_trouble_is_put_before_the_staff_once(
    database: Database, clock: HandClock
) -> None:
    with database.write() as connection:
        assert troubles.raise_trouble(connection, "k", "outbox", "outbox:1", "没送到", clock())
        assert not troubles.raise_trouble(connection, "k", "outbox", "outbox:1", "没送到", clock())
        assert sentences(connection) == ["没送到"]


def test_a_trouble_that_is_over_closes_itself_and_opens_again_when_it_comes_back(
    database: Database, clock: HandClock
) -> None:
    with database.write() as connection:
        troubles.raise_trouble(connection, "k", "platform", "app:wx", "密钥不对", clock())
        assert troubles.resolve_itself(connection, "k", clock())
        assert not troubles.resolve_itself(connection, "k", clock())
        assert sentences(connection) == []
        assert troubles.raise_trouble(connection, "k", "platform", "app:wx", "又不对", clock())
        assert sentences(connection) == ["又不对"]
