"""责任单位和联络人: by form and by .xlsx, what letters then propose, history, taking back."""

from io import BytesIO

import pytest

from casework.letters.drafting import propose
from casework.letters.gate import policy_in_force
from casework.settings.units import key_of
from casework.sheets.xlsx_writer import Table, table_workbook
from catalogue.wording.staff_units import HEADINGS
from storage.report_pages import Tags
from storage.settings.contacts import contacts_of
from storage.tables.settings import settings
from tests.support.forms import press_button
from tests.support.office_house import token

ON_SQLITE = pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
AT = "/office/settings/units"
ROADS = "邵阳市交通运输局"
OWN = key_of(ROADS)
DUTIES = "农村公路、农村公路·桥梁"


def proposed(office, project="rural-roads", county="洞口县"):
    with office.database.read() as connection:
        policy = policy_in_force(connection, "邵阳市", office.clock())
    return propose(policy, "tishi", Tags(project, (), "problem", county, "", urgent=False))


def ask(browser, key, **fields):
    form = {"kind": "city", "county": "", "note": "单位来函"} | fields
    return browser.press(f"{AT}/{key}/preview", f"{AT}/{key}", **form).text


def sheet(*rows):
    return table_workbook(Table("单位", ["单位"], HEADINGS, rows))


def send(browser, data):
    form = {"csrf_token": token(browser.client.get(AT)), "sheet": (BytesIO(data), "单位.xlsx")}
    return browser.client.post(
        "/office/settings/unit-sheet/preview", data=form, follow_redirects=True
    ).text


def test_a_believed_unit_is_settled_renamed_and_given_back(office, at_desk):
    clerk = at_desk()
    assert ROADS in clerk.read(AT)
    assert (proposed(office).copies, proposed(office).hints) == ((), (ROADS,))
    page = ask(clerk, OWN, name="邵阳市交通局", duties=["rural-roads", "rural-comm"])
    assert "农村公路的函：建议的牵头单位由邵阳市交通运输局改为邵阳市交通局" in page
    press_button(clerk, page, "确认，保存")
    assert proposed(office).copies == ("邵阳市交通局",)
    assert proposed(office, "rural-comm").copies == ("邵阳市交通局",)
    page = press_button(clerk, clerk.read(f"{AT}/{OWN}"), "改回系统自带的").text
    assert (proposed(office).copies, proposed(office).hints) == ((), (ROADS,))


@ON_SQLITE
def test_the_unit_of_a_county_and_a_closed_unit_hold_at_once(office, at_desk):
    clerk, name = at_desk(), "洞口县民生专班办公室"
    page = ask(clerk, "new", name=name, kind="county", county="洞口县")
    press_button(clerk, page, "确认，保存")
    assert proposed(office).unit == name
    assert proposed(office, county="隆回县").unit == "隆回县打好重点民生保障仗工作专班"
    page = ask(clerk, OWN, name=ROADS, duties="rural-roads", open="no")
    press_button(clerk, page, "确认，保存")
    assert proposed(office).hints == ()


@ON_SQLITE
def test_what_does_not_fit_beside_the_other_units_is_told(at_desk):
    clerk = at_desk()
    press_button(clerk, ask(clerk, OWN, name=ROADS, duties="rural-roads"), "确认，保存")
    told = ask(clerk, "new", name=ROADS[:-1], duties="rural-roads", note="")
    assert f"农村公路已由“{ROADS}”负责" in told
    assert "请写明依据" in told
    assert "要选是哪个县市区" in ask(clerk, "new", name="某某专班", kind="county")
    assert "2到60个字" in ask(clerk, "new", name="局")


@ON_SQLITE
def test_a_contacts_telephone_is_sealed_and_its_history_kept(office, vault, at_desk):
    clerk, at = at_desk(), f"{AT}/{OWN}/contacts"
    person = {"name": "刘某", "phone": "0739-5026059", "post": "科长", "note": "来电"}
    page = clerk.press(f"{at}/new", f"{AT}/{OWN}", seen="0", receives="yes", **person).text
    assert "刘某　0739-5026059　科长　接收来函" in page
    with office.database.read() as connection:
        (contact,) = contacts_of(connection, vault, OWN)
        row = connection.execute(settings.select()).one()
    assert "5026059" not in f"{row.value}{row.note}"
    assert b"5026059" not in row.sealed
    assert (
        "7到16位"
        in clerk.press(
            f"{at}/{contact.key}", f"{AT}/{OWN}", seen="1", **person | {"phone": "电话"}
        ).text
    )
    other = clerk.press(f"{AT}/{key_of('x')}/contacts/{contact.key}", AT, seen="1", **person)
    assert other.status_code == 404


@ON_SQLITE
def test_a_sheet_goes_out_comes_back_and_is_taken_back(office, vault, at_desk):
    clerk = at_desk()
    rows = [
        (ROADS, "牵头单位（市直、县直）", "", DUTIES, "刘某", "13900000000", "科长", "是"),
        (ROADS, "牵头单位（市直、县直）", "", DUTIES, "李某", "0739-5026059", "", "否"),
        ("洞口县民生专班", "县市区专班", "洞口县", "", "", "", "", ""),
    ]
    preview = send(clerk, sheet(*rows))
    assert proposed(office).hints == (ROADS,)
    page = press_button(clerk, preview, "确认，保存").text
    assert (proposed(office).unit, proposed(office).copies) == ("洞口县民生专班", (ROADS,))
    with office.database.read() as connection:
        assert [each.person.name for each in contacts_of(connection, vault, OWN)] == [
            "刘某",
            "李某",
        ]
    export = clerk.press("/office/settings/unit-sheet/export", AT)
    assert "和现在的一样" in send(clerk, export.data)
    page = press_button(clerk, page, "撤销这次导入").text
    assert "撤销了4处修改" in page
    assert proposed(office).hints == (ROADS,)


@ON_SQLITE
def test_every_trouble_of_a_sheet_is_told_at_once(office, at_desk):
    rows = [
        (ROADS, "局", "火星县", "农村公路、星际航路", "刘某", "电话", "", "是"),
        ("甲局", "其他", "", "农村用电", "", "", "", ""),
        ("乙局", "其他", "", "农村用电", "", "", "", ""),
    ]
    told = send(at_desk(), sheet(*rows))
    for what in ("第3行：类别", "没有这个县市区", "星际航路", "7到16位", "第4行", "第5行"):
        assert what in told
    assert "没有保存" in send(at_desk("director"), b"no workbook")
    assert proposed(office).hints == (ROADS,)
