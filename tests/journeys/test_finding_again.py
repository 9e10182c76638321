"""What observers said by any way is found again, set right many at once, and heard in the chat."""

import html
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from catalogue.cards.cards import load_cards
from catalogue.projects import load_projects
from reminders.index_words import WordsIndexer
from tests.support.clock import HandClock
from tests.support.desk import Desk, open_desk
from tests.support.phone import Phone

SAID = "黑田铺镇的桥栏杆断了一截"


@pytest.fixture
def desk(database_url: str, clock: HandClock, tmp_path: Path) -> Iterator[Desk]:
    desk = open_desk(database_url, clock, tmp_path)
    yield desk
    desk.world.database.close()


@pytest.fixture
def phone(desk: Desk) -> Phone:
    desk.world.observer(("official", "oA"))
    return desk.world.phone("oA")


def found(desk: Desk, query: str) -> list[str]:
    """Return the numbers of the reports that the inbox shows for a query."""
    WordsIndexer(load_projects(), load_cards()).index(desk.world.database, desk.world.clock())
    page = desk.clerk.client.get("/office/", query_string={"q": query}).text
    return re.findall(r'<b class="number">([\d-]+)</b>', page)


def change_all(desk: Desk, query: str, act: str) -> str:
    """Tick every report that the inbox shows for a query, and change them."""
    page = desk.clerk.client.get("/office/", query_string={"q": query}).text
    seen = re.findall(r'name="(seen-(\d+))" value="([^"]*)"', page)
    fields = {name: html.unescape(mark) for name, _, mark in seen}
    ticked = [number for _, number, _ in seen]
    return desk.clerk.press("/office/reports/many", report=ticked, act=act, **fields).text


def test_words_of_the_chat_and_of_the_desk_are_found_and_set_right_together(
    desk: Desk, phone: Phone
) -> None:
    phone.says(SAID)
    phone.says("完成")
    desk.clock.advance(minutes=20)
    desk.enters(observer="李四", at="2026-07-14T08:00", words="来电：大桥的栏杆也锈断了", tell="")
    assert len(found(desk, "栏杆")) == 2
    assert found(desk, "一截") == ["0714-1"]
    assert found(desk, "栏杆 没有的字") == []
    assert "2条已改。" in change_all(desk, "栏杆", "project:elder-relief")
    assert "养老服务" in phone.says("进度 1")


def test_what_an_observer_corrects_while_it_stands_ticked_stays_theirs(
    desk: Desk, phone: Phone
) -> None:
    phone.says(SAID)
    found(desk, "栏杆")
    page = desk.clerk.client.get("/office/", query_string={"q": "栏杆"}).text
    [(name, mark)] = re.findall(r'name="(seen-\d+)" value="([^"]*)"', page)
    phone.says("改 项目 养老服务")
    fields = {name: html.unescape(mark), "report": name[5:], "act": "project:rural-roads"}
    answer = desk.clerk.press("/office/reports/many", **fields).text
    assert "0条已改，1条没变（刚刚在别处改过）。" in answer
    assert "养老服务" in phone.says("进度")


def test_a_withdrawn_report_is_still_found_under_its_state(desk: Desk, phone: Phone) -> None:
    phone.says(SAID)
    phone.says("撤回")
    assert found(desk, "栏杆") == ["0714-1"]
    page = desk.clerk.client.get("/office/", query_string={"q": "栏杆", "state": "received"}).text
    assert "没有符合的信息" in page
