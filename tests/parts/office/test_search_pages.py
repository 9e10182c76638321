"""Searching in the inbox: words, numbers, names, days, and whatever else people type."""

import re
from datetime import date
from functools import partial
from urllib.parse import urlencode

import pytest
from gunicorn.config import LimitRequestLine
from sqlalchemy import text

from catalogue.cards.cards import load_cards
from catalogue.projects import load_projects
from reminders.index_words import WordsIndexer
from storage.search.brief_reads import brief_read
from storage.search.search import PAGE
from storage.tables.reports import reports

FOUND: list[tuple[dict[str, str], list[str]]] = [
    ({"q": "路灯"}, ["0716-3", "0715-2"]),
    ({"q": "墙"}, ["0716-3", "0714-1"]),
    ({"q": "路灯 后墙"}, ["0716-3"]),
    ({"q": "路灯，后墙"}, ["0716-3"]),
    ({"q": '"路灯和后墙"'}, ["0716-3"]),
    ({"q": "“路灯后墙”"}, []),
    ({"q": "路灯后墙"}, []),
    ({"q": "ｄｎ３００"}, ["0714-1"]),
    ({"q": "隆回县"}, ["0714-1"]),
    ({"q": "0715-2"}, ["0715-2"]),
    ({"q": "3"}, ["0716-3"]),
    ({"q": '"300"'}, ["0714-1"]),
    ({"q": "0715-9"}, []),
    ({"q": "张三丰"}, ["0714-1"]),
    ({"q": "张三丰 路灯"}, []),
    ({"q": "欧阳志强 小区"}, ["0715-2"]),
    ({"q": "路灯", "first": "2026-07-16"}, ["0716-3"]),
    ({"first": "2026-07-14", "last": "2026-07-15"}, ["0715-2", "0714-1"]),
    ({"first": "2027-01-01"}, []),
    ({"first": "neither", "last": "2026-13-40"}, ["0716-3", "0715-2", "0714-1"]),
    ({"holds": "voice"}, ["0715-2"]),
    ({"source": "group"}, ["0716-3"]),
    ({"source": "chat"}, ["0715-2", "0714-1"]),
    ({"group": "第二组", "q": "后墙"}, ["0716-3"]),
    ({"observer": "张三丰"}, ["0714-1"]),
    ({"observer": "李四"}, []),
]
HOSTILE = (
    *("%", '"', "*", "'", "-", "NEAR(", "NEAR(a b)", "墙", "x" * 2000, "墙" * 2000, "  ", "😀"),
    *(
        "\0",
        "a\0b",
        "路灯 OR 后墙",
        "路*",
        "pairs:路灯",
        "^路灯",
        "路灯 & !后墙",
        "{{7*7}}",
        "';--",
    ),
    *("𠮷", "0715-99999", "9999-1", "“", '""', '路灯" OR "a', "\\", "é", "٣", b"\xed\xa0\xbd"),
)


@pytest.fixture
def filled(house):
    """Three reports: a wall in 隆回县, lamps in 小区, lamps and a wall."""
    observer = house.observer(name="张三丰")
    other = house.observer(name="欧阳志强", phone="13900002222", group="第二组", openid="oB")
    house.said(house.report(observer, 1, county="隆回县"), "敬老院后墙快倒了，DN300管也漏")
    house.said(house.report(other, 2, day=date(2026, 7, 15), voices=1), "翠园小区路灯不亮")
    house.said(
        house.report(other, 3, day=date(2026, 7, 16), source="group"), "小沙江镇路灯和后墙都坏了"
    )
    WordsIndexer(load_projects(), load_cards()).index(house.database, house.clock())
    return house


def numbers(page: str) -> list[str]:
    return re.findall(r'<b class="number">([^<]+)</b>', page)


def search(clerk, **fields: str | bytes) -> str:
    answer = clerk.client.get("/office/", query_string=fields)
    assert answer.status_code == 200, fields
    return answer.text


def test_what_is_asked_for_is_found(clerk, filled):
    for fields, expected in FOUND:
        assert numbers(search(clerk, **fields)) == expected, fields


def test_nothing_typed_into_the_box_is_an_error(clerk, filled):
    for typed in HOSTILE:
        assert "找字词" in search(clerk, q=typed)
    for before in ("-1", "x", "9" * 40):
        assert "找字词" in search(clerk, before=before, q="路灯")


def test_what_cannot_be_searched_for_is_told(clerk, filled):
    assert "没有汉字、字母或数字" in search(clerk, q="%*-")
    assert "最多100个字" in search(clerk, q="墙" * 2000)
    assert "花名册里没有叫“李四”的人" in search(clerk, observer="李四")
    assert "按编号“3”查找" in search(clerk, q="3")
    assert "只看观察员张三丰报的" in search(clerk, q="张三丰")


def test_hits_are_marked_and_everything_else_is_escaped(clerk, filled):
    report = filled.report(1, 9)
    filled.said(report, "前面" * 60)
    filled.said(report, "字" * 80 + "<script>ＤＮ９９</script>坏了")
    WordsIndexer(load_projects(), load_cards()).index(filled.database, filled.clock())
    page = search(clerk, q="dn99")
    assert "&lt;script&gt;<mark>ＤＮ９９</mark>&lt;/script&gt;" in page


def test_a_name_finds_nothing_in_words(clerk, filled):
    assert numbers(search(clerk, q='"欧阳志强"')) == []


def test_pages_of_a_search_stay_whole_while_reports_arrive(clerk, house):
    observer, indexer = house.observer(), WordsIndexer(load_projects(), load_cards())
    for seq in range(1, PAGE + 3):
        house.said(house.report(observer, seq), "路灯不亮")
    indexer.index(house.database, house.clock())
    first = search(clerk, q="路灯")
    house.said(house.report(observer, 99), "路灯又不亮")
    indexer.index(house.database, house.clock())
    older = re.search(r'rel="next" href="([^"]+)"', first).group(1).replace("&amp;", "&")
    assert numbers(first) + numbers(clerk.read(older)) == [
        f"0714-{seq}" for seq in range(PAGE + 2, 0, -1)
    ]


def test_a_lagging_index_is_told(clerk, house):
    house.report(house.observer(), 1)
    with house.database.write() as connection:
        connection.execute(reports.update().values(unindexed_at=1_000))
    assert "搜索索引落后" in clerk.read()


def test_whatever_fits_the_box_fits_the_web_servers_longest_address(clerk):
    longest = int(re.search(r'name="q"[^>]* maxlength="(\d+)"', clerk.read("/office/"))[1])
    address = "/office/?" + urlencode({"q": "墙" * longest})
    assert len(f"GET {address} HTTP/1.1") + 1000 < LimitRequestLine.default  # beside the filters
    assert "最多100个字" in search(clerk, q="墙" * longest)


def test_a_question_that_takes_too_long_is_cut_off_and_told(clerk, filled, monkeypatch):
    monkeypatch.setattr("office.reports.inbox.brief_read", partial(brief_read, longest=0.001))
    monkeypatch.setattr("office.reports.inbox.group_names", _dawdle)
    answer = clerk.client.get("/office/")
    assert answer.status_code == 504
    assert "先停下了" in answer.text
    monkeypatch.undo()
    assert numbers(clerk.read()) == ["0716-3", "0715-2", "0714-1"]


def _dawdle(connection) -> list[str]:
    many = "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 3000000)"
    return [str(connection.execute(text(f"{many} SELECT count(*) FROM n")).scalar_one())]
