"""Reminders of 四个一: who, when, how often, in which words, and never twice or too late."""

from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest
from sqlalchemy import update

from casework.reminding import PURPOSE, ReminderDesk
from catalogue.reminder_times import load_reminders
from reminders.deliver import DeliverMessages
from reminders.ladder import Ladder, NoticeRoad, Template
from reminders.ports import TryLater
from reminders.remind import StillTrue, reminding_observers
from reminders.tick import Ticker
from storage.database import Database
from storage.people import observer_states, service_rows
from storage.people.service_rows import LEADER
from storage.quota import reminder_pauses
from storage.reach.reach import OpenRoads
from storage.tables.intake import senders
from storage.tables.work import leases
from storage.vault import Vault
from tests.parts.jobs.fakes import House, TellingSender
from tests.support.clock import HandClock
from tests.support.office_house import OfficeHouse

POLICY = load_reminders()
REGION = "邵阳市"
ROADS = OpenRoads(official=True, notice="template", template="T")
ROAD = NoticeRoad("template", {"reminder": Template("T")})


def china(month: int, day: int, hour: int = 9, minute: int = 30, year: int = 2026) -> datetime:
    return datetime(year, month, day, hour, minute, tzinfo=UTC) - timedelta(hours=8)


class Room:
    """An office, its clock's rule and the sender of its reminders."""

    def __init__(self, database: Database, vault: Vault, clock: HandClock, folder: Path) -> None:
        self.clock = clock
        clock.now = china(1, 1, year=2026)
        self.office = OfficeHouse(database, vault, clock, folder)
        self.office.staff()
        self.house = House(database, clock, self.office.files)
        self.desk = ReminderDesk(vault, REGION, ROADS)
        self.sender = TellingSender()
        self._serial = 0

    def observer(self, name: str = "李四", group: str = "第一组") -> int:
        self._serial += 1
        phone = f"139{self._serial:08d}"
        return self.office.observer(name, phone, group, openid=f"o{self._serial}")

    def piece(self, observer: int, kind: str = "problem") -> int:
        self._serial += 1
        return self.office.report(
            observer, self._serial, kind=kind, project="rural-roads", day=date(2026, 7, 1)
        )

    def tick(self, when: datetime | None = None, holder: str = "a") -> None:
        self.clock.now = when or self.clock.now
        rule = ("remind", reminding_observers(self.desk))
        assert Ticker(self.house.database, holder, [rule]).tick(self.clock.now)
        assert self.house.open_troubles() == []

    def deliver(self) -> list[str]:
        checks = {PURPOSE: StillTrue(self.desk)}
        job = DeliverMessages(self.house.database, self.sender, Ladder(ROAD), self.clock, checks)
        self.house.work_through(job)
        return self.sender.sent

    def posted(self) -> list[str]:
        return [message["text"] for message in self.house.messages()]

    def states(self) -> list[str]:
        return [message["state"] for message in self.house.messages()]


@pytest.fixture
def room(database: Database, vault: Vault, clock: HandClock, tmp_path: Path) -> Room:
    return Room(database, vault, clock, tmp_path)


# --- who and in which words ----------------------------------------------------------------------
def test_only_who_lacks_something_is_reminded_of_what_is_there_and_what_lacks(room: Room) -> None:
    behind, done = room.observer("李小红"), room.observer("欧阳志强")
    room.clock.now = china(7, 10)
    room.piece(behind)
    room.piece(done)
    room.piece(done, "suggestion")
    room.tick(china(7, 20, 9, 29))
    assert room.posted() == []
    room.tick(china(7, 20))
    room.tick()
    [told] = room.posted()
    assert told == (
        "李老师，本月信息1条已收到（待审），建议还差1条，随口说一句“建议……”就行。"
        "回“暂停提醒”不再提醒。"
    )


def test_the_second_reminder_says_how_many_days_are_left_and_there_is_no_third(room: Room) -> None:
    room.observer("欧阳志强")
    for day in (1, 19, 20, 21, 22, 26, 27, 28, 31):
        for hour in (0, 10, 20):
            room.tick(china(7, day, hour))
    first, second = room.posted()
    assert first.startswith("欧阳老师，本月信息还差1条，建议还差1条，拍张照片、说一句")
    assert second.startswith("欧阳老师，本月还有4天，信息还差1条")


def test_yearly_items_are_reminded_of_from_october_and_ride_on_the_first(room: Room) -> None:
    observer = room.observer()
    room.tick(china(9, 21))
    room.tick(china(10, 20))
    room.clock.now = china(10, 21)
    for kind in ("problem", "suggestion"):
        room.piece(observer, kind)
    room.tick(china(10, 27))
    september, october = room.posted()
    assert "今年" not in september
    assert "；今年专项检查还差1次，调研材料还差1篇，" in october


@pytest.mark.parametrize("why", ["paused", "suspended", "leave", "ended", "no account"])
def test_who_should_not_be_reminded_is_not(room: Room, why: str) -> None:
    observer = room.observer()
    office, by = room.office, (1, room.clock())
    with room.house.write() as connection:
        match why:
            case "paused":
                reminder_pauses.pause(connection, observer, room.clock())
            case "suspended":
                observer_states.suspend(connection, observer, date(2026, 7, 18), room.clock())
                service_rows.begin_suspension(connection, observer, date(2026, 7, 18), by[1])
            case "leave":
                days = (date(2026, 7, 19), date(2026, 7, 21))
                service_rows.add_leave(connection, office.vault, observer, days, "外出", by)
            case "ended":
                connection.exec_driver_sql("UPDATE observers SET appointed_to = 20260719")
            case _:
                connection.exec_driver_sql("UPDATE senders SET observer_id = NULL")
    room.tick(china(7, 20))
    assert room.posted() == []


