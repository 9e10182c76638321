"""Raw statements on an open transaction: the intake's hot path speaks to the driver itself.

Core statements are compiled once per database and run as plain strings, which measured almost
twice as fast as executing them through Core (mechanics §Intake). On PostgreSQL the transaction runs
in pipeline mode: statements without a result are only queued, and each fetch is one round trip.
"""

from collections.abc import Iterator, Mapping
from contextlib import ExitStack, contextmanager, nullcontext
from functools import cache
from typing import Any

import psycopg
from sqlalchemy import Connection, Transaction
from sqlalchemy.dialects.postgresql.psycopg import PGDialect_psycopg
from sqlalchemy.dialects.sqlite.pysqlite import SQLiteDialect_pysqlite
from sqlalchemy.exc import DBAPIError
from sqlalchemy.sql import ClauseElement

from storage.database import Database
from storage.transience import DRIVER_ERRORS, passes

Values = Mapping[str, Any]
Row = tuple[Any, ...]


_DIALECTS = {
    True: SQLiteDialect_pysqlite(paramstyle="named"),
    False: PGDialect_psycopg(paramstyle="pyformat"),  # type: ignore[no-untyped-call]
}


@cache
def compiled(statement: ClauseElement, for_sqlite: bool) -> tuple[str, dict[str, Any]]:  # noqa: FBT001 - a cache key
    """Return a statement's text with named parameters, and the constants written into it."""
    made = statement.compile(dialect=_DIALECTS[for_sqlite])
    constants = {name: value for name, value in made.params.items() if value is not None}
    return str(made), constants


class Wire:
    """One open transaction at driver level; `connection` is the same one for ordinary queries."""

    def __init__(self, connection: Connection, *, is_sqlite: bool) -> None:
        self.connection = connection
        self.is_sqlite = is_sqlite
        driver = connection.connection.driver_connection
        if driver is None:
            raise ConnectionError("the pool gave a connection without a driver")
        self._driver: Any = driver
        self._pipeline = ExitStack()
        self._is_queueing = False
        self.round_trips = 0

    def run(self, statement: ClauseElement, values: Values) -> None:
        """Send a statement whose result nobody needs; its error may surface at the next fetch."""
        sql, constants = compiled(statement, self.is_sqlite)
        self._driver.execute(sql, {**constants, **values})

    def rows(self, statement: ClauseElement, values: Values) -> list[Row]:
        """Run a statement and return all its rows."""
        self.round_trips += 1
        sql, constants = compiled(statement, self.is_sqlite)
        rows: list[Row] = self._driver.execute(sql, {**constants, **values}).fetchall()
        return rows

    def row(self, statement: ClauseElement, values: Values) -> Row | None:
        """Run a statement and return its first row, if any."""
        rows = self.rows(statement, values)
        return rows[0] if rows else None

    @contextmanager
    def pipelined(self) -> Iterator[None]:
        """Queue result-less statements until the next fetch (PostgreSQL; nothing on SQLite)."""
        if self.is_sqlite:
            yield
            return
        self._is_queueing = True
        with ExitStack() as self._pipeline:
            self._pipeline.enter_context(self._driver.pipeline())
            yield

    @contextmanager
    def plain(self) -> Iterator[Connection]:
        """Yield the connection for ordinary queries, outside the pipeline: they read row counts."""
        self._pipeline.close()
        yield self.connection
        if self._is_queueing:
            self._pipeline.enter_context(self._driver.pipeline())

    def is_broken_by(self, error: Exception) -> bool:
        """Whether only a fresh transaction helps after this error."""
        queue_is_lost = self._is_queueing and isinstance(error, DRIVER_ERRORS)
        return queue_is_lost or passes(error)

    @contextmanager
    def savepoint(self) -> Iterator[None]:
        """Undo what the block did if it raises; the error goes on to the caller."""
        self._driver.execute("SAVEPOINT step")
        try:
            yield
        except BaseException as error:
            if self._is_queueing and isinstance(error, psycopg.Error):
                raise  # the queue behind the error is lost, ROLLBACK TO with it
            self._driver.execute("ROLLBACK TO SAVEPOINT step")
            self._driver.execute("RELEASE SAVEPOINT step")
            raise
        self._driver.execute("RELEASE SAVEPOINT step")


@contextmanager
def wire_transaction(database: Database, *, pipelined: bool) -> Iterator[Wire]:
    """Yield a `Wire` on a write transaction that commits when the block ends well."""
    with database.gate(), database.writer.connect() as connection:
        transaction = connection.begin()
        wire = Wire(connection, is_sqlite=database.is_sqlite)
        try:
            with wire.pipelined() if pipelined else nullcontext():
                yield wire
                transaction.commit()  # inside: COMMIT shares its round trip with the queue
        except BaseException:
            _abandon(transaction)
            raise


def _abandon(transaction: Transaction) -> None:
    try:
        transaction.rollback()
    except (DBAPIError, psycopg.Error):
        transaction.connection.invalidate()  # the server went away: nothing to roll back
