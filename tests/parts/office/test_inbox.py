"""The inbox: what a line says, how pages and filters work."""

import re

import pytest

from storage.capped import COUNT_CAP
from storage.search import inbox, search
from storage.search.inbox import PAGE, inbox_page
from storage.search.inbox_filter import InboxFilter


def numbers(page: str) -> list[str]:
    return re.findall(r'<b class="number">([^<]+)</b>', page)


def test_a_report_shows_number_group_project_county_kind_urgency_and_thumbnails(clerk, house):
    report = house.report(
        house.observer(),
        32,
        project="elder-relief",
        kind="problem",
        county="邵东市",
        township="黑田铺镇",
        urgent=True,
        excerpt="敬佬院后墙快倒了",
    )
    photo = house.photo(report)
    page = clerk.read()
    for words in ("0714-32", "第一组", "欧阳志强", "邵东市", "黑田铺镇", "问题", "紧急", "敬佬院"):
        assert words in page
    assert f"/office/photos/{photo}/thumb.jpg" in page
    assert f"/office/reports/{report}" in page


def test_a_draft_is_shown_as_being_collected(clerk, house):
    house.report(house.observer(), 1, state="collecting")
    assert "正在收集" in clerk.read()


def test_reports_come_newest_first_and_page_by_page(clerk, house):
    observer = house.observer()
    for seq in range(1, PAGE + 4):
        house.report(observer, seq)
    first = clerk.read()
    assert numbers(first)[:2] == [f"0714-{PAGE + 3}", f"0714-{PAGE + 2}"]
    assert len(numbers(first)) == PAGE
    older = re.search(r'rel="next" href="([^"]+)"', first).group(1)
    second = clerk.read(older)
    assert numbers(second) == ["0714-3", "0714-2", "0714-1"]
    assert 'rel="next"' not in second


def test_a_report_that_comes_meanwhile_does_not_shift_the_next_page(clerk, house):
    observer = house.observer()
    for seq in range(1, PAGE + 2):
        house.report(observer, seq)
    older = re.search(r'rel="next" href="([^"]+)"', clerk.read()).group(1)
    house.report(observer, 99)
    assert numbers(clerk.read(older)) == ["0714-1"]


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("project=rural-roads", ["0714-2"]),
        ("project=none", ["0714-3"]),
        ("county=隆回县", ["0714-2", "0714-1"]),
        ("kind=praise", ["0714-3"]),
        ("urgent=1", ["0714-1"]),
        ("state=withdrawn", ["0714-2"]),
        ("county=隆回县&urgent=1", ["0714-1"]),
        ("county=火星&kind=%3Cscript%3E&project=x", ["0714-3", "0714-2", "0714-1"]),
    ],
)
def test_filters_are_a_plain_form(clerk, house, query, expected):
    observer = house.observer()
    house.report(observer, 1, project="elder-relief", county="隆回县", kind="problem", urgent=True)
    house.report(observer, 2, project="rural-roads", county="隆回县", state="withdrawn")
    house.report(observer, 3, county="新宁县", kind="praise")
    assert numbers(clerk.read(f"/office/?{query}")) == expected


def test_the_next_page_keeps_the_filter(clerk, house):
    observer = house.observer()
    for seq in range(1, PAGE + 2):
        house.report(observer, seq, urgent=True, county="隆回县")
    page = clerk.read("/office/?urgent=1&county=隆回县")
    older = re.search(r'rel="next" href="([^"]+)"', page).group(1)
    assert "urgent=1" in older
    assert "county=" in older


def test_a_filter_that_matches_nothing_looks_at_a_part_and_offers_to_search_on(house, monkeypatch):
    observer = house.observer()
    for seq in range(1, 8):
        house.report(observer, seq, kind="praise" if seq == 1 else "")
    monkeypatch.setattr(search, "_STEPS", (1, 2))
    seen, before = [], None
    with house.database.read() as connection:
        while True:
            page = inbox_page(connection, house.vault, InboxFilter(kind="praise"), before)
            seen.append((len(page.rows), page.cut))
            before = page.next_before
            if before is None:
                break
    assert seen == [(0, True), (0, True), (1, False)]


def test_counts_stop_at_a_thousand(clerk, house, monkeypatch):
    observer = house.observer()
    for seq in range(1, 6):
        house.report(observer, seq)
    assert "共5条" in clerk.read()
    monkeypatch.setattr(inbox, "COUNT_CAP", 3)
    monkeypatch.setattr("office.shown.COUNT_CAP", 3)
    assert "共3+条" in clerk.read()
    assert COUNT_CAP == 1000


def test_the_open_page_can_ask_whether_there_is_news(clerk, house):
    observer = house.observer()
    report = house.report(observer, 1)
    house.report(observer, 2, urgent=True)
    assert clerk.client.get(f"/office/news?after={report}").json == {"newer": 1, "urgent": 1}


def test_unseen_urgent_reports_stand_in_the_navigation(clerk, house):
    observer = house.observer()
    house.report(observer, 1, urgent=True)
    house.report(observer, 2, urgent=True, state="withdrawn")
    house.report(observer, 3, urgent=True, urgent_seen_at=house.clock())
    assert re.search(r'收件箱<span class="count">1</span>', clerk.read())


def test_the_navigation_marks_where_a_page_belongs(clerk, house):
    report = house.report(house.observer(), 1)
    for path, name in (
        ("/office/", "收件箱"),
        (f"/office/reports/{report}", "收件箱"),
        ("/office/roster", "花名册"),
        ("/office/roster/new", "花名册"),
        ("/office/handbook/new", "手册"),
    ):
        assert re.findall(r'aria-current="\w+">([^<]+)', clerk.read(path)) == [name]


def test_what_an_observer_writes_is_shown_as_text(clerk, house):
    hostile = "<script>alert(1)</script>'; DROP TABLE reports;-- =1+1 ../../etc/passwd {{7*7}}"
    observer = house.observer(name="<b>张三</b>")
    report = house.report(observer, 1, excerpt=hostile, reasons='["<i>词</i>"]', kind="info")
    house.said(report, hostile, answer=hostile)
    for path in ("/office/", f"/office/reports/{report}"):
        page = clerk.read(path)
        assert "&lt;script&gt;alert(1)&lt;/script&gt;" in page
        assert "<script>alert" not in page
        assert "<b>张三" not in page
        assert "{{7*7}}" in page
