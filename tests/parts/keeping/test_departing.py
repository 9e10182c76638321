"""Three years after somebody left nobody can tell who they were; what they reported stays."""

from datetime import timedelta
from pathlib import Path

import pytest
from sqlalchemy import LargeBinary, func, select

from casework.keeping.departing import erase_departed
from casework.people import observer_desk
from casework.rules import local_day
from storage.database import Database
from storage.people import observer_changes, people, service_rows
from storage.people.observer_changes import Cause
from storage.reach.phone_calls import PhoneCall, calls_to, note_call
from storage.roads.outbox import post
from storage.tables.all import metadata
from storage.tables.reports import reports
from storage.tables.staff import staff_acts
from storage.vault import Vault
from tests.support.clock import HandClock
from tests.support.office_house import OfficeHouse
from tests.support.work_rows import a_message

KEPT = timedelta(days=1095)
NAME, PHONE, ACCOUNT = "欧阳志强", "13900001357", "oA"


@pytest.fixture
def office(database: Database, vault: Vault, clock: HandClock, tmp_path: Path) -> OfficeHouse:
    house = OfficeHouse(database, vault, clock, tmp_path)
    house.staff()
    return house


@pytest.fixture
def gone(office: OfficeHouse) -> int:
    """Return an observer who reported, was rung up, and left."""
    who = office.observer(NAME, PHONE, openid=ACCOUNT)
    office.report(who, 1)
    office.delivery("text", "墙裂了", openid=ACCOUNT)
    now = office.clock()
    with office.database.write() as connection:
        post(connection, a_message(now, channel="official", recipient=ACCOUNT))
        call = PhoneCall(who, "reached", local_day(now), "他说在住院", 1, now)
        note_call(connection, office.vault, call)
        cause = Cause("suspend", 1, now, "身体不好，住院了")
        observer_desk.suspend(connection, office.vault, who, local_day(now), cause)
    return who


def cells(database: Database) -> list[str]:
    """Return every cell of the database that is not sealed, as text."""
    found = []
    with database.read() as connection:
        for table in metadata.sorted_tables:
            open_to_all = [c for c in table.columns if not isinstance(c.type, LargeBinary)]
            rows = connection.execute(select(*open_to_all)).all() if open_to_all else []
            found += [str(cell) for row in rows for cell in row]
    return found


def test_who_left_three_years_ago_is_nobody_any_more(office: OfficeHouse, gone: int) -> None:
    now = office.clock.advance(days=1094)
    assert erase_departed(office.database, office.vault, KEPT, now) == 0
    assert ACCOUNT in cells(office.database)
    now = office.clock.advance(days=2)

    assert erase_departed(office.database, office.vault, KEPT, now) == 1
    assert erase_departed(office.database, office.vault, KEPT, now) == 0

    assert ACCOUNT not in cells(office.database)
    with office.database.read() as connection:
        card = people.observer_card(connection, office.vault, gone)
        assert (card.name, card.unit) == ("已离任观察员", "")
        assert PHONE not in card.phone
        assert people.observer_by_phone(connection, office.vault, PHONE) is None
        assert people.observers_by_name(connection, office.vault, NAME) == []
        assert people.find_sender(connection, "official", ACCOUNT) is None
        history = observer_changes.changes_of(connection, office.vault, gone)
        said = [(*each.change, each.reason) for each in history]
        assert not any(NAME in word or "住院" in word for line in said for word in line)
        [call] = calls_to(connection, office.vault, [gone], now - 2 * KEPT)[gone]
        assert call.note == ""
        assert connection.scalar(select(func.count()).select_from(reports)) == 1
        acts = connection.scalars(
            select(staff_acts.c.target).where(staff_acts.c.act == "keeping.departed")
        )
        assert list(acts) == [f"observer:{gone}"]
    with office.database.read() as connection:
        assert [a.reason for a in service_rows.absences_of(connection, office.vault, gone)] == [""]


def test_who_came_back_is_kept_and_who_was_erased_does_not_come_back(
    office: OfficeHouse, gone: int
) -> None:
    back = office.observer("贺长庚", "13900002468", openid="oB")
    with office.database.write() as connection:
        cause = Cause("suspend", 1, office.clock(), "")
        observer_desk.suspend(connection, office.vault, back, local_day(office.clock()), cause)
    now = office.clock.advance(days=1000)
    with office.database.write() as connection:
        assert observer_desk.reinstate(connection, office.vault, back, Cause("reinstate", 1, now))
    now = office.clock.advance(days=200)

    assert erase_departed(office.database, office.vault, KEPT, now) == 1

    with office.database.write() as connection:
        assert people.observer_card(connection, office.vault, back).name == "贺长庚"
        cause = Cause("reinstate", 1, now)
        assert not observer_desk.reinstate(connection, office.vault, gone, cause)


def test_the_same_person_may_be_appointed_anew(office: OfficeHouse, gone: int) -> None:
    now = office.clock.advance(days=1100)
    erase_departed(office.database, office.vault, KEPT, now)
    assert office.observer(NAME, PHONE, openid=ACCOUNT) != gone
