"""A row is in one daily digest, a period has one digest, whatever crashes or comes late."""

import re
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from sqlalchemy import insert, select, update

from casework.digests.facts import FIGURES, Fact, facts_behind, figures_of, read_facts, written
from casework.digests.gathering import DigestDesk
from casework.digests.making import fingerprint, is_whole, make_digest
from casework.letters.answering import answer_item
from reminders.digests import making_digests
from reminders.tick import Ticker
from storage.database import Database
from storage.digests import digest_rows
from storage.digests.digest_rows import KeptDigest, digest_numbered
from storage.tables.digests import digests
from storage.tables.reports import reports
from storage.tables.staff import staff_acts
from storage.tables.triage import report_outcomes
from storage.tables.work import leases, outbox
from storage.vault import Vault
from tests.support.clock import HandClock
from tests.support.databases import sqlite_url
from tests.support.letter_house import LetterHouse
from tests.support.office_house import Clerk, OfficeHouse

_LETTERS = ("sent", "answered", "closed", "overdue", "soon")
_SUBJECT = dict.fromkeys(_LETTERS, "letter") | {"voices": "voice", "unreachable": "person"}
DESK = DigestDesk(
    address="https://guancha.example",
    group=(("robot", "duty"),),
    office=(("mail", "office@example.gov.cn"),),
    leaders=(("mail", "leader@example.gov.cn"),),
)


def china(*moment: int) -> datetime:
    return datetime(2026, *moment, tzinfo=UTC) - timedelta(hours=8)


class Room:
    """An office and the clock's rule; Tuesday 14 July 2026 unless told otherwise."""

    def __init__(self, database: Database, vault: Vault, clock: HandClock, folder: Path) -> None:
        self.database, self.clock = database, clock
        self.office = OfficeHouse(database, vault, clock, folder)
        self.observer = self.office.observer()
        self._serial = 0

    def report(self, **fields) -> int:
        self._serial += 1
        return self.office.report(self.observer, self._serial, **fields)

    def tick(self, *moment: int, desk: DigestDesk = DESK) -> list[str]:
        """Let the clock do its round at a moment; return the rules that failed."""
        self.clock.now = china(*moment)
        ticker = Ticker(self.database, "a", [("digest", making_digests(desk))])
        assert ticker.tick(self.clock.now)
        return list(ticker._failures)

    def kept(self) -> list[KeptDigest]:
        with self.database.read() as connection:
            ids = list(connection.execute(select(digests.c.id).order_by(digests.c.id)).scalars())
            return [digest_numbered(connection, each) for each in ids]

    def told(self, kind: str, figure: str = "new") -> list[list[int]]:
        """Return the ids behind a figure in each digest of a kind."""
        kept = [each for each in self.kept() if each.kind == kind]
        return [[fact.id for fact in facts_behind(read_facts(k.facts), figure)] for k in kept]

    def posted(self) -> list[tuple[str, str]]:
        with self.database.read() as connection:
            rows = connection.execute(select(outbox).order_by(outbox.c.id)).all()
        return [(row.channel, row.recipient) for row in rows]


@pytest.fixture
def room(tmp_path: Path, vault: Vault, clock: HandClock):
    database = Database(sqlite_url(tmp_path))
    yield Room(database, vault, clock, tmp_path)
    database.close()


def test_each_report_is_new_in_one_daily_digest_even_if_its_id_shows_late(room: Room) -> None:
    hidden = room.report(state="collecting")  # an early id that counts only later
    first = room.report()
    room.tick(7, 14, 8, 30)
    room.tick(7, 14, 8, 31)
    with room.database.write() as connection:
        done = update(reports).where(reports.c.id == hidden).values(state="received")
        connection.execute(done)
    second = room.report(urgent=True)
    room.tick(7, 15, 8, 30)
    room.tick(7, 16, 8, 30)
    assert room.told("day") == [[first], [hidden, second], []]
    assert room.told("day", "urgent") == [[], [second], []]
    assert room.told("day", "unseen") == [[], [second], [second]]  # until somebody looks


def test_the_week_gathers_what_its_days_told_and_nothing_twice(room: Room) -> None:
    one = room.report()
    room.tick(7, 13, 8, 30)
    two = room.report()
    room.tick(7, 14, 8, 30)
    room.tick(7, 20, 8, 30)
    assert room.told("week") == [[one], [two]]
    leaders = [each for each in room.posted() if each[1] == "leader@example.gov.cn"]
    assert len(leaders) == 2


