"""The 三题监督测评 in the console: opened, counted, exported, ended."""

from io import BytesIO

import pytest
from openpyxl import load_workbook
from sqlalchemy import func, select

from storage.activities.assessments import write_answers
from storage.tables.work import outbox
from tests.support.office_house import Clerk, OfficeHouse, token

PAGES = "/office/assessments"
ONE = f"{PAGES}/1"
FORM = {
    "title": "=金秋敬老院",
    "set": "project",
    "project": "elder-relief",
    "closes_on": "2026-07-20",
}


@pytest.fixture
def people(house: OfficeHouse) -> list[int]:
    return [
        house.observer(f"张{name}", f"1390000{n}", "第一组" if n < 1003 else "第二组", f"o{n}")
        for n, name in enumerate("甲乙丙丁", start=1000)
    ]


def test_what_cannot_be_read_is_said(clerk: Clerk) -> None:
    for wrong, said in (
        ({"title": ""}, "请写题目。"),
        ({"set": "none"}, "请选一套题。"),
        ({"closes_on": "2026-06-31"}, "截止日期应是今天起60天以内"),
        ({"closes_on": "2026-07-01"}, "截止日期应是今天起60天以内"),
    ):
        page = clerk.press(PAGES, seen_on=PAGES, **FORM | wrong)
        assert (page.status_code, said in page.text) == (422, True), wrong


def test_an_assessment_from_opening_to_its_sheet(
    clerk: Clerk, house: OfficeHouse, people: list[int]
) -> None:
    assert "测评开始了。问了4人。" in clerk.press(PAGES, seen_on=PAGES, **FORM).text
    again = clerk.press(PAGES, seen_on=PAGES, **FORM | {"group": "第二组"})
    assert "一次只问一件事" in again.text
    with house.database.read() as connection:
        assert connection.scalar(select(func.count()).select_from(outbox)) == 4
    _answer(house, people[:2], "121")
    assert "答的人太少" in clerk.read(ONE)
    _answer(house, people[2:], "33-")
    page = clerk.read(ONE)
    assert "问了4人，4人答了。" in page
    assert "第二组" not in page  # one answer alone would have a face
    assert "张甲" not in page
    answer = clerk.client.post(f"{ONE}/sheet", data={"csrf_token": token(clerk.client.get(ONE))})
    rows = list(load_workbook(BytesIO(answer.data)).active.iter_rows(values_only=True))
    assert rows[0][0] == "三题监督测评　=金秋敬老院　截止2026-07-20"
    assert ("合计", "进度怎么样？", "按时或提前", "2") in rows
    assert ("合计", "群众满意吗？", "没答", "答卷4") in rows
    assert "测评结束了" in clerk.press(f"{ONE}/close", seen_on=ONE).text
    assert "早就结束了" in clerk.press(f"{ONE}/close", seen_on=ONE).text


def test_only_who_is_logged_in_sees_assessments(stranger: Clerk, house: OfficeHouse) -> None:
    for path in (PAGES, ONE):
        assert stranger.client.get(path).status_code == 303


def _answer(house: OfficeHouse, people: list[int], answers: str) -> None:
    with house.database.write() as connection:
        for each in people:
            write_answers(connection, 1, each, answers, house.clock())
