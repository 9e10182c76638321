"""Reading for a page somebody waits for: cut off after a while, and never by reading everything.

A page that takes long holds a thread of the intake's process. On PostgreSQL the lists go through
indexes whatever the planner guesses: half its guesses about pairs of characters read the whole
table. What counts a whole year is left to its guesses. (Source: mechanics §Search and lists.)
"""

import sqlite3
import time
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any, Final

from psycopg.errors import QueryCanceled
from sqlalchemy import Connection, func, select
from sqlalchemy.exc import DBAPIError

from storage.database import Database

LONGEST: Final = 5.0  # seconds
_STEPS_BETWEEN_LOOKS: Final = 20_000  # of SQLite's machine: some tenths of a millisecond
_BY_INDEX: Final = {"enable_seqscan": "off", "enable_hashjoin": "off", "enable_mergejoin": "off"}
_POSTGRES: Final = {
    "max_parallel_workers_per_gather": "0",
    "jit": "off",  # compiling takes longer than these questions
    "work_mem": "32MB",
}


class TookTooLong(Exception):
    """The question was too large to be answered while somebody waits."""


@contextmanager
def brief_read(
    database: Database, longest: float = LONGEST, *, counts_much: bool = False
) -> Iterator[Connection]:
    """Yield a connection for reading; raises TookTooLong after `longest` seconds of it."""
    with database.read() as connection:
        try:
            if database.is_sqlite:
                with _cut_off(connection, longest):
                    yield connection
            else:
                settings = _POSTGRES | ({} if counts_much else _BY_INDEX)
                settings |= {"statement_timeout": f"{longest * 1000:.0f}"}
                connection.execute(
                    select(*(func.set_config(*pair, True) for pair in settings.items()))  # noqa: FBT003  # SQL's
                )
                yield connection
        except DBAPIError as error:
            if _was_cut_off(error):
                raise TookTooLong from error
            raise


@contextmanager
def _cut_off(connection: Connection, longest: float) -> Iterator[None]:
    driver: Any = connection.connection.driver_connection
    end = time.monotonic() + longest
    driver.set_progress_handler(lambda: time.monotonic() > end, _STEPS_BETWEEN_LOOKS)
    try:
        yield
    finally:
        driver.set_progress_handler(None, 0)


def _was_cut_off(error: DBAPIError) -> bool:
    cause = error.orig
    if isinstance(cause, sqlite3.OperationalError):
        return cause.sqlite_errorcode == sqlite3.SQLITE_INTERRUPT
    return isinstance(cause, QueryCanceled)
