"""From forty reports to their ends: five letters signed, sealed, delivered, answered, looked at.

Everything is real: the service's processes, the platform's stand-in over HTTP, Chromium for every
person of the office and for the unit. (Source: issue 5, "Accepted when".)
"""

import re
import shutil
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from zipfile import ZipFile

import pytest
from playwright.sync_api import Browser, expect, sync_playwright

from bot.clock import system_clock
from casework.closing.looking import visit_after_silence
from office.letters.bounded import Bounds, run
from simulator.trip import load_trip
from storage.tables.work import media
from tests.support.waiting import wait_until
from tests.support.whole_road.board import QUESTION, Triage
from tests.support.whole_road.house import RoadHouse, road_house
from tests.support.whole_road.letters import Plan, Road, settle_rules
from tests.support.whole_road.unit import answers_by_link
from tests.support.whole_road.windows import Windows

CHROMIUM = shutil.which("chromium") or shutil.which("/usr/bin/chromium")
FLAGS = "--no-sandbox --disable-gpu --disable-quic --no-first-run --disable-background-networking"
MOST_STROKES = 6
PATIENCE = 30_000  # milliseconds; real processes share the machine with other tests
TEXT_OF_PDF = Bounds(seconds=10, memory_kb=1_000_000)

# By their place in the trip: what is no plain "true" of the first look.
ALIKE, UNSURE, SILENT_VERDICT, NOT_OURS = (2, 9), 6, 11, 12
SPECIAL = {**dict.fromkeys(ALIKE, "m"), UNSURE: "q", SILENT_VERDICT: "4", NOT_OURS: "h"}
SHAODONG = Plan("提醒函", (1, 3))
LONGHUI = Plan("工作交办函", (4, 5), by_link=True)
XINNING = Plan("工作提示函", (6, 7))
WUGANG = Plan("工作提示函", (8,))
DONGKOU = Plan("督办函", (10,), on_paper=True)
PLANS = (SHAODONG, LONGHUI, XINNING, WUGANG, DONGKOU)
IN_LETTERS = frozenset(place for plan in PLANS for place in plan.reports)

pytestmark = [
    pytest.mark.again,  # a minute and a half on each database: CI and `make test-all` walk it
    pytest.mark.skipif(CHROMIUM is None, reason="no Chromium on this machine"),
    pytest.mark.skipif(shutil.which("soffice") is None, reason="no LibreOffice on this machine"),
    # Said by Playwright's helper on machines without a session bus.
    pytest.mark.filterwarnings("ignore:XDG_RUNTIME_DIR"),
]


@pytest.fixture
def house(database_url: str, tmp_path: Path) -> Iterator[RoadHouse]:
    with road_house(database_url, tmp_path) as house:
        yield house


@pytest.fixture
def browser() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS.split())
        yield browser
        browser.close()


@pytest.fixture
def windows(browser: Browser, house: RoadHouse) -> Iterator[Windows]:
    expect.set_options(timeout=PATIENCE)
    yield Windows(browser, house.address)
    expect.set_options(timeout=None)


def reported(house: RoadHouse) -> list[str]:
    """Let the trip be sent; returns the reports' numbers by their place in it."""
    told = house.platform.goes_on_trip()
    assert {each.state for each in told} == {"delivered"}
    numbers = [re.match(r"\d{4}-\d+", each.replies[0] or "") for each in told]
    wait_until(lambda: {row.state for row in house.world.rows(media)} == {"stored"})
    return [number.group() for number in numbers if number]


def triaged(house: RoadHouse, windows: Windows) -> None:
    """Work through the board by keys; what was asked comes back to the same report."""
    board = Triage(house, windows)
    board.sort_out(SPECIAL)
    house.wait_until_heard("刘满生", QUESTION)
    assert house.says("刘满生", "双河村，三楼以上都没有水").startswith("已补到")
    assert "收好了" in house.says("刘满生", "完成")
    board.page = windows.to("jingban", "board")
    expect(board.page.get_by_text("三楼以上都没有水").first).to_be_visible()
    board.sort_out({})
    board.end_all_but(IN_LETTERS)
    plain = set(range(1, 41)) - set(SPECIAL)
    assert max(board.strokes[place] for place in plain - IN_LETTERS) <= MOST_STROKES
    house.wait_until_heard("刘建国", "已经收录")


def signed(windows: Windows, numbers: list[str], folder: Path) -> list[Road]:
    """Draft five letters, look over their photos, have them signed."""
    settle_rules(windows)
    roads = [Road(windows, plan, numbers) for plan in PLANS]
    for road in roads:
        road.draft()
    for road in roads:
        if road.plan is not XINNING:  # no photo was sent from there
            road.look_over(brush=road.plan is SHAODONG)
    for road in roads:
        road.submit()
    for road in roads:
        road.sign(folder)
    assert len({road.number for road in roads}) == len(roads)
    return roads


