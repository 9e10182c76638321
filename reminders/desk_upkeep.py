"""The desk's leftovers: uploads that were examined, entered nowhere, or never got a row."""

from contextlib import suppress
from datetime import datetime, timedelta
from typing import Final

from reminders.tick import Rule, Turn
from reminders.upkeep import daily
from storage.blobs.files import FileStore
from storage.database import Database
from storage.desk.desk_batches import forget_batches
from storage.photos import desk_uploads

_LOOSE_KEPT: Final = timedelta(days=2)
_BATCH: Final = 200


def clearing_uploads(store: FileStore) -> Rule:
    """Return the rule that deletes uploads whose photo the worker has stored or refused."""

    def rule(turn: Turn) -> None:
        with turn.database.read() as connection:
            examined = desk_uploads.examined_uploads(connection)
        with suppress(OSError):  # a store that is away: the next tick comes soon
            _remove(turn.database, store, examined)

    return rule


def forgetting_desk(store: FileStore, kept: timedelta) -> Rule:
    """Return the daily rule that forgets batches and the files nobody entered.

    `kept`: how long after the last touch. A file without a row is what a crash left behind.
    """

    def work(database: Database, now: datetime) -> None:
        with database.write() as connection:
            forget_batches(connection, now - kept)
        with database.read() as connection:
            waiting = desk_uploads.waiting_uploads(connection, now - kept, now - _LOOSE_KEPT)
        _remove(database, store, waiting)
        _sweep(database, store, now - _LOOSE_KEPT)

    return daily("forgetting desk", work)


def _remove(database: Database, store: FileStore, uploads: list[tuple[int, str]]) -> None:
    for upload_id, key in uploads:
        store.delete(key)
        with database.write() as connection:
            desk_uploads.remove_upload(connection, upload_id)


def _sweep(database: Database, store: FileStore, before: datetime) -> None:
    day = f"{desk_uploads.PREFIX}{before:%Y%m%d}/"
    old = [key for key in store.keys(desk_uploads.PREFIX) if key < day]
    for start in range(0, len(old), _BATCH):
        keys = old[start : start + _BATCH]
        with database.read() as connection:
            known = desk_uploads.known_keys(connection, keys)
        for key in set(keys) - known:
            store.delete(key)
