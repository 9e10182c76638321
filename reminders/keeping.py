"""What the clock forgets in time, in small batches, off the intake's way."""

from collections.abc import Iterator
from datetime import datetime, timedelta
from typing import Final

from casework.keeping.departing import erase_departed
from casework.keeping.periods import Keeping
from catalogue.wording import staff_keeping as wording
from reminders.tick import Rule
from reminders.upkeep import daily
from storage.blobs.files import FileStore
from storage.database import Database
from storage.desk.acts import record_act
from storage.intake import held_files
from storage.keeping import leftovers, loose_files, raw_copies
from storage.vault import Vault

_ATTEMPTS_KEPT: Final = timedelta(days=2)  # longer than any window in which they are counted
_BATCH: Final = 200
_FOLDERS: Final = 256  # of each family; see storage/blobs/files.py
_FOLDERS_A_DAY: Final = 8  # so each is looked through about once a month


def forgetting(keeping: Keeping) -> Rule:
    """Return the daily rule that forgets raw copies, old attempts and what was left half done."""

    def work(database: Database, now: datetime) -> None:
        raw_copies.forget_raw_deliveries(database, now - keeping.raw_deliveries)
        raw_copies.forget_quarantine(database, now - keeping.quarantine)
        with database.write() as connection:
            raw_copies.forget_attempts(connection, now - _ATTEMPTS_KEPT)
            leftovers.forget_sheets(connection, now - keeping.leftovers)
            leftovers.forget_unit_drafts(connection, now - keeping.leftovers)

    return daily("forgetting", work)


def erasing_departed(vault: Vault, keeping: Keeping) -> Rule:
    """Return the daily rule that erases who long departed observers were."""

    def work(database: Database, now: datetime) -> None:
        erase_departed(database, vault, keeping.departed, now)

    return daily("erasing departed", work)


def sweeping_loose_files(store: FileStore, keeping: Keeping) -> Rule:
    """Return the daily rule that deletes content which no row has named for so long.

    Today's folders are looked through for it; what was found so long ago, and still is without a
    row, is deleted.
    """

    def work(database: Database, now: datetime) -> None:
        with database.read() as connection:
            if held_files.some_in_hand(connection, now):
                return  # a worker may be about to name the same content; tomorrow is soon enough
        for keys in _todays_keys(store, now):
            _note(database, keys, now)
        deleted = _delete(database, store, now - keeping.loose_files)
        if deleted:
            with database.write() as connection:
                told = wording.swept(wording.LOOSE, deleted)
                record_act(connection, None, "keeping.files", "files", told, now)

    return daily("sweeping loose files", work)


def _todays_keys(store: FileStore, now: datetime) -> Iterator[list[str]]:
    first = now.toordinal() * _FOLDERS_A_DAY
    for folder in range(first, first + _FOLDERS_A_DAY):
        for family in loose_files.FAMILIES:
            keys = list(store.keys(f"{family}/{folder % _FOLDERS:02x}/"))
            for start in range(0, len(keys), _BATCH):
                yield keys[start : start + _BATCH]


def _note(database: Database, keys: list[str], now: datetime) -> None:
    with database.read() as connection:
        loose = loose_files.unnamed(connection, keys)
    if loose:
        with database.write() as connection:
            loose_files.note_loose(connection, loose, now)


def _delete(database: Database, store: FileStore, before: datetime) -> int:
    deleted = 0
    while True:
        with database.read() as connection:
            old = loose_files.loose_since(connection, before)
            loose = loose_files.unnamed(connection, old)
        if not old:
            return deleted
        for key in loose:
            store.delete(key)
        with database.write() as connection:
            loose_files.settle(connection, old)
        deleted += len(loose)
