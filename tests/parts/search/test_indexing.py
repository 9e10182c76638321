"""The clock's rule brings changed words into the index, in batches, and never loses a change."""

from contextlib import closing
from datetime import date

import pytest
from sqlalchemy import event, select, update

from catalogue.cards.cards import load_cards
from catalogue.projects import load_projects
from reminders import index_words
from reminders.index_words import WordsIndexer
from storage.database import Database
from storage.search.inbox_filter import InboxFilter
from storage.search.search import matching
from storage.search.search_index import (
    MarkedReport,
    marked_reports,
    seconds_behind,
    take_off_marks,
    touch,
    touch_all,
)
from storage.tables.reports import items, reports
from tests.support.databases import sqlite_url
from tests.support.office_house import OfficeHouse


@pytest.fixture
def house(database, vault, clock, tmp_path) -> OfficeHouse:
    return OfficeHouse(database, vault, clock, tmp_path)


@pytest.fixture
def indexer() -> WordsIndexer:
    return WordsIndexer(load_projects(), load_cards())


def found(house: OfficeHouse, *terms: str) -> tuple[int, ...]:
    with house.database.read() as connection:
        return matching(connection, InboxFilter(terms=terms), 1000, 100).ids


def waiting(house: OfficeHouse) -> list[int]:
    with house.database.read() as connection:
        return [report.id for report in marked_reports(connection, 100)]


def test_notes_places_project_county_and_township_are_indexed(house, indexer):
    report = house.report(
        house.observer(),
        1,
        project="rural-roads",
        county="隆回县",
        township="小沙江镇",
        place_label="湖南省隆回县供销社旁",
    )
    house.said(report, "塌方了，DN300水管也断了")
    house.said(report, "公众号文章：水毁", kind="note")
    assert indexer.index(house.database, house.clock()) == 1
    for words in (
        "塌方",
        "水毁",
        "隆回县",
        "小沙江镇",
        "供销社旁",
        "农村公路",
        "dn300",
        "300",
        "塌",
    ):
        assert found(house, words) == (report,), words
    assert waiting(house) == []


def test_names_and_phones_of_observers_are_not_indexed(house, indexer):
    house.said(house.report(house.observer(name="欧阳志强", phone="13900001357"), 1), "路灯不亮")
    indexer.index(house.database, house.clock())
    for words in ("欧阳", "志强", "1390", "第一组"):
        assert found(house, words) == ()


def test_a_changed_report_is_found_by_its_new_words_and_not_by_its_old_ones(house, indexer):
    report = house.report(house.observer(), 1)
    delivery = house.said(report, "路灯不亮")
    indexer.index(house.database, house.clock())
    with house.database.write() as connection:
        connection.execute(
            update(items).where(items.c.delivery_id == delivery).values(text="围墙裂了")
        )
        touch(connection, report)
    indexer.index(house.database, house.clock())
    assert found(house, "路灯") == ()
    assert found(house, "围墙") == (report,)


def test_a_change_while_a_batch_is_worked_on_is_indexed_in_the_next(house, indexer):
    report = house.report(house.observer(), 1)
    with house.database.read() as connection:
        marked = marked_reports(connection, 10)
    with house.database.write() as connection:
        touch(connection, report)
    with house.database.write() as connection:
        take_off_marks(connection, marked)
    assert waiting(house) == [report]


def test_a_round_takes_batches_until_nothing_waits(house, indexer, monkeypatch):
    monkeypatch.setattr(index_words, "_BATCH", 2)
    observer = house.observer()
    for seq in range(1, 6):
        house.said(house.report(observer, seq), "路灯不亮")
    assert indexer.index(house.database, house.clock()) == 5
    assert len(found(house, "路灯")) == 5


def test_a_round_ends_before_a_backlog_does(house, indexer, monkeypatch):
    monkeypatch.setattr(index_words, "_BATCH", 2)
    monkeypatch.setattr(index_words, "_BATCHES_A_ROUND", 2)
    observer = house.observer()
    reported = [house.report(observer, seq) for seq in range(1, 6)]
    assert indexer.index(house.database, house.clock()) == 4
    assert waiting(house) == reported[4:]


def test_everything_can_be_indexed_anew(house, indexer):
    report = house.report(house.observer(), 1)
    house.said(report, "路灯不亮")
    indexer.index(house.database, house.clock())
    with house.database.write() as connection:
        assert touch_all(connection) == 1
    assert indexer.index(house.database, house.clock()) == 1
    assert found(house, "路灯") == (report,)


def test_the_lag_is_counted_by_the_databases_clock(house, indexer):
    report = house.report(house.observer(), 1)
    with house.database.write() as connection:
        touch(connection, report)
        long_ago = reports.c.unindexed_at - 42_000
        connection.execute(update(reports).values(unindexed_at=long_ago))
    with house.database.read() as connection:
        assert 42 <= seconds_behind(connection) < 60
    indexer.index(house.database, house.clock())
    with house.database.read() as connection:
        assert seconds_behind(connection) == 0
        assert connection.execute(select(reports.c.unindexed_at)).scalar_one() is None


def test_marks_are_taken_off_without_reading_every_report(tmp_path):
    """At a million reports, reading them all held the intake up for a third of a second."""
    database = Database(sqlite_url(tmp_path))
    with closing(database), database.write() as connection:
        plans: list[str] = []

        @event.listens_for(connection, "before_cursor_execute")
        def explain(_connection, cursor, statement, parameters, *_more):
            steps = cursor.connection.execute(f"EXPLAIN QUERY PLAN {statement}", parameters)
            plans.extend(step[-1] for step in steps)

        marked = MarkedReport(7, 1, None, date(2026, 7, 14), None, "", "", "", ())
        take_off_marks(connection, [marked])
        assert plans
        assert [plan for plan in plans if plan.startswith("SCAN reports")] == []
