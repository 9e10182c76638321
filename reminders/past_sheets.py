"""Sheets of earlier years: read by the worker, and lines that count no more cleared away."""

import hashlib
from collections.abc import Sequence
from dataclasses import asdict
from datetime import datetime, timedelta
from itertools import islice
from typing import Any, Final
from zoneinfo import ZoneInfo

from casework.past.headings import KINDS
from casework.past.reading import Known, SheetReader
from catalogue.geography.places import load_gazetteer
from catalogue.projects import Projects
from catalogue.wording import staff_past as wording
from reminders.ports import Clock
from storage.database import Database
from storage.past import sheets
from storage.past.rows import add_lines
from storage.past.sheets import WaitingSheet
from storage.people.people import list_observers
from storage.vault import Vault

_CHINA: Final = ZoneInfo("Asia/Shanghai")
_LEASE: Final = timedelta(minutes=30)  # 100,000 lines take one or two
_BATCH: Final = 500  # lines of one short transaction
_CLEARED: Final = 2_000
_UNCONFIRMED_KEPT: Final = timedelta(hours=12)
_NAMED: Final = 20


class ReadPastSheets:
    """The job of uploaded sheets. Lines of a sheet that has a trouble do not stay."""

    kind = "past-sheet"

    def __init__(self, database: Database, vault: Vault, projects: Projects, clock: Clock) -> None:
        self._database, self._vault, self._clock = database, vault, clock
        self._projects = projects

    def take(self, limit: int) -> Sequence[WaitingSheet]:
        """Claim sheets that are to be read, one at a time: each may be large."""
        now = self._clock()
        with self._database.read() as connection:
            if not sheets.some_waiting(connection, now):
                return ()
        with self._database.write() as connection:
            return sheets.claim(connection, self._vault, now, min(limit, 1), _LEASE)

    def work(self, row: WaitingSheet) -> None:
        """Read one; what an earlier try left of it goes first."""
        self._clear(row)
        reader = SheetReader(row.data, self._known(row.year), _kind(row.kind))
        count, content = self._write(row, reader)
        told = reader.told
        with self._database.read() as connection:
            same = sheets.taken_with_content(connection, content)
        if same is not None and not told.troubles:
            told.refuse(wording.same_content(same))
        if told.troubles:
            self._clear(row)
            count = 0
        unclear = [(what, lines[:_NAMED], len(lines)) for what, lines in told.unclear.items()]
        with self._database.write() as connection:
            sheets.finish(connection, row, asdict(told) | {"unclear": unclear}, count, content)

    def put_back(self, row: WaitingSheet, pause: timedelta) -> None:
        """Free a sheet after a failure of ours."""
        with self._database.write() as connection:
            sheets.release(connection, row, self._clock() + pause)

    def bury(self, row: WaitingSheet) -> None:
        """Give up a sheet on which our own program failed three times; its page says so."""
        self._clear(row)
        with self._database.write() as connection:
            sheets.finish(connection, row, {"troubles": [wording.FAILED]}, 0, "")

    def _write(self, row: WaitingSheet, reader: SheetReader) -> tuple[int, str]:
        count, content = 0, hashlib.sha256()
        lines = reader.lines()
        while batch := list(islice(lines, _BATCH)):
            content.update(repr([line.cells for line in batch]).encode())
            count += len(batch)
            if not reader.told.troubles:
                with self._database.write() as connection:
                    add_lines(connection, row.claim.row_id, batch)
        return count, content.hexdigest()

    def _clear(self, row: WaitingSheet) -> None:
        clear_lines(self._database, row.claim.row_id)

    def _known(self, year: int) -> Known:
        with self._database.read() as connection:
            names = {card.name for card in list_observers(connection, self._vault)}
        today = self._clock().astimezone(_CHINA).date()
        return Known(self._projects, load_gazetteer().counties, names, today, year)


def clear_past_sheets(database: Database, now: datetime) -> None:
    """Drop what nobody confirmed, and clear the lines of sheets that ended."""
    with database.read() as connection:
        ended = sheets.ended_with_lines(connection)
    for sheet_id in ended:
        clear_lines(database, sheet_id)
        with database.write() as connection:
            sheets.forget_lines(connection, sheet_id)
    with database.read() as connection:
        forgotten = sheets.some_forgotten(connection, now - _UNCONFIRMED_KEPT)
    if forgotten:
        with database.write() as connection:
            sheets.drop_forgotten(connection, now - _UNCONFIRMED_KEPT)


def clear_lines(database: Database, sheet_id: int) -> None:
    """Remove a sheet's lines, in transactions behind which a message hardly waits."""
    removed = _CLEARED
    while removed == _CLEARED:
        with database.write() as connection:
            removed = sheets.remove_lines(connection, sheet_id, _CLEARED)


def _kind(said: str) -> Any:
    return next((kind for kind in KINDS if kind == said), None)
