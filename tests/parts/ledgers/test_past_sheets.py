"""往年: a sheet on its way in, what it gives the office, and its way out again."""

import re
from datetime import timedelta
from io import BytesIO

import pytest
from openpyxl import load_workbook

from catalogue.projects import load_projects
from catalogue.wording import staff_past as wording
from reminders.past_sheets import ReadPastSheets, clear_past_sheets
from storage.database import Database
from storage.desk.act_list import ActAsked, act_page
from storage.past.rows import PastWanted, count_past, numbers_written_to
from tests.support.clock import HandClock
from tests.support.databases import sqlite_url
from tests.support.office_house import Clerk, OfficeHouse
from tests.support.past_sheets import messy_sheet, plain_sheet

SHEETS = "/office/past/sheets"


@pytest.fixture
def open_house(vault, tmp_path):
    def opened(database):
        house = OfficeHouse(database, vault, HandClock(), tmp_path)
        house.staff()
        house.observer()
        clerk = Clerk(house.app().test_client())
        clerk.log_in()
        return house, clerk

    return opened


@pytest.fixture
def small_house(open_house, tmp_path):
    database = Database(sqlite_url(tmp_path))
    yield open_house(database)
    database.close()


def upload(clerk, data, name="2023年销号台账.xlsx", year="2023"):
    return clerk.press(SHEETS, SHEETS, sheet=(BytesIO(data), name), year=year)


def read_sheets(house):
    job = ReadPastSheets(house.database, house.vault, load_projects(), house.clock)
    for row in job.take(5):
        job.work(row)


def act(clerk, page, what):
    path = re.search(rf'action="({SHEETS}/\d+/{what})"', page).group(1)
    return clerk.press(path, path.removesuffix(f"/{what}"))


def taken(house, clerk):
    at = upload(clerk, messy_sheet()).request.path
    read_sheets(house)
    assert wording.TAKEN in act(clerk, clerk.read(at), "take").text
    return at


def test_a_sheet_is_read_shown_confirmed_and_found(database, open_house):
    house, clerk = open_house(database)
    waiting = upload(clerk, messy_sheet())
    assert 'http-equiv="refresh"' in waiting.text
    read_sheets(house)
    preview = clerk.read(waiting.request.path)
    assert "没有认出来，照原样保留" in preview
    assert "后墙开裂" in preview
    assert "欧阳志强" not in preview
    assert "后墙开裂" not in clerk.read("/office/past?q=后墙")
    act(clerk, preview, "take")
    assert "后墙开裂" in clerk.read("/office/past?q=后墙")
    narrowed = clerk.read("/office/past?year=2023&county=隆回县&closed=open&unit=交通")
    assert "路灯不亮" in narrowed
    assert "后墙开裂" not in narrowed
    assert "没有这样的记录" in clerk.read("/office/past?q=欧阳志强")
    with database.read() as connection:
        assert numbers_written_to(connection, "市民政局", 2023) == 1
        assert numbers_written_to(connection, "市民政局", 2022) == 0
    given = clerk.press("/office/past/export", "/office/past", county="隆回县")
    sheet = load_workbook(BytesIO(given.data)).active
    assert [row[8].value.count("：") for row in sheet.iter_rows(min_row=4)] == [9, 9]
    clerk.press(f"{waiting.request.path}/undo", waiting.request.path)
    clear_past_sheets(database, house.clock())
    with database.read() as connection:
        assert count_past(connection, PastWanted(sheet_id=1)) == 0


def test_the_same_file_is_taken_in_once(small_house):
    house, clerk = small_house
    at = upload(clerk, messy_sheet()).request.path
    again = upload(clerk, messy_sheet(), "另一个名字.xlsx")
    assert (again.request.path, wording.KNOWN_WAITING in again.text) == (at, True)
    read_sheets(house)
    act(clerk, clerk.read(at), "take")
    assert wording.KNOWN in upload(clerk, messy_sheet()).text
    same = upload(clerk, messy_sheet() + bytes(9)).request.path  # saved anew by another program
    read_sheets(house)
    assert "内容和已导入的“2023年销号台账.xlsx”一模一样" in clerk.read(same)
    clerk.press(f"{at}/undo", at)
    assert upload(clerk, messy_sheet()).request.path != at  # undone, it may come again


def test_a_sheet_is_undone_as_a_whole_and_every_step_is_recorded(small_house):
    house, clerk = small_house
    at = taken(house, clerk)
    page = clerk.read(at)
    assert wording.UNDONE in act(clerk, page, "undo").text
    assert "后墙开裂" not in clerk.read("/office/past")
    assert wording.CHANGED in act(clerk, page, "undo").text
    with house.database.read() as connection:
        acts = act_page(connection, ActAsked(), None, 2)
    assert [line.act for line in acts] == ["past.undo", "past.take"]
    assert acts[0].detail == "2023年销号台账.xlsx 4"


def test_a_sheet_with_a_trouble_leaves_nothing(small_house):
    house, clerk = small_house
    rows = [("日期", "县市区", "问题"), ("7月1日", "隆回", "路灯"), ("明天", "隆回", "路灯")]
    at = upload(clerk, plain_sheet(*rows)).request.path
    read_sheets(house)
    page = clerk.read(at)
    assert "第3行“日期”看不懂" in page
    assert "确认，导入" not in page
    with house.database.read() as connection:
        assert count_past(connection, PastWanted()) == 0


def test_what_nobody_confirms_is_dropped_after_half_a_day(small_house):
    house, clerk = small_house
    at = upload(clerk, messy_sheet()).request.path
    read_sheets(house)
    page = clerk.read(at)
    now = house.clock() + timedelta(hours=13)
    clear_past_sheets(house.database, now)
    assert wording.CHANGED in act(clerk, page, "take").text
    assert wording.SHEET_STATES["dropped"] in clerk.read(at)


def test_the_ledger_of_this_house_can_be_read_back(small_house):
    house, clerk = small_house
    report = house.report(1, 1, county="隆回县", project="elder-relief", kind="problem")
    house.said(report, "后墙开裂")
    days = {"first": "2026-07-01", "last": "2026-07-31"}
    named = days | {"names": "on", "reason": "核对台账"}
    given = clerk.press("/office/ledgers/reports", "/office/ledgers", **named)
    at = upload(clerk, given.data, year="2026").request.path
    read_sheets(house)
    preview = clerk.read(at)
    assert "没有认出来" not in preview
    assert "欧阳志强" not in preview
    for told in ("2026-07-14", "0714-1", "隆回县", "养老服务", "后墙开裂"):
        assert told in preview


@pytest.mark.parametrize(
    ("data", "year", "sentence"),
    [
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(99), "2023", "旧格式（.xls或.et）"),
        ("县市区,问题".encode(), "2023", "这是文本文件（例如CSV）"),
        (b"PK\x03\x04" + bytes(20 << 20), "2023", wording.TOO_LARGE),
        (b"PK\x03\x04", "2031", wording.NO_YEAR),
        (b"", "2023", wording.UNREADABLE["empty"]),
    ],
    ids=["xls", "csv", "large", "year", "empty"],
)
def test_what_is_no_sheet_is_refused_at_once(small_house, data, year, sentence):
    _, clerk = small_house
    assert sentence in upload(clerk, data, year=year).text
