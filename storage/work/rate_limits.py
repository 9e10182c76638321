"""Attempts counted in the database, so that every process and every restart counts the same.

(Source: mechanics §Secrets and audit; a memory limiter counts per process.)
"""

from collections.abc import Collection
from datetime import datetime, timedelta

from sqlalchemy import Connection, delete, select, update

from storage.dialects import insert_into
from storage.tables.base import from_ms, to_ms
from storage.tables.people import attempts

_MILLISECOND = timedelta(milliseconds=1)
_SHANGHAI_AHEAD_MS = timedelta(hours=8) // _MILLISECOND  # no summer time since 1991


def spend(
    connection: Connection, bucket: str, limit: int, window: timedelta, now: datetime
) -> bool:
    """Count one attempt; False when more than `limit` fell into the current window."""
    return spent(connection, bucket, window, now) <= limit


def spent(connection: Connection, bucket: str, window: timedelta, now: datetime) -> int:
    """Count one attempt and return how many fell into the current window with it.

    Windows are cut from midnight in Asia/Shanghai, so that 每天5次 means what people expect.
    """
    start = _window_start(window, now)
    row = insert_into(connection, attempts).values(bucket=bucket, window_start=start, count=1)
    counted: int = connection.execute(
        row.on_conflict_do_update(
            index_elements=[attempts.c.bucket, attempts.c.window_start],
            set_={"count": attempts.c.count + 1},
        ).returning(attempts.c.count)
    ).scalar_one()
    return counted


def used_up(
    connection: Connection, buckets: Collection[str], limit: int, window: timedelta, now: datetime
) -> set[str]:
    """Return which of these buckets let no further attempt pass in the current window."""
    c = attempts.c
    full = select(c.bucket).where(
        c.bucket.in_(buckets), c.window_start == _window_start(window, now), c.count >= limit
    )
    return set(connection.scalars(full))


def used_up_below(
    connection: Connection, prefix: str, limit: int, window: timedelta, now: datetime
) -> list[str]:
    """Return the buckets of this prefix that are used up in the current window."""
    c = attempts.c
    full = select(c.bucket).where(
        c.bucket.startswith(prefix, autoescape=True),
        c.window_start == _window_start(window, now),
        c.count >= limit,
    )
    return list(connection.scalars(full.order_by(c.bucket)))


def forget(connection: Connection, bucket: str) -> None:
    """Take back every attempt counted in a bucket."""
    connection.execute(delete(attempts).where(attempts.c.bucket == bucket))


def refund(connection: Connection, bucket: str, window: timedelta, now: datetime) -> None:
    """Take back one attempt that turned out to be none."""
    connection.execute(
        update(attempts)
        .where(
            attempts.c.bucket == bucket,
            attempts.c.window_start == _window_start(window, now),
            attempts.c.count > 0,
        )
        .values(count=attempts.c.count - 1)
    )


def _window_start(window: timedelta, now: datetime) -> datetime:
    length = window // _MILLISECOND
    local = to_ms(now) + _SHANGHAI_AHEAD_MS
    return from_ms(local // length * length - _SHANGHAI_AHEAD_MS)
