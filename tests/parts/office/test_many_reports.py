"""Ticking reports in the inbox and changing them all: as one by one, and never over a colleague."""

import html
import re

import pytest
from sqlalchemy import select, update

from casework.reports import many_reports
from storage.desk.corrections import corrections_of
from storage.tables.reports import reports
from storage.tables.work import outbox


def marks(page: str) -> dict[str, str]:
    found = re.findall(r'name="(seen-\d+)" value="([^"]*)"', page)
    return {name: html.unescape(value) for name, value in found}


def change(clerk, page: str, act: str, *ticked: int, back: str = "") -> str:
    fields = marks(page) | {"act": act, "back": back, "report": list(map(str, ticked))}
    answer = clerk.press("/office/reports/many", **fields)
    assert answer.status_code == 200, answer.status
    return answer.text


def rows(house) -> list[tuple]:
    columns = (reports.c.project, reports.c.kind, reports.c.county, reports.c.township)
    with house.database.read() as connection:
        return [tuple(row) for row in connection.execute(select(*columns).order_by(reports.c.id))]


@pytest.fixture
def three(house) -> list[int]:
    observer = house.observer()
    return [
        house.report(observer, seq, county="隆回县", township="小沙江镇", kind="problem")
        for seq in (1, 2, 3)
    ]


def test_the_ticked_ones_get_the_tag_and_a_line_of_history_each(clerk, house, three):
    page = change(clerk, clerk.read(), "project:rural-roads", *three[:2])
    assert "2条已改。" in page
    assert [row[0] for row in rows(house)] == ["rural-roads", "rural-roads", None]
    with house.database.read() as connection:
        history = corrections_of(connection, three[0])
    assert [line[:4] for line in history] == [("project", "", "rural-roads", "李莉")]


def test_another_county_takes_the_township_away(clerk, house, three):
    change(clerk, clerk.read(), "county:新宁县", three[0])
    change(clerk, clerk.read(), "kind:praise", three[1])
    assert rows(house)[:2] == [
        (None, "problem", "新宁县", ""),
        (None, "praise", "隆回县", "小沙江镇"),
    ]


def test_what_a_colleague_changed_meanwhile_stays(clerk, house, three):
    page = clerk.read()
    with house.database.write() as connection:
        connection.execute(
            update(reports).where(reports.c.id == three[1]).values(project="elder-relief")
        )
    said = change(clerk, page, "project:rural-roads", *three)
    assert "2条已改，1条没变（刚刚在别处改过）。" in said
    assert [row[0] for row in rows(house)] == ["rural-roads", "elder-relief", "rural-roads"]


def test_what_is_so_already_is_counted_as_unchanged(clerk, three):
    assert "0条已改，2条没变（本来就是这样）。" in change(
        clerk, clerk.read(), "county:隆回县", *three[:2]
    )


def test_urgent_ones_are_taken_and_their_observers_told(clerk, house, three):
    with house.database.write() as connection:
        connection.execute(update(reports).where(reports.c.id == three[0]).values(urgent=True))
    said = house.said(three[0], "墙要倒了")
    assert said
    page = change(clerk, clerk.read(), "urgent", *three[:2])
    assert "1条已改，1条没变（不用接手，或者已有人接手）。" in page
    with house.database.read() as connection:
        purposes = connection.execute(select(outbox.c.purpose)).scalars().all()
    assert purposes == ["urgent-seen"]


def test_the_clerk_comes_back_to_the_same_filter_and_nowhere_else(clerk, house, three):
    form = {"act": "kind:praise", "back": "county=隆回县&before=3&_external=1&_scheme=ftp"}
    fields = marks(clerk.read()) | form | {"report": [str(three[0])]}
    page = clerk.read()
    token = re.search(r'name="csrf_token" value="([^"]+)"', page).group(1)
    answer = clerk.client.post("/office/reports/many", data=fields | {"csrf_token": token})
    assert answer.status_code == 303
    assert answer.location.startswith("/office/?")
    assert "before=3" in answer.location
    assert "scheme" not in answer.location


def test_nothing_ticked_and_too_many_ticked_are_told(clerk, three, monkeypatch):
    assert "还没有勾选" in change(clerk, clerk.read(), "kind:praise")
    monkeypatch.setattr("office.reports.many_reports.MOST", 2)
    assert "一次最多改2条" in change(clerk, clerk.read(), "kind:praise", *three)
    assert many_reports.MOST == 200


def test_a_form_that_no_page_made_changes_nothing(clerk, house, three):
    before = rows(house)
    for fields in (
        {"act": "kind:火星", "report": str(three[0]), **marks(clerk.read())},
        {"act": "state:void", "report": str(three[0]), **marks(clerk.read())},
        {"act": "kind:praise", "report": "x"},
        {"act": "kind:praise", "report": str(three[0])},
        {"act": "kind:praise", "report": "1", "seen-1": "[]"},
        {"act": "kind:praise", "report": "1", "seen-1": "{}"},
        {"act": "kind:praise", "report": "1", "seen-1": '{"also":[],"x":1}'},
    ):
        assert clerk.press("/office/reports/many", **fields).status_code == 400, fields
    assert rows(house) == before
