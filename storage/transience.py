"""Which database errors pass by themselves: worth one more try, or the platform's repeat."""

import sqlite3

import psycopg
from psycopg import errors
from sqlalchemy.exc import DBAPIError

DRIVER_ERRORS = (psycopg.Error, sqlite3.Error, DBAPIError)

_PASSING = (
    errors.SerializationFailure,
    errors.DeadlockDetected,
    errors.LockNotAvailable,
    psycopg.OperationalError,  # also: the connection was lost, perhaps at COMMIT
    psycopg.InterfaceError,
    sqlite3.OperationalError,  # locked, busy, disk full
)


def passes(error: BaseException) -> bool:
    """Whether trying again later can help."""
    cause = error.orig if isinstance(error, DBAPIError) else error
    return isinstance(cause, _PASSING)