def text_of(file: Path) -> str:
    if file.suffix == ".pdf":
        return run(("pdftotext", str(file), "-"), TEXT_OF_PDF).decode()
    with ZipFile(file) as package:
        parts = [
            package.read(name) for name in package.namelist() if name.endswith((".xml", ".rels"))
        ]
    return b"".join(parts).decode()


def nobody_is_named_in(house: RoadHouse, text: str) -> None:
    plain = re.sub(r"\s", "", text)
    for member in house.members.values():
        assert member.name not in plain, member.name
        assert member.phone not in plain, member.name


def test_forty_reports_become_five_letters_and_everybody_hears_of_the_end(
    house: RoadHouse, windows: Windows, tmp_path: Path
) -> None:
    numbers = reported(house)
    triaged(house, windows)
    shaodong, longhui, xinning, wugang, dongkou = roads = signed(windows, numbers, tmp_path)
    for road in roads:
        for file in road.files(tmp_path):
            nobody_is_named_in(house, text_of(file))
    links = {road.number: road.send() for road in roads}
    phone = windows.phone(links[longhui.number])
    nobody_is_named_in(house, phone.content())
    answers_by_link(phone, len(longhui.plan.reports), "后墙已加固，走廊装了扶手。")
    nobody_is_named_in(house, phone.content())
    for road in (shaodong, xinning, wugang, dongkou):
        road.receive("刘某")
        for place in range(len(road.plan.reports)):
            road.answer(place, "已按要求整改到位。")
    looked_at(house, windows, roads)
    ended(house, windows, roads)
    recorded(house, windows, roads)
    assert windows.complaints == []


def looked_at(house: RoadHouse, windows: Windows, roads: list[Road]) -> None:
    """Ask the observers of every matter; two say 1, one says 2, the others say nothing."""
    wugang = roads[PLANS.index(WUGANG)]
    for road in roads:
        for place in range(len(road.plan.reports)):
            road.ask_observers(place)
    house.wait_until_heard("欧阳立夏", "您方便时看一眼")
    assert house.says("彭国斌", "收到") == "好的，看过之后回1或2就行。"
    assert "已经好了" in house.says("彭国斌", "1")
    assert "还没好" in house.says("戴冬生", "2")
    page = windows.to("jingban", "tasks")
    expect(page.get_by_text("观察员看了现场，说还没好").first).to_be_visible()
    wugang.again(0)
    wugang.answer(0, "墙皮已铲除重做，扶手已更换。")
    wugang.ask_observers(0)
    house.wait_until_heard("戴冬生", "扶手已更换")
    assert "已经好了" in house.says("戴冬生", "1")
    visit_after_silence(house.world.database, system_clock() + timedelta(days=15))
    page = windows.to("jingban", "tasks")
    expect(page.get_by_text("到现场看").first).to_be_visible()


def ended(house: RoadHouse, windows: Windows, roads: list[Road]) -> None:
    """Close every matter; whoever reported it hears, those of merged reports too."""
    for road in roads:
        for place in range(len(road.plan.reports)):
            road.close(place, "单位已整改，办公室核查过。")
        expect(windows.of("jingban").get_by_text("已办结").first).to_be_visible()
    sights = load_trip()
    for place in (*sorted(IN_LETTERS), *ALIKE):
        house.wait_until_heard(sights[place - 1].who, "单位已整改，办公室核查过。")


def recorded(house: RoadHouse, windows: Windows, roads: list[Road]) -> None:
    """The audit shows who did each step, and its chain holds."""
    for road in roads:
        page = windows.to("shencha", f"audit?target=letter:{road.letter_id}")
        told = page.locator("table").inner_text()
        assert road.number in told
        signer = ("李复核", "函：复核通过，签发") if road.plan.on_paper else ("周主任", "函：签发")
        receiver = "责任单位（链接）" if road.plan.by_link else "王经办"
        for who, act in (
            ("王经办", "函：起草"),
            ("王经办", "函：送签"),
            signer,
            ("王经办", "函：用印"),
            ("王经办", "函：送达主送单位"),
            (receiver, "函：单位签收"),
            (receiver, "函：单位反馈"),
            ("王经办", "请观察员看一眼"),
            ("王经办", "函：销号"),
        ):
            assert re.search(rf"{who}\s+{act}", told), (road.number, who, act)
    assert house.run("audit", "verify") == 0
