"""Raw statements on an open transaction: the intake's hot path speaks to the driver itself.

Core statements are compiled once per database and run as plain strings, which measured almost
twice as fast as executing them through Core (mechanics §Intake). On PostgreSQL the transaction runs
in pipeline mode: statements are only queued, and each fetch is one round trip for all of them.
"""

from collections.abc import Iterator, Mapping
from contextlib import ExitStack, contextmanager, nullcontext
from functools import cache
from typing import Any

import psycopg
from psycopg import errors
from sqlalchemy import Connection, Transaction
from sqlalchemy.dialects.postgresql.psycopg import PGDialect_psycopg
from sqlalchemy.dialects.sqlite.pysqlite import SQLiteDialect_pysqlite
from sqlalchemy.exc import DBAPIError
from sqlalchemy.sql import ClauseElement

from storage.database import Database
from storage.transience import passes

Values = Mapping[str, Any]
Row = tuple[Any, ...]

_BEGIN = "BEGIN ISOLATION LEVEL READ COMMITTED"
_WAIT_BRIEFLY = "SET LOCAL lock_timeout = '500ms'"

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
        self._later: dict[ClauseElement, list[Values]] = {}

    def run(self, statement: ClauseElement, values: Values) -> None:
        """Send a statement whose result nobody needs; its error may surface at the next fetch."""
        sql, constants = compiled(statement, self.is_sqlite)
        self._driver.execute(sql, {**constants, **values})

    def later(self, statement: ClauseElement, values: Values) -> None:
        """Run a statement at the latest before COMMIT, together with its like."""
        self._later.setdefault(statement, []).append(values)

    def flush(self) -> None:
        """Run what waits; needed before anything that reads or moves those rows."""
        for statement, many in self._later.items():
            sql, constants = compiled(statement, self.is_sqlite)
            rows = [{**constants, **values} for values in many]
            self._driver.cursor().executemany(sql, rows)
        self._later.clear()

    def rows(self, statement: ClauseElement, values: Values) -> list[Row]:
        """Run a statement and return all its rows."""
        return self.rows_of((statement, values))[0]

    def rows_of(self, *asked: tuple[ClauseElement, Values]) -> list[list[Row]]:
        """Run several statements in one round trip and return the rows of each."""
        cursors = []
        for statement, values in asked:
            sql, constants = compiled(statement, self.is_sqlite)
            cursors.append(self._driver.execute(sql, {**constants, **values}))
        return [cursor.fetchall() for cursor in cursors]

    def row(self, statement: ClauseElement, values: Values) -> Row | None:
        """Run a statement and return its first row, if any."""
        rows = self.rows(statement, values)
        return rows[0] if rows else None

    @contextmanager
    def pipelined(self) -> Iterator[None]:
        """Run a transaction whose statements queue until the next fetch, BEGIN and COMMIT too."""
        self._is_queueing = True
        with ExitStack() as self._pipeline:
            self._pipeline.enter_context(self._driver.pipeline())
            self._driver.execute(_BEGIN)
            yield
            self._driver.execute("COMMIT")

    @contextmanager
    def plain(self) -> Iterator[Connection]:
        """Yield the connection for ordinary queries, outside the pipeline: they read row counts."""
        self.flush()
        self._pipeline.close()
        yield self.connection
        if self._is_queueing:
            self._pipeline.enter_context(self._driver.pipeline())

    def wait_briefly(self) -> None:
        """Give up on locks soon: others wait for this transaction's end (PostgreSQL)."""
        if not self.is_sqlite:
            self._driver.execute(_WAIT_BRIEFLY)

    def is_broken_by(self, error: Exception) -> bool:
        """Whether only a fresh transaction helps after this error."""
        return self._is_queueing or passes(error)

    @contextmanager
    def savepoint(self) -> Iterator[None]:
        """Undo what the block did if it raises; the error goes on to the caller.

        A queueing transaction sets none: it would cost two statements a delivery, and a database
        error breaks the whole queue anyway. After any error its deliveries go one by one.
        """
        if self._is_queueing:
            yield
            return
        self.flush()
        self._driver.execute("SAVEPOINT step")
        try:
            yield
            self.flush()
        except BaseException:
            self._later.clear()
            self._driver.execute("ROLLBACK TO SAVEPOINT step")
            raise
        finally:
            self._driver.execute("RELEASE SAVEPOINT step")


@contextmanager
def wire_transaction(database: Database, *, pipelined: bool) -> Iterator[Wire]:
    """Yield a `Wire` on a write transaction that commits when the block ends well."""
    queueing = pipelined and not database.is_sqlite
    with database.gate(), database.writer.connect() as connection:
        if queueing:  # psycopg would wait for the answer to its own BEGIN, and for its own COMMIT
            connection.execution_options(isolation_level="AUTOCOMMIT")
        transaction = connection.begin()
        wire = Wire(connection, is_sqlite=database.is_sqlite)
        try:
            with wire.pipelined() if queueing else nullcontext():
                yield wire
                wire.flush()
            transaction.commit()
        except BaseException:
            _abandon(transaction)
            raise


def is_lock_timeout(error: BaseException) -> bool:
    """Whether a lock was not given in time: waiting again would only make others late."""
    cause = error.orig if isinstance(error, DBAPIError) else error
    return isinstance(cause, errors.LockNotAvailable)


def _abandon(transaction: Transaction) -> None:
    try:
        transaction.rollback()
    except (DBAPIError, psycopg.Error):
        transaction.connection.invalidate()  # the server went away: nothing to roll back
