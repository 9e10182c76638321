"""Leftovers of essays: files that were stored for an essay which then was not written down."""

from datetime import datetime, timedelta
from typing import Final

from reminders.tick import Rule
from reminders.upkeep import daily
from storage.blobs.files import FileStore
from storage.database import Database
from storage.essays import essay_files

_KEPT: Final = timedelta(days=2)  # far longer than any essay is on its way
_BATCH: Final = 200


def sweeping_essay_files(store: FileStore) -> Rule:
    """Return the daily rule that deletes the files of days past which no essay has."""

    def work(database: Database, now: datetime) -> None:
        oldest_kept = f"{essay_files.PREFIX}{now - _KEPT:%Y%m%d}/"
        old = [key for key in store.keys(essay_files.PREFIX) if key < oldest_kept]
        for start in range(0, len(old), _BATCH):
            keys = old[start : start + _BATCH]
            with database.read() as connection:
                known = essay_files.known_keys(connection, keys)
            for key in set(keys) - known:
                store.delete(key)

    return daily("sweeping essay files", work)
