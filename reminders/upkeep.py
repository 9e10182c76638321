"""Rules of the house itself: files that stay away, strangers' that nobody has any more."""

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Final
from zoneinfo import ZoneInfo

from casework.people.strangers import erase_strangers
from catalogue.wording import staff_outbox as words
from reminders.fetch import late_key
from reminders.tick import Rule, Turn
from storage.backup import backup
from storage.blobs.files import FileStore, all_keys
from storage.database import Database
from storage.intake import held_files
from storage.photos import media_rows
from storage.work import firings, leases, troubles
from storage.work.firings import Firing

_CHINA: Final = ZoneInfo("Asia/Shanghai")
_UNFINISHED_KEPT: Final = timedelta(days=1)


def alarm_of_late_files(after: timedelta) -> Rule:
    """Return the rule that tells the office, once a report, of files missing for so long."""

    def rule(turn: Turn) -> None:
        before = turn.now - after
        with turn.database.read() as connection:
            late = media_rows.late_files(connection, before)
        for files in late:
            with turn.database.write() as connection:
                if media_rows.mark_alarmed(connection, files.report_id, before, turn.now):
                    troubles.raise_trouble(
                        connection,
                        late_key(files.report_id),
                        "late-files",
                        f"report:{files.report_id}",
                        words.files_late(files.number, files.count),
                        turn.now,
                    )

    return rule


def erasing_strangers(store: FileStore) -> Rule:
    """Return the rule that erases what unbound people sent, and files that nobody has any more."""

    def rule(turn: Turn) -> None:
        erase_strangers(turn.database, turn.now)
        _drop_unclaimed(turn.database, store, turn.now)

    return rule


def tidying(store: FileStore) -> Rule:
    """Return the daily rule that removes what unfinished writes left in the file store."""
    return daily("tidying", lambda _, now: store.sweep_temporary(now - _UNFINISHED_KEPT))


def resting(rule: Rule) -> Rule:
    """Return a rule that erases files, at rest while a backup copies them."""

    def rested(turn: Turn) -> None:
        with turn.database.read() as connection:
            if leases.is_held(connection, backup.LEASE):
                return
        rule(turn)

    return rested


def daily(name: str, work: Callable[[Database, datetime], object]) -> Rule:
    """Return a rule that does its work once a day of Asia/Shanghai, whoever holds the clock.

    It is recorded when it is done: work that failed or was cut short comes again at the next tick.
    """

    def rule(turn: Turn) -> None:
        today = turn.now.astimezone(_CHINA).date().isoformat()
        firing = Firing(name, today, "", turn.now + timedelta(days=1))
        with turn.database.read() as connection:
            if firings.fired(connection, firing):
                return
        work(turn.database, turn.now)
        with turn.database.write() as connection:
            firings.fire(connection, firing, turn.lease, turn.now)

    return rule


def _drop_unclaimed(database: Database, store: FileStore, now: datetime) -> None:
    with database.read() as connection:
        unclaimed = held_files.unclaimed_files(connection)
        if not unclaimed or held_files.some_in_hand(connection, now):
            return
    for media_id in unclaimed:
        with database.read() as connection:
            sha256 = held_files.sole_content(connection, media_id)
        # The content goes before its row: after a crash between the two the next tick goes on.
        for key in all_keys(sha256) if sha256 else ():
            store.delete(key)
        with database.write() as connection:
            held_files.drop_file(connection, media_id)
