"""One database, opened the right way for SQLite and for PostgreSQL.

SQLite: WAL, synchronous=FULL, writers BEGIN IMMEDIATE behind one lock per process and one file lock
between processes (busy_timeout alone gave commits of 0.6 to 1.1 s); readers BEGIN DEFERRED on
connections that cannot write. PostgreSQL: READ COMMITTED with a lock timeout, so that a stuck
neighbour becomes an error that the platform's retry repairs. (Source: mechanics §Intake.)
"""

import fcntl
import os
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Final

from sqlalchemy import Connection, Engine, create_engine, event, make_url
from sqlalchemy.engine import URL
from sqlalchemy.exc import DataError
from sqlalchemy.pool import QueuePool

__all__ = ["UNFIT", "Connection", "Database"]

UNFIT: Final = (OverflowError, DataError)
"""What a statement raises for a value that no column takes: too large a number, a text with NUL."""

_LOCK_TIMEOUT_MS = 3000
_BUSY_TIMEOUT_MS = 5000
_SQLITE_OPTIONS = {
    "timeout": _BUSY_TIMEOUT_MS / 1000,
    "check_same_thread": False,
    "isolation_level": None,  # we send BEGIN ourselves
    "cached_statements": 256,
}
_POSTGRES_OPTIONS = f"-c lock_timeout={_LOCK_TIMEOUT_MS} -c timezone=UTC"


class Database:
    """Gives transactions: `read()` cannot write, `write()` commits when its block ends well."""

    def __init__(self, url: str) -> None:
        self.url: URL = make_url(url)
        self.is_sqlite = self.url.get_backend_name() == "sqlite"
        self._gate: _Gate | None = None
        if self.is_sqlite:
            path = Path(self.url.database or "")
            path.parent.mkdir(parents=True, exist_ok=True)
            self._gate = _Gate(path.with_name(path.name + ".lock"))
            self.writer = _sqlite_engine(self.url, query_only=False)
            self.reader = _sqlite_engine(self.url, query_only=True)
        else:
            self.writer = _postgres_engine(self.url)
            self.reader = self.writer

    @contextmanager
    def write(self) -> Iterator[Connection]:
        """Yield a connection inside one write transaction; commits, or rolls back on any error."""
        with self.gate(), self.writer.connect() as connection, connection.begin():
            yield connection

    @contextmanager
    def read(self) -> Iterator[Connection]:
        """Yield a connection for reading one consistent picture; it never waits for writers."""
        with self.reader.connect() as connection:
            yield connection

    @contextmanager
    def gate(self) -> Iterator[None]:
        """Hold SQLite's one place at the pen; free on PostgreSQL."""
        if self._gate is None:
            yield
        else:
            with self._gate:
                yield

    def forget_connections(self) -> None:
        """Drop the pools without closing: for a child process after a fork."""
        self.writer.dispose(close=False)
        self.reader.dispose(close=False)

    def close(self) -> None:
        """Close every connection."""
        self.writer.dispose()
        self.reader.dispose()


class _Gate:
    """A lock for this process's threads and, through a file, for its neighbours' processes."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._threads = threading.Lock()
        self._owner = 0
        self._file = -1

    def __enter__(self) -> None:
        self._threads.acquire()
        try:
            fcntl.flock(self._own_file(), fcntl.LOCK_EX)
        except BaseException:
            self._threads.release()
            raise

    def __exit__(self, *_: object) -> None:
        fcntl.flock(self._file, fcntl.LOCK_UN)
        self._threads.release()

    def _own_file(self) -> int:
        # A descriptor that came through a fork shares its lock with the parent: open our own.
        if self._owner != os.getpid():
            self._file = os.open(self._path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
            self._owner = os.getpid()
        return self._file


def _sqlite_engine(url: URL, *, query_only: bool) -> Engine:
    engine = create_engine(
        url,
        hide_parameters=True,  # they hold people's words, and errors end in logs
        poolclass=QueuePool,
        pool_size=4,
        max_overflow=16,
        pool_reset_on_return=None,  # every transaction here ends in COMMIT or ROLLBACK by itself
        connect_args=_SQLITE_OPTIONS,
    )
    begin = "BEGIN DEFERRED" if query_only else "BEGIN IMMEDIATE"

    @event.listens_for(engine, "connect")
    def prepare(connection: Any, _record: Any) -> None:
        connection.execute("PRAGMA journal_mode=WAL")
        connection.execute("PRAGMA synchronous=FULL")
        connection.execute("PRAGMA foreign_keys=ON")
        if query_only:
            connection.execute("PRAGMA query_only=ON")

    @event.listens_for(engine, "begin")
    def start(connection: Connection) -> None:
        driver = connection.connection.driver_connection
        if driver is not None:  # past SQLAlchemy's cursor: this runs once for every transaction
            driver.execute(begin)

    return engine


def _postgres_engine(url: URL) -> Engine:
    return create_engine(
        url.set(drivername="postgresql+psycopg"),
        hide_parameters=True,
        isolation_level="READ COMMITTED",
        pool_size=4,
        max_overflow=16,
        pool_pre_ping=True,
        connect_args={"options": _POSTGRES_OPTIONS, "connect_timeout": 5},
    )
