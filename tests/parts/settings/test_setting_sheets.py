"""Project words and single days by .xlsx: out, changed, looked at, taken in, taken back."""

from io import BytesIO

import pytest

from casework.settings.words import words_now
from casework.sheets.xlsx_writer import Table, table_workbook
from catalogue.wording import staff_setting_sheets as wording
from catalogue.wording import staff_units
from storage.database import Database
from tests.support.databases import sqlite_url
from tests.support.forms import press_button
from tests.support.office_house import token

WORDS, DAYS = "words", "calendar"


@pytest.fixture
def database(tmp_path):
    database = Database(sqlite_url(tmp_path))
    yield database
    database.close()


def sheet(headings, *rows) -> bytes:
    return table_workbook(Table("表", ["表"], headings, rows))


def send(clerk, family: str, data: bytes, name: str = "改过.xlsx"):
    csrf = token(clerk.client.get(f"/office/settings/{family}"))
    form = {"csrf_token": csrf, "sheet": (BytesIO(data), name)}
    at = f"/office/settings/{family}-sheet/preview"
    return clerk.client.post(at, data=form, follow_redirects=True)


def words_of(office, project: str) -> tuple[str, ...]:
    with office.database.read() as connection:
        found = words_now(connection).get(project)
    return found.strong if found else ()


def test_words_go_out_come_back_and_are_taken_back(office, at_desk):
    clerk = at_desk()
    changed = sheet(wording.WORD_HEADINGS, ["农村公路", "嘎嘎子、机耕烂路", "", ""])
    seen = send(clerk, WORDS, changed)
    assert "定项目：嘎嘎子、机耕烂路" in seen.text
    assert words_of(office, "rural-roads") == ()
    page = press_button(clerk, seen.text, "确认，保存").text
    assert words_of(office, "rural-roads") == ("嘎嘎子", "机耕烂路")
    out = clerk.client.get("/office/settings/words-sheet").data
    assert staff_units.NOTHING_NEW in send(clerk, WORDS, out).text
    press_button(clerk, page, "撤销这次导入")
    assert words_of(office, "rural-roads") == ()
    assert "已撤销" in clerk.read("/office/settings/words")


def test_every_trouble_of_a_sheet_of_words_is_told_and_nothing_taken(office, at_desk):
    rows = ["修路", "", "", ""], ["农村公路", "路", "", ""], ["农村公路", "", "", "没有的词"]
    told = send(at_desk(), WORDS, sheet(wording.WORD_HEADINGS, *rows))
    assert told.status_code == 422
    for sentence in (wording.BAD_PROJECT, "“路”不行", wording.PROJECT_TWICE):
        assert sentence in told.text


def test_days_go_in_with_their_sources_and_are_taken_back(office, at_desk):
    clerk, source = at_desk(), "湘政办函〔2026〕9号"
    changed = sheet(wording.DAY_HEADINGS, ["2026-10-10", "放假", source])
    page = press_button(clerk, send(clerk, DAYS, changed).text, "确认，保存").text
    assert source in page
    out = clerk.client.get("/office/settings/calendar-sheet").data
    assert staff_units.NOTHING_NEW in send(clerk, DAYS, out).text
    undone = press_button(clerk, page, "撤销这次导入").text
    assert staff_units.undone(1, 0) in undone


def test_every_trouble_of_a_sheet_of_days_is_told(office, at_desk):
    rows = ["某天", "放假", "通知"], ["2026-10-10", "休息", ""]
    told = send(at_desk(), DAYS, sheet(wording.DAY_HEADINGS, *rows)).text
    for sentence in (wording.BAD_DAY, wording.BAD_KIND_OF_DAY, wording.NO_SOURCE):
        assert sentence in told
