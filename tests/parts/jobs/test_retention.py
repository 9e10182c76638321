"""Raw copies are forgotten in time and nothing younger is."""

from datetime import timedelta

from sqlalchemy import func, insert, select

from storage.database import Database
from storage.keeping import raw_copies
from storage.tables.intake import deliveries, quarantine
from storage.tables.people import attempts
from tests.support.clock import HandClock
from tests.support.work_rows import a_delivery


def test_raw_deliveries_are_emptied_after_their_time_in_more_than_one_batch(
    database: Database, clock: HandClock
) -> None:
    with database.write() as connection:
        for _ in range(450):
            a_delivery(connection, clock() - timedelta(days=181))
        young = a_delivery(connection, clock() - timedelta(days=179))

    assert raw_copies.forget_raw_deliveries(database, clock() - timedelta(days=180)) == 450
    assert raw_copies.forget_raw_deliveries(database, clock() - timedelta(days=180)) == 0
    with database.read() as connection:
        kept = connection.scalars(select(deliveries.c.id).where(deliveries.c.raw.is_not(None)))
        assert list(kept) == [young]


def test_old_quarantine_and_old_attempts_are_deleted(database: Database, clock: HandClock) -> None:
    with database.write() as connection:
        for days in (40, 10):
            connection.execute(
                insert(quarantine).values(
                    fingerprint=bytes([days]) * 32,
                    channel="official",
                    reason="stale",
                    query="{}",
                    body=b"x",
                    received_at=clock() - timedelta(days=days),
                    state="kept",
                )
            )
            window = clock() - timedelta(days=days)
            connection.execute(
                insert(attempts).values(bucket="login", window_start=window, count=1)
            )
    assert raw_copies.forget_quarantine(database, clock() - timedelta(days=30)) == 1
    with database.write() as connection:
        assert raw_copies.forget_attempts(connection, clock() - timedelta(days=30)) == 1
        for table in (quarantine, attempts):
            assert connection.scalar(select(func.count()).select_from(table)) == 1
