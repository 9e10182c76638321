"""A sender and a source that answer as told, a store in memory, and a house with jobs."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime

from sqlalchemy import RowMapping, select

from reminders.deliver import DeliverMessages
from reminders.fetch import FetchFiles
from reminders.imaging import Limits
from reminders.jobs import Job, do_row
from reminders.ladder import Ladder, NoticeRoad
from reminders.ports import FetchOutcome, SendOutcome, Sent, Step
from storage.blobs.local_files import LocalFiles
from storage.database import Connection, Database
from storage.photos.media_rows import WantedFile
from storage.roads.outbox import ClaimedMessage
from storage.tables.work import media, outbox, troubles
from tests.support.clock import HandClock


@dataclass
class TellingSender:
    """Answers with `outcomes` in turn (raising those that are errors), then with Sent."""

    outcomes: list[SendOutcome | Exception] = field(default_factory=list)
    sent: list[str] = field(default_factory=list)

    steps: list[Step] = field(default_factory=list)

    def send(self, message: ClaimedMessage, step: Step, _now: datetime) -> SendOutcome:
        self.sent.append(message.text)
        self.steps.append(step)
        outcome = self.outcomes.pop(0) if self.outcomes else Sent()
        if isinstance(outcome, Exception):
            raise outcome
        return outcome


@dataclass
class TellingSource:
    """Answers with `outcomes` in turn; the last one repeats."""

    outcomes: list[FetchOutcome | Exception]
    asked: list[str] = field(default_factory=list)

    def fetch(self, wanted: WantedFile, _now: datetime) -> FetchOutcome:
        self.asked.append(wanted.media_id)
        outcome = self.outcomes.pop(0) if len(self.outcomes) > 1 else self.outcomes[0]
        if isinstance(outcome, Exception):
            raise outcome
        return outcome


@dataclass
class House:
    """A database, a clock and a file store."""

    database: Database
    clock: HandClock
    store: LocalFiles

    def deliver(self, sender: TellingSender, notices: NoticeRoad | None = None) -> DeliverMessages:
        ladder = Ladder(notices or NoticeRoad())
        return DeliverMessages(self.database, sender, ladder, self.clock)

    def fetch(self, source: TellingSource) -> FetchFiles:
        limits = Limits(max_bytes=1 << 20, max_pixels=4_000_000)
        return FetchFiles(self.database, source, self.store, limits, self.clock)

    def work_through(self, job: Job) -> int:  # type: ignore[type-arg]
        """Do every row that is due now; return how many there were."""
        rows = job.take(100)
        for row in rows:
            do_row(job, row, self.clock)
        return len(rows)

    @contextmanager
    def write(self) -> Iterator[Connection]:
        with self.database.write() as connection:
            yield connection

    def messages(self) -> list[RowMapping]:
        with self.database.read() as connection:
            return list(connection.execute(select(outbox).order_by(outbox.c.id)).mappings())

    def files(self) -> list[RowMapping]:
        with self.database.read() as connection:
            return list(connection.execute(select(media).order_by(media.c.id)).mappings())

    def open_troubles(self) -> list[str]:
        with self.database.read() as connection:
            rows = select(troubles.c.sentence).where(troubles.c.resolved_at.is_(None))
            return list(connection.scalars(rows.order_by(troubles.c.id)))
