"""Checks of this machine: settings, database, files, keys, worker, tools."""

import os
import pwd
import shutil
import stat
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from functools import partial
from pathlib import Path
from secrets import token_hex
from typing import Final

from bot import doctor_wording as words
from bot.config import advice_on
from bot.doctor.findings import Check, Finding, bad, good, look_at
from bot.doctor.opinions_of_rules import notices, unconfirmed
from bot.doctor.tables import has_tables
from bot.house_secrets import HOUSE_KEYS, KEPT_IN, OTHERS_MAY_USE
from bot.wiring import Foundations, letter_files
from casework.letters.gate import Refused, policy_in_force
from casework.letters.rules_desk import unconfirmed_lines
from casework.settings.calendar import calendar_now
from catalogue.wording import staff_storage
from catalogue.wording.staff_templates import NAMES as TEMPLATES
from catalogue.working_days import AS_PUBLISHED, YearNotLoaded, is_legal_working_day
from office.letters.reading import render_in_child
from reminders.sound import missing_tools
from reminders.tick import CLOCK_LEASE
from storage import house_state
from storage.blobs.files import StoreTrouble
from storage.work import leases

_OLDEST_POSTGRES: Final = 13
_SPARE: Final = 1 << 30  # bytes free on a disk below which one should look
_FULL: Final = 100 << 20
_LONG: Final = timedelta(minutes=10)