def test_a_leader_gets_one_message_for_the_whole_group(room: Room) -> None:
    leader = room.observer("刘芳")
    for name in ("王五", "赵六", "孙七"):
        room.observer(name)
    with room.house.write() as connection:
        service_rows.add_role(connection, leader, LEADER, date(2026, 1, 1), (1, room.clock()))
    room.clock.now = china(7, 10)
    for observer in (leader, leader + 1):
        room.piece(observer)
        room.piece(observer, "suggestion")
    room.tick(china(7, 20))
    said = room.posted()
    assert len(said) == 3
    assert said[0] == (
        "刘老师，第一组4人，本月交齐2人。"
        "赵六还差信息1条、建议1条；孙七还差信息1条、建议1条。请您顺便问一声。"
        "回“暂停提醒”不再提醒。"
    )


def test_a_leader_is_asked_to_call_whom_no_message_reaches(room: Room) -> None:
    leader = room.observer("刘芳")
    room.observer("王五")
    room.observer("赵六")
    with room.house.write() as connection:
        service_rows.add_role(connection, leader, LEADER, date(2026, 1, 1), (1, room.clock()))
        connection.execute(
            update(senders).where(senders.c.sender == "o3").values(left_at=room.clock())
        )
    room.tick(china(7, 20))
    assert "其中1人收不到系统的消息：赵六，请您打个电话告诉一声。" in room.posted()[0]
    assert "139" not in room.posted()[0]


# --- never twice, never late, never untrue -------------------------------------------------------
def test_no_restart_or_jumping_clock_reminds_twice(room: Room) -> None:
    room.observer()
    room.observer("王五")
    for when in (china(7, 20), china(7, 19), china(7, 20, 11), china(7, 21), china(7, 20, 9, 30)):
        room.tick(when)
        with room.house.write() as connection:
            connection.execute(update(leases).values(until=0))
        room.tick(when, holder="another host")
        with room.house.write() as connection:
            connection.execute(update(leases).values(until=0))
    assert len(room.posted()) == 2


def test_a_crash_between_two_people_reminds_the_rest_only(room: Room) -> None:
    for _ in range(4):
        room.observer()
    room.tick(china(7, 20))
    with room.house.write() as connection:  # as if it had died after the first page
        connection.exec_driver_sql("DELETE FROM outbox WHERE id > 2")
        connection.exec_driver_sql("DELETE FROM firings WHERE person NOT IN ('1', '2')")
    room.tick(china(7, 20, 9, 31))
    assert len(room.posted()) == 4


def test_many_are_decided_in_several_ticks_and_a_restart_between_two_reminds_the_rest(
    room: Room,
) -> None:
    for _ in range(5):
        room.observer()
    room.clock.now = china(7, 20)
    few = {"page": 1, "pages": 2}
    first, second = (reminding_observers(room.desk, **few) for _ in range(2))
    posted = []
    for life in (first, first, second, second, second):
        Ticker(room.house.database, "a", [("remind", life)]).tick(room.clock.now)
        posted.append(len(room.posted()))
    assert posted == [2, 4, 4, 4, 5]
    room.clock.now = china(7, 27)
    for _ in range(3):
        Ticker(room.house.database, "a", [("remind", second)]).tick(room.clock.now)
    assert len(room.posted()) == 10


def test_a_week_of_downtime_leaves_nothing_to_send(room: Room) -> None:
    room.observer()
    room.tick(china(7, 19))
    room.tick(china(7, 26, 10))
    assert room.posted() == []


def test_a_short_downtime_is_made_up_for_at_a_decent_hour(room: Room) -> None:
    room.observer()
    room.tick(china(7, 20, 23))
    assert room.posted() == []
    room.tick(china(7, 21, 9))
    assert len(room.posted()) == 1


def test_who_reports_before_the_reminder_leaves_is_not_reminded(room: Room) -> None:
    observer = room.observer()
    room.observer("王五")
    room.tick(china(7, 20))
    room.piece(observer)
    room.piece(observer, "suggestion")
    sent = room.deliver()
    assert [text[:3] for text in sent] == ["王老师"]
    assert room.states() == ["dropped", "sent"]
    assert room.house.open_troubles() == []


def test_a_reminder_leaves_in_the_words_that_are_true_by_then(room: Room) -> None:
    observer = room.observer()
    room.tick(china(7, 20))
    room.piece(observer)
    [sent] = room.deliver()
    assert "信息1条已收到（待审），建议还差1条" in sent
    assert room.posted() == [sent]
    assert room.sender.steps[0].fields["thing1"] == "还差建议1条"


@pytest.mark.parametrize(
    "silence",
    [TryLater(china(7, 20, 9, 31), None, "没有回应", may_have_arrived=True), OSError("it died")],
    ids=["a lost answer", "a worker that died in the call"],
)
def test_a_reminder_that_may_have_arrived_is_not_sent_again(
    room: Room, silence: TryLater | OSError
) -> None:
    room.observer()
    room.tick(china(7, 20))
    room.sender.outcomes = [silence]
    for minute in (30, 35, 40):
        room.clock.now = china(7, 20, 9, minute)
        room.deliver()
    assert len(room.sender.sent) == 1
    assert room.states() == ["dropped"]
    assert room.house.open_troubles() == []


def test_a_reminder_waits_for_the_morning_and_is_given_up_when_its_days_are_over(
    room: Room,
) -> None:
    room.observer()
    room.tick(china(7, 20, 17, 59))
    room.clock.now = china(7, 20, 18, 0)
    assert room.deliver() == []
    assert room.states() == ["queued"]
    room.clock.now = china(7, 21, 9, 0)
    assert len(room.deliver()) == 1
    assert room.states() == ["sent"]
