"""The clock's rules: in order, once, by one holder, none in another's way."""

import threading
from datetime import datetime, timedelta
from pathlib import Path

from sqlalchemy import select, update

from casework.keeping.periods import Keeping
from reminders.clock import Clockwork
from reminders.keeping import forgetting
from reminders.tick import Rule, Ticker, Turn, plain
from reminders.upkeep import alarm_of_late_files, daily, tidying
from storage.database import Database
from storage.tables.intake import deliveries
from storage.tables.work import leases
from storage.work.firings import Firing, fire
from tests.parts.jobs.fakes import House
from tests.support.work_rows import a_delivery, a_report, a_wanted_file

DAY = timedelta(hours=24)


def ticker(house: House, *rules: tuple[str, Rule], holder: str = "host-a") -> Ticker:
    return Ticker(house.database, holder, rules)


def end_the_term(house: House) -> None:
    with house.write() as connection:
        connection.execute(update(leases).values(until=0))


def test_rules_run_in_their_order(house: House) -> None:
    seen: list[str] = []
    rules = [(name, lambda _, name=name: seen.append(name)) for name in ("a", "b", "c")]
    assert ticker(house, *rules).tick(house.clock())
    assert seen == ["a", "b", "c"]


def test_a_plain_function_of_database_and_moment_is_a_rule(house: House) -> None:
    seen: list[tuple[Database, datetime]] = []
    rule = plain(lambda database, now: seen.append((database, now)))
    ticker(house, ("a", rule)).tick(house.clock())
    assert seen == [(house.database, house.clock())]


def test_only_the_holder_of_the_clock_runs_rules(house: House) -> None:
    seen: list[str] = []
    first = ticker(house, ("a", lambda _: seen.append("first")), holder="host-a")
    second = ticker(house, ("a", lambda _: seen.append("second")), holder="host-b")
    assert [first.tick(house.clock()), second.tick(house.clock())] == [True, False]
    first.hand_over()
    assert [second.tick(house.clock()), first.tick(house.clock())] == [True, False]
    assert seen == ["first", "second"]


def test_a_rule_that_loses_the_clock_on_its_way_writes_nothing(house: House) -> None:
    firing = Firing("nudge", "2026-07", "", house.clock() + DAY)
    fired: list[bool] = []

    def rule(turn: Turn) -> None:
        end_the_term(house)
        ticker(house, holder="host-b").tick(turn.now)
        with turn.database.write() as connection:
            fired.append(fire(connection, firing, turn.lease, turn.now))

    after: list[str] = []
    rules: list[tuple[str, Rule]] = [("nudge", rule), ("next", lambda _: after.append("next"))]
    assert not ticker(house, *rules).tick(house.clock())
    assert fired == []
    assert after == []


def test_a_rule_that_fails_keeps_no_other_from_running_and_is_told_when_it_goes_on(
    house: House,
) -> None:
    seen: list[str] = []
    broken = True

    def fails(_: Turn) -> None:
        if broken:
            raise RuntimeError("bug")

    ticking = ticker(house, ("fails", fails), ("next", lambda _: seen.append("next")))
    ticking.tick(house.clock())
    assert house.open_troubles() == []
    for _ in range(5):
        ticking.tick(house.clock())
    assert len(seen) == 6
    assert len(house.open_troubles()) == 1
    broken = False
    ticking.tick(house.clock())
    assert house.open_troubles() == []


def test_daily_work_is_done_once_a_day_of_china_whoever_holds_the_clock(house: House) -> None:
    days: list[datetime] = []
    rule = ("sweep", daily("sweep", lambda _, now: days.append(now)))
    first, second = ticker(house, rule, holder="a"), ticker(house, rule, holder="b")
    for _ in range(3):
        first.tick(house.clock())
    first.hand_over()
    second.tick(house.clock.advance(hours=13, minutes=59))  # 23:59 in 邵阳
    assert len(days) == 1
    second.tick(house.clock.advance(minutes=1))
    assert len(days) == 2


def test_daily_work_that_failed_comes_again(house: House) -> None:
    tries: list[int] = []

    def work(_database: Database, _now: datetime) -> None:
        tries.append(1)
        if len(tries) < 3:
            raise OSError("disk full")

    ticking = ticker(house, ("sweep", daily("sweep", work)))
    for _ in range(6):
        ticking.tick(house.clock())
    assert len(tries) == 3


def test_photos_missing_for_a_day_alarm_the_office_once_a_report(house: House) -> None:
    with house.write() as connection:
        report = a_report(connection, house.clock())
        for number in range(3):
            a_wanted_file(connection, report, house.clock(), media_id=f"M{number}")
    ticking = ticker(house, ("late", alarm_of_late_files(DAY)))
    ticking.tick(house.clock.advance(hours=23, minutes=59))
    assert house.open_troubles() == []
    ticking.tick(house.clock.advance(minutes=1))
    ticking.tick(house.clock.advance(minutes=1))
    [sentence] = house.open_troubles()
    assert "0714-32号" in sentence
    assert "3个" in sentence


def test_raw_copies_are_forgotten_at_the_first_tick_of_a_day(house: House) -> None:
    with house.write() as connection:
        a_delivery(connection, house.clock())
    keeping = Keeping(raw_deliveries=timedelta(days=180), quarantine=timedelta(days=30))
    ticking = ticker(house, ("forgetting", forgetting(keeping)))
    ticking.tick(house.clock.advance(days=179))
    kept = select(deliveries.c.raw)
    with house.database.read() as connection:
        assert connection.scalar(kept) is not None
    ticking.tick(house.clock.advance(days=2))
    with house.database.read() as connection:
        assert connection.scalar(kept) is None


def test_unfinished_files_are_tidied_away(house: House, tmp_path: Path) -> None:
    leftover = tmp_path / "files" / ".part-0123456789abcdef"
    leftover.write_bytes(b"half")
    ticker(house, ("tidying", tidying(house.store))).tick(house.clock.advance(days=9999))
    assert not leftover.exists()


def test_the_scheduler_ticks_with_the_clocks_own_time_and_hands_over_at_the_end(
    house: House,
) -> None:
    ticked, moments, handed = threading.Event(), [], []

    def tick(now: datetime) -> None:
        moments.append(now)
        ticked.set()

    clockwork = Clockwork(tick, lambda: handed.append("over"), house.clock)
    clockwork.start()
    assert ticked.wait(10)
    clockwork.stop()
    assert set(moments) == {house.clock()}
    assert handed == ["over"]
