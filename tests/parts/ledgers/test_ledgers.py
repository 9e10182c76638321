"""台账: what the tables hold, who may have names in them, and that each export is recorded."""

from io import BytesIO

import pytest
from openpyxl import load_workbook

from casework.letters.answering import Outcome, close_item
from catalogue.wording import staff_identity
from catalogue.wording import staff_ledgers as words
from storage.database import Database
from storage.desk.act_list import ActAsked, act_page
from storage.people.identities import newest_openings
from storage.people.staff import member_by_name, set_role
from tests.support.clock import HandClock
from tests.support.databases import sqlite_url
from tests.support.letter_house import UNIT, LetterHouse
from tests.support.office_house import Clerk, OfficeHouse

FORMULA = '=HYPERLINK("http://example.com","点我")'
JULY = {"first": "2026-07-01", "last": "2026-07-31"}


@pytest.fixture
def house(database, vault, clock, tmp_path):
    house = OfficeHouse(database, vault, clock, tmp_path)
    house.staff()
    return house


@pytest.fixture
def clerk(house):
    clerk = Clerk(house.app().test_client())
    clerk.log_in()
    return clerk


def sheet(answer):
    assert answer.mimetype.endswith("spreadsheetml.sheet"), answer.text
    return load_workbook(BytesIO(answer.data)).active


def rows(answer):
    return [[cell.value for cell in row] for row in sheet(answer).iter_rows(min_row=4)]


def test_reports_of_the_period_stand_in_the_table_as_text(house, clerk):
    report = house.report(house.observer(), 1, kind="problem", project="elder-relief")
    house.said(report, FORMULA)
    table = sheet(clerk.press("/office/ledgers/reports", "/office/ledgers", **JULY))
    cells = [cell for row in table.iter_rows(min_row=4) for cell in row]
    (told,) = [cell for cell in cells if cell.value == FORMULA]
    assert told.data_type == "s"
    assert table.cell(4, 1).value == "0714-1"
    assert table.cell(4, 2).is_date
    assert table.auto_filter.ref == f"A3:P{table.max_row}"
    assert table.freeze_panes == "A4"
    assert "欧阳志强" not in [cell.value for cell in cells]


def test_names_come_only_when_asked_for_and_it_is_recorded(house, clerk):
    house.report(house.observer(), 1)
    wish = {"names": "on"} | JULY
    refused = clerk.press("/office/ledgers/reports", "/office/ledgers", **wish)
    assert staff_identity.NAMES_NEED_REASON in refused.text
    wish["reason"] = "核发补贴"
    table = rows(clerk.press("/office/ledgers/reports", "/office/ledgers", **wish))
    assert table[0][-1] == "欧阳志强"
    with house.database.read() as connection:
        (line,) = act_page(connection, ActAsked(act="ledger.export"), None, 9)
        (opening,) = newest_openings(connection, 9)
    assert line.who == "李莉"
    assert line.detail == f"{words.REPORTS} 2026-07-01..2026-07-31 带姓名：核发补贴"
    assert (opening.who, opening.reason, opening.observer_id) == ("李莉", "核发补贴", None)


def test_who_may_only_read_gets_no_table(house):
    house.staff("shen", "审计员")
    with house.database.write() as connection:
        set_role(connection, member_by_name(connection, "shen").id, "auditor")
    auditor = Clerk(house.app().test_client())
    auditor.log_in("shen")
    page = auditor.read("/office/ledgers")
    assert "带观察员姓名" not in page
    assert auditor.press("/office/ledgers/reports", "/office/ledgers", **JULY).status_code == 403


@pytest.mark.parametrize(
    "days",
    [
        {"first": "2026-07-31", "last": "2026-07-01"},
        {"first": "", "last": "2026-07-01"},
        {"first": "2026-06-31", "last": "2026-07-01"},
    ],
)
def test_days_that_are_none_get_one_sentence(tmp_path, vault, days):
    database = Database(sqlite_url(tmp_path))
    house = OfficeHouse(database, vault, HandClock(), tmp_path)
    house.staff()
    clerk = Clerk(house.app().test_client())
    clerk.log_in()
    for table in ("reports", "letters", "matters"):
        told = clerk.press(f"/office/ledgers/{table}", "/office/ledgers", **days)
        assert words.NOT_DAYS in told.text
    database.close()


def test_matters_carry_their_letters_answers_and_ends(house, clerk, database, vault, clock):
    letters = LetterHouse(database, vault, clock)
    letters.submitted()
    done, waiting = letters.answered(), letters.delivered()
    (item,) = letters.items(done)
    letters.do(close_item, done, "clerk", item, Outcome("solved", "后墙已加固"))
    today = letters.today()
    days = {"first": f"{today.replace(day=1)}", "last": f"{today}"}
    table = rows(clerk.press("/office/ledgers/matters", "/office/ledgers", **days))
    assert [row[0] for row in table] == [letters.letter(n).number for n in (done, waiting)]
    assert table[0][4].date() == today
    assert {row[3] for row in table} == {UNIT}
    assert table[0][-2:] == ["已解决", "后墙已加固"]
    assert "已加固" in table[0]
    still_open = rows(
        clerk.press("/office/ledgers/matters", "/office/ledgers", state="unclosed", **days)
    )
    assert [row[0] for row in still_open] == [letters.letter(waiting).number]
    signed = rows(clerk.press("/office/ledgers/letters", "/office/ledgers", **days, unit=UNIT))
    assert [row[0] for row in signed] == [letters.letter(n).number for n in (done, waiting)]
    assert [row[-2:] for row in signed] == [[1, 1], [1, 0]]
    elsewhere = rows(clerk.press("/office/ledgers/letters", "/office/ledgers", **days, unit="别处"))
    assert elsewhere == []


def test_filters_narrow_a_table_and_stand_above_it(house, clerk):
    observer = house.observer()
    house.report(observer, 1, county="隆回县", project="elder-relief")
    house.report(observer, 2, county="洞口县", project="elder-relief")
    asked = {"county": "隆回县", "project": "elder-relief", "state": "new"}
    table = sheet(clerk.press("/office/ledgers/reports", "/office/ledgers", **JULY, **asked))
    assert table.cell(2, 1).value == "2026-07-01至2026-07-31，养老服务，隆回县，待处理，共1条"
    assert [row[0].value for row in table.iter_rows(min_row=4)] == ["0714-1"]