@dataclass(frozen=True, slots=True)
class Here:
    """The checks of this machine; `config` is the file the settings came from."""

    base: Foundations
    config: Path

    def checks(self) -> list[Check]:
        """Return the checks in the order in which they are told."""
        return [
            Check(words.SETTINGS, self._settings),
            Check(words.DATABASE, self._database),
            Check(words.FILES, self._files),
            Check(words.KEYS, self._keys),
            Check(words.WORKER, self._worker),
            Check(words.TOOLS, self._tools),
            Check(words.CALENDAR, self._calendar),
            Check(words.NOTICES, partial(notices, self.base.settings)),
            Check(words.RULES, partial(unconfirmed, self.base.settings.office.region, self._year)),
            Check(words.LETTERS, self._letters),
            Check(words.BACKUP, self._backup),
        ]

    def _settings(self) -> Iterator[Finding]:
        yield good(words.SETTINGS, words.settings_read(str(self.config)))
        for advice in advice_on(self.base.settings):
            yield look_at(words.SETTINGS, advice, "")
        if _others_may_read(self.config):
            fix = words.chmod(str(self.config))
            yield look_at(words.SETTINGS, words.CONFIG_OPEN, fix)

    def _database(self) -> Iterator[Finding]:
        file = self.base.settings.storage.sqlite_file
        if file is not None and not file.exists():
            yield bad(words.DATABASE, words.no_database(str(file)), words.START_ONCE)
            return
        try:
            with self.base.database.read() as connection:
                version = house_state.database_version(connection)
        except Exception as error:  # noqa: BLE001 - each driver has errors of its own
            away = words.database_away(type(error).__name__)
            yield bad(words.DATABASE, away, words.DATABASE_AWAY_FIX)
            return
        yield from self._reached(version)
        if file is not None:
            yield from _owner(words.DATABASE, file)
            yield from _room(words.DATABASE, file.parent)

    def _reached(self, version: str) -> Iterator[Finding]:
        name, _, number = version.partition(" ")
        if name == "PostgreSQL" and int(number.partition(".")[0]) < _OLDEST_POSTGRES:
            yield look_at(words.DATABASE, words.old_postgres(number), words.OLD_POSTGRES_FIX)
        if not house_state.is_migrated(self.base.database):
            yield bad(words.DATABASE, words.NOT_MIGRATED, words.START_ONCE)
            return
        try:
            house_state.can_write(self.base.database)
        except Exception as error:  # noqa: BLE001 - each driver has errors of its own
            fix = words.CANNOT_WRITE_FIX
            yield bad(words.DATABASE, words.cannot_write(type(error).__name__), fix)
            return
        yield good(words.DATABASE, words.database_works(version))

    def _files(self) -> Iterator[Finding]:
        media = self.base.settings.storage.media
        key, data = f"probe/{token_hex(8)}", token_hex(64).encode()
        try:
            self.base.files.put(key, data)
            same = self.base.files.get(key) == data
            self.base.files.delete(key)
        except StoreTrouble as trouble:
            sentence = staff_storage.AWAY[trouble.reason.value]
            yield bad(words.FILES, words.store_fails(str(media)), sentence)
            return
        except OSError as error:
            fix = words.FOLDER_FIX
            yield bad(words.FILES, words.folder_fails(str(media), error.strerror or ""), fix)
            return
        if same:
            yield good(words.FILES, words.files_work(str(media)))
        else:
            yield bad(words.FILES, words.store_fails(str(media)), words.STORE_LIES_FIX)
        if isinstance(media, Path):
            yield from _owner(words.FILES, media)
            yield from _room(words.FILES, media)

    def _keys(self) -> Iterator[Finding]:
        path = self.base.settings.storage.beside_the_data / KEPT_IN
        if path.exists():
            if path.stat().st_mode & OTHERS_MAY_USE:
                yield bad(words.KEYS, words.keys_open(str(path)), words.chmod(str(path)))
            yield from _owner(words.KEYS, path)
        if not has_tables(self.base):
            return
        if house_state.keys_fit(self.base.database, self.base.vault):
            yield good(words.KEYS, words.KEYS_FIT)
        else:
            yield bad(words.KEYS, words.KEYS_DO_NOT_FIT, words.keys_fix("、".join(HOUSE_KEYS)))

    def _worker(self) -> Iterator[Finding]:
        if not has_tables(self.base):
            return
        now = self.base.clock()
        with self.base.database.read() as connection:
            runs = leases.is_held(connection, CLOCK_LEASE)
        if runs:
            yield good(words.WORKER, words.CLOCK_RUNS)
        else:
            yield bad(words.WORKER, words.CLOCK_STANDS, words.CLOCK_STANDS_FIX)
        waits = house_state.waiting(self.base.database, now)
        for since, sentence in (
            (waits.file_since, words.FILES_WAIT),
            (waits.message_since, words.MESSAGES_WAIT),
        ):
            if since is not None and now - since > _LONG:
                yield bad(words.WORKER, sentence, words.WORKER_FIX)
        if waits.troubles:
            yield look_at(words.WORKER, words.open_troubles(waits.troubles), words.TROUBLES_FIX)

    def _tools(self) -> Iterator[Finding]:
        missing = missing_tools()
        if missing:
            yield look_at(words.TOOLS, words.tools_missing("、".join(missing)), words.TOOLS_FIX)
        else:
            yield good(words.TOOLS, words.TOOLS_FOUND)

    @property
    def _year(self) -> int:
        return self.base.clock().year

    def _calendar(self) -> Iterator[Finding]:
        year = self._year
        entered = AS_PUBLISHED
        if has_tables(self.base):
            with self.base.database.read() as connection:
                entered = calendar_now(connection)
        try:
            is_legal_working_day(date(year, 1, 1), entered)
        except YearNotLoaded:
            yield look_at(words.CALENDAR, words.calendar_unknown(year), words.CALENDAR_FIX)
        else:
            yield good(words.CALENDAR, words.calendar_known(year))

    def _letters(self) -> Iterator[Finding]:
        region = self.base.settings.office.region
        if not has_tables(self.base):
            return
        try:
            with self.base.database.read() as connection:
                policy = policy_in_force(connection, region, self.base.clock())
        except Refused:
            yield good(words.LETTERS, words.no_letter_rules(region))
            return
        waiting = len(unconfirmed_lines(policy))
        yield good(words.LETTERS, words.letter_rules(region, len(policy.lines()), waiting))
        files = letter_files(self.base, render_in_child)
        lost = [name for kind, name in TEMPLATES.items() if not files.has_template(kind, "")]
        if lost:
            yield bad(words.LETTERS, words.templates_lost(lost), words.TEMPLATES_LOST_FIX)

    def _backup(self) -> Iterator[Finding]:
        yield good(words.BACKUP, words.BACKUP_REMINDER)


def _others_may_read(path: Path) -> bool:
    return bool(stat.S_IMODE(path.stat().st_mode) & OTHERS_MAY_USE)


def _owner(subject: str, path: Path) -> Iterator[Finding]:
    """Tell of a file that is somebody else's than the user's who runs the command."""
    owner = path.stat().st_uid
    if owner != os.geteuid():
        names = [_name_of(user) for user in (owner, os.geteuid())]
        yield look_at(subject, words.others_file(str(path), *names), words.OWNER_FIX)


def _name_of(user: int) -> str:
    try:
        return pwd.getpwuid(user).pw_name
    except KeyError:
        return str(user)


def _room(subject: str, folder: Path) -> Iterator[Finding]:
    free = shutil.disk_usage(folder).free
    if free < _FULL:
        yield bad(subject, words.room(str(folder), free >> 20), words.ROOM_FIX)
    elif free < _SPARE:
        yield look_at(subject, words.room(str(folder), free >> 20), words.ROOM_FIX)