def test_a_crash_in_the_middle_leaves_nothing_and_the_next_round_makes_it_whole(room: Room) -> None:
    report = room.report()
    broken = replace(DESK, group=((None, "duty"),))  # the database refuses the last step
    assert room.tick(7, 14, 8, 30, desk=broken) == ["digest"]
    assert room.kept() == []
    room.tick(7, 14, 8, 45)
    assert room.told("day") == [[report]]
    assert room.posted().count(("robot", "duty")) == 2  # the day's and the week's


def test_two_clocks_at_once_make_one(room: Room) -> None:
    room.report()
    room.tick(7, 14, 8, 30)
    with room.database.write() as connection:
        connection.execute(update(leases).values(until=0))
    assert Ticker(room.database, "b", [("digest", making_digests(DESK))]).tick(china(7, 14, 8, 31))
    assert [each.kind for each in room.kept()] == ["day", "week"]


def test_one_on_demand_tells_the_same_and_takes_nothing_from_the_daily_one(room: Room) -> None:
    report = room.report()
    room.clock.now = china(7, 13, 20, 0)
    with room.database.write() as connection:
        make_digest(connection, DESK, "asked", None, room.clock.now)
    assert room.posted() == []
    room.tick(7, 14, 8, 30)
    assert room.told("asked") == room.told("day") == [[report]]


def test_a_changed_digest_is_known_and_the_record_of_deeds_holds_its_fingerprint(
    room: Room,
) -> None:
    room.report()
    room.tick(7, 14, 8, 30)
    kept = room.kept()[0]
    assert is_whole(kept)
    assert not is_whole(replace(kept, facts=kept.facts.replace("new", "soon")))
    with room.database.read() as connection:
        told = select(staff_acts.c.detail).where(staff_acts.c.target == f"digest:{kept.id}")
        assert connection.execute(told).scalars().all() == [kept.fingerprint]


def test_letters_are_told_when_they_arrive_are_answered_fall_due_and_lapse(
    database: Database, vault: Vault, clock: HandClock, tmp_path: Path
) -> None:
    house = LetterHouse(database, vault, clock)
    room = Room(database, vault, clock, tmp_path)
    late, answered = house.received(), house.received()
    done = house.done()
    for item in house.items(answered):
        house.do(answer_item, answered, None, item, house.answer())
    room.tick(7, 15, 8, 30)
    assert room.told("day", "sent") == [[late, answered, done]]
    assert room.told("day", "answered") == [[done, answered]]
    assert room.told("day", "closed") == [[done]]
    due = house.letter(late).due
    room.tick(due.month, due.day, 8, 30)
    assert room.told("day", "soon")[-1] == [late]
    room.tick(due.month, due.day + 3, 8, 30)
    assert room.told("day", "overdue")[-1] == [late]
    assert figures_of(read_facts(room.kept()[-1].facts)).counts["answered"] == 0


def test_an_end_is_told_once_and_not_where_it_was_taken_back(room: Room) -> None:
    stands, reopened = room.report(), room.report()
    room.office.staff()
    by = {"staff_id": 1, "outcome": "not_ours", "words": "已转物业"}
    with room.database.write() as connection:
        for report, undone in ((stands, None), (reopened, room.clock.now)):
            ended = {"report_id": report, "at": room.clock.now, "reopen_reason": "", **by}
            connection.execute(insert(report_outcomes).values(**ended, reopened_at=undone))
    room.tick(7, 14, 8, 30)
    room.tick(7, 15, 8, 30)
    assert room.told("day", "ended") == [[stands], []]


def test_behind_every_figure_is_a_list_of_as_many_rows_the_next_day_too(room: Room) -> None:
    facts = [
        Fact(figure, _SUBJECT.get(figure, "report"), number + 1, f"0714-{number + 1}")
        for place, figure in enumerate(FIGURES)
        for number in range(place + 1)
    ]
    room.clock.now = china(7, 14, 8, 30)
    with room.database.write() as connection:
        kept = make_digest(connection, DESK, "asked", None, room.clock.now)
        content = {"facts": written(facts), "fingerprint": fingerprint(written(facts), kept.text)}
        digest_rows.fill_digest(connection, kept.id, content)
    room.clock.now = china(7, 15, 8, 30)
    room.office.staff()
    clerk = Clerk(room.office.app().test_client())
    clerk.log_in()
    page = clerk.read(f"/office/digests/{kept.id}")
    counted = dict(re.findall(rf'href="(/office/digests/{kept.id}/\w+)">(\d+)<', page))
    assert list(counted.values()) == [str(place + 1) for place in range(len(FIGURES))]
    for path, number in counted.items():
        listed = clerk.read(path).partition('<ul class="rows facts">')[2]
        assert listed.count("<li>") == int(number)
