"""An observer's report is in the next morning's digest: in the office's group and on its page."""

import re
from collections.abc import Iterator
from datetime import datetime, time, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from bot.talking import rules_that_speak
from bot.wiring import digest_desk
from casework.rules import local_day
from catalogue.working_days import is_nudging_day
from reminders.tick import Ticker
from storage.tables.reports import reports
from tests.support.office_house import Clerk, OfficeHouse
from tests.support.town import Town, town_on

CHINA = ZoneInfo("Asia/Shanghai")


@pytest.fixture
def town(database_url: str, tmp_path: Path) -> Iterator[Town]:
    with town_on(database_url, tmp_path, notices=True) as town:
        yield town


def next_morning(town: Town) -> None:
    """Turn the clock to half past eight of the next working day."""
    day = local_day(town.clock()) + timedelta(days=1)
    while not is_nudging_day(day):
        day += timedelta(days=1)
    town.clock.now = datetime.combine(day, time(8, 30), CHINA)


def tick(town: Town) -> None:
    Ticker(town.world.database, "a", rules_that_speak(town.world.base)).tick(town.clock())


def clerk_of(town: Town, folder: Path) -> Clerk:
    house = OfficeHouse(town.world.database, town.world.base.vault, town.clock, folder)
    house.staff()
    clerk = Clerk(house.app(digests=digest_desk(town.world.base)).test_client())
    clerk.log_in()
    return clerk


def test_a_report_is_told_next_morning_to_the_office_and_leads_back_to_itself(
    town: Town, tmp_path: Path
) -> None:
    town.platform.says("隆回县桃花坪街道老旧小区改造，外墙脱落")
    next_morning(town)
    tick(town)  # closes the draft, then makes the day's digest
    tick(town)
    town.work()
    told = [one.text for one in town.platform.memory.group.messages()]
    assert "新收信息：1条" in told[0]
    assert len([text for text in told if "日报" in text]) == 1
    clerk = clerk_of(town, tmp_path)
    listed = clerk.read("/office/digests")
    path = re.search(r'href="(/office/digests/\d+)"><b>信息摘报·日报', listed)[1]
    page = clerk.read(path)
    assert "办公室工作群：已送达" in page
    [report] = town.world.rows(reports)
    rows = clerk.read(f"{path}/new")
    assert rows.count("/office/reports/") == 1
    assert f'href="/office/reports/{report.id}"' in rows
    [cell] = re.findall(rf'href="({path}/new\?project=[^"]+county=[^"]+)"', page)
    assert clerk.read(cell.replace("&amp;", "&")).count("/office/reports/") == 1


def test_a_clerk_makes_one_at_once_prints_it_and_sends_it_once(town: Town, tmp_path: Path) -> None:
    clerk = clerk_of(town, tmp_path)
    made = clerk.press("/office/digests", "/office/digests")
    assert "没有新情况" in made.text
    path = made.request.path
    word = clerk.client.get(f"{path}/word")
    assert word.data[:2] == b"PK"
    clerk.press(f"{path}/send", path)
    assert "已经发过" in clerk.press(f"{path}/send", path).text
    town.work()
    [told] = [one.text for one in town.platform.memory.group.messages()]
    assert told.startswith("信息摘报·临时摘报")
