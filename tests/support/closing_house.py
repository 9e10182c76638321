"""An office that writes letters and looks after them: a console, a clock, observers who look."""

from datetime import UTC, date, datetime, time
from pathlib import Path
from zoneinfo import ZoneInfo

from casework.closing.term_clock import follow_terms
from catalogue.working_days import read_span
from storage.closing.tasks import Task, ended_tasks, open_tasks
from tests.support.letter_house import LetterHouse
from tests.support.office_house import Clerk, OfficeHouse

HOURS = (read_span("8:30-12:00"), read_span("14:30-17:30"))
CHINA = ZoneInfo("Asia/Shanghai")


class ClosingHouse:
    """Letters and a console over one database."""

    def __init__(self, database, vault, clock, folder: Path) -> None:
        self.database, self.vault, self.clock = database, vault, clock
        self.letters = LetterHouse(database, vault, clock)
        self.office = OfficeHouse(database, vault, clock, folder)
        self.office.staff()

    def clerk(self) -> Clerk:
        """Return 李莉 at her browser, logged in."""
        clerk = Clerk(self.office.app(region=self.letters.desk.region).test_client())
        clerk.log_in()
        return clerk

    def on(self, day: date, hour: time = time(9)) -> None:
        """Turn the clock to an hour of a day, and let the rule of the terms come."""
        self.clock.now = datetime.combine(day, hour, CHINA).astimezone(UTC)
        follow_terms(self.database, self.clock(), HOURS)

    def open(self) -> list[Task]:
        """Return what waits on the desk."""
        with self.database.read() as connection:
            return open_tasks(connection, self.vault, 100)

    def kinds(self) -> list[str]:
        """Return what the waiting tasks ask for."""
        return [task.kind for task in self.open()]

    def ended(self) -> list[Task]:
        """Return what was ended, the last first."""
        with self.database.read() as connection:
            return ended_tasks(connection, self.vault, 100)
