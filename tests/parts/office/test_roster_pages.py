"""The roster in the console: import in two steps, the empty sheet."""

import re
from io import BytesIO

import pytest
from openpyxl import load_workbook

from casework.people.roster_rows import HEADERS
from storage.people.people import list_observers
from tests.support.rosters import PENG, XIANG, apply_path, workbook


def names(house) -> list[str]:
    with house.database.read() as connection:
        return [card.name for card in list_observers(connection, house.vault)]


def test_an_upload_shows_what_would_happen_and_changes_nothing(upload, house):
    page = upload(workbook(XIANG, PENG))
    assert page.status_code == 200
    assert "新增<b>2</b>人" in page.text
    assert names(house) == []


def test_the_clerks_yes_takes_the_roster_in(clerk, upload, house):
    path = apply_path(upload(workbook(XIANG, PENG)))
    page = clerk.press(path, seen_on="/office/roster")
    assert "新增2人" in page.text
    assert names(house) == ["向秀英", "彭石头"]


def test_a_preview_serves_once_and_for_its_clerk_only(clerk, upload, house):
    path = apply_path(upload(workbook(XIANG)))
    clerk.press(path, seen_on="/office/roster")
    assert "已经用过或过期" in clerk.press(path, seen_on="/office/roster").text
    other = apply_path(upload(workbook(PENG)))
    house.staff("wang", "王强")
    clerk.press("/office/logout")
    clerk.log_in("wang")
    assert "已经用过或过期" in clerk.press(other, seen_on="/office/roster").text
    assert names(house) == ["向秀英"]


def test_every_line_in_trouble_is_named_and_nothing_is_half_imported(upload, house):
    page = upload(workbook(XIANG, ("", "139", "", "火星县", "", "国王", "", "")))
    assert page.status_code == 422
    assert page.text.count("第3行") >= 3
    assert "/apply" not in page.text
    assert names(house) == []


@pytest.mark.parametrize("data", [b"", b"not a workbook", b"PK\x03\x04 broken"])
def test_what_is_no_sheet_is_refused_in_plain_words(upload, data):
    page = upload(data)
    assert page.status_code == 422
    assert "什么都没有导入" in page.text


def test_the_next_roster_shows_which_fields_change(clerk, upload):
    clerk.press(apply_path(upload(workbook(XIANG))), seen_on="/office/roster")
    changed = (*XIANG[:2], "县财政局", *XIANG[3:])
    page = upload(workbook(changed, PENG)).text
    assert "更改<b>1</b>人" in page
    assert re.search(r"更改：\s*单位", page)


def test_an_account_of_somebody_else_stops_the_import(upload, house):
    house.observer(openid="oXiang")
    page = upload(workbook((*PENG, "", "oXiang")))
    assert page.status_code == 422
    assert "第2行的公众号账号“oXiang”已经绑定了别人" in page.text


def test_a_roster_beyond_five_megabytes_is_refused(clerk):
    page = clerk.client.post(
        "/office/roster/preview",
        data=b"x" * (5 * 1024 * 1024 + 100_000),
        content_type="multipart/form-data; boundary=x",
    )
    assert page.status_code == 413
    assert "5MB" in page.text


def test_the_empty_sheet_comes_with_its_headers(clerk):
    answer = clerk.client.get("/office/roster/blank.xlsx")
    sheet = load_workbook(BytesIO(answer.data)).worksheets[0]
    shown = {cell.value for row in sheet.iter_rows() for cell in row if cell.value}
    assert set(HEADERS) <= shown
    assert "attachment" in answer.headers["Content-Disposition"]


def test_the_roster_shows_who_is_bound_and_who_is_not(clerk, house):
    house.observer("欧阳志强", "13900001357", openid="oA")
    house.observer("刘芳", "13900002468", openid="")
    page = clerk.read("/office/roster")
    assert "2人，1人还没绑定" in page
    assert "公众号" in page
