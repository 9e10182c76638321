"""The roster's list: filters, order, counts; the export that the import takes back."""

import re
from datetime import date
from io import BytesIO

import pytest
from openpyxl import load_workbook
from sqlalchemy import select

from storage.people.people import Person, insert_observer
from storage.people.roster_list import RosterWish, find_observers, waiting_for_invitation
from storage.tables.staff import staff_acts
from tests.support.rosters import PENG, XIANG, apply_path, workbook

TODAY = date(2026, 7, 14)


@pytest.fixture
def people(house):
    """Four people, each standing otherwise."""
    rows = (
        ("欧阳志强", "13900001357", "第一组", "隆回县", None, None),
        ("欧阳小明", "13900002468", "第三组", "新宁县", date(2026, 8, 1), None),
        ("向秀英", "13900003579", "第一组", "新宁县", None, date(2026, 7, 13)),
        ("彭石头", "13900004680", "第二组", "隆回县", None, None),
    )
    with house.database.write() as connection:
        for name, phone, group, county, begins, ends in rows:
            person = Person(name, phone, "县水利局", county, group, "观察员", begins, ends)
            insert_observer(connection, house.vault, person, house.clock())
        connection.exec_driver_sql("UPDATE observers SET state = 'suspended' WHERE id = 4")


def test_the_list_shows_who_fits_in_the_order_asked_for(house, people):
    wanted = {
        RosterWish(): [1, 3, 4, 2],
        RosterWish(words="欧阳"): [1, 2],
        RosterWish(words="3579"): [3],
        RosterWish(words="%"): [],
        RosterWish(group="第一组", county="新宁县"): [3],
        RosterWish(standing="active"): [1],
        RosterWish(standing="waiting"): [2],
        RosterWish(standing="ended"): [3],
        RosterWish(standing="suspended"): [4],
        RosterWish(sort="name"): [2, 1, 4, 3],
    }
    with house.database.read() as connection:
        pages = {wish: find_observers(connection, house.vault, wish, TODAY, 0) for wish in wanted}
        waiting = waiting_for_invitation(connection, TODAY)
    found = {wish: [line.card.id for line in page.lines] for wish, page in pages.items()}
    assert found == wanted
    assert waiting == [1, 2]


def test_the_page_filters_and_says_how_many_fit(clerk, house):
    house.observer("欧阳志强", "13900001357")
    house.observer("刘芳", "13900002468", openid="")
    page = clerk.read("/office/roster?unbound=1")
    assert "符合的1人" in page
    assert "刘芳" in page
    assert "欧阳志强" not in page
    assert "没有符合的人" in clerk.read("/office/roster?q=不存在")


def test_the_export_is_taken_back_without_a_change_and_is_recorded(upload, clerk, house):
    rows = ((*XIANG, "XiangXiuYing", "oXiang"), PENG)
    clerk.press(apply_path(upload(workbook(*rows))), seen_on="/office/roster")
    house.observer("=cmd|甲", "13900003579", group="@第一组")
    answer = clerk.press("/office/roster/export", seen_on="/office/roster")
    assert "attachment" in answer.headers["Content-Disposition"]
    cells = [cell for row in load_workbook(BytesIO(answer.data)).active.iter_rows() for cell in row]
    assert [cell.data_type for cell in cells if str(cell.value)[0] in "=@"] == ["s"] * 2
    page = upload(answer.data).text
    assert re.search(r"新增<b>0</b>人，更改<b>0</b>人，<b>3</b>人没有变化", page)
    with house.database.read() as connection:
        acts = connection.execute(select(staff_acts.c.act, staff_acts.c.detail)).all()
    assert ("roster.export", "3 people") in acts
