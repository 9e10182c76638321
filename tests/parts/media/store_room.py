"""A house whose files are stored already, by the job that stores them, and then followed up."""

from typing import Any

from sqlalchemy import Table, select

from reminders.jobs import Job
from reminders.playable import MakePlayable
from reminders.ports import Fetched
from tests.parts.jobs.fakes import House, TellingSource
from tests.support.work_rows import a_report, a_wanted_file


class StoreRoom(House):
    """Brings files in and shows what became of them."""

    def keep(self, kind: str, data: bytes, *, seq: int = 32, report: int | None = None) -> int:
        """Have a file fetched for report 0714-<seq>, or for the one given; returns its report."""
        with self.write() as connection:
            report = report or a_report(connection, self.clock(), seq)
            a_wanted_file(connection, report, self.clock(), kind=kind)
        self.work_through(self.fetch(TellingSource([Fetched(data)])))
        return report

    def make_playable(self, missing: tuple[str, ...] = ()) -> int:
        """Let the copies be made; `missing` are programs that this machine seems to lack."""
        return self.follow(self.playable(missing))

    def playable(self, missing: tuple[str, ...] = ()) -> MakePlayable:
        return MakePlayable(self.database, self.store, self.clock, lambda: missing)

    def follow(self, job: Job[Any]) -> int:
        return self.work_through(job)

    def rows(self, table: Table) -> list[Any]:
        with self.database.read() as connection:
            return list(connection.execute(select(table)))
