"""四个一 in the console: who owes what and why in two clicks, verdicts, leave, the 工作台账."""

import re
from datetime import UTC, date, datetime
from io import BytesIO
from zipfile import ZipFile

import pytest
from openpyxl import load_workbook
from sqlalchemy import select

from casework.quota.quota_book import year_of
from catalogue.quota.quotas import Slot
from storage.tables.work import outbox
from tests.support.office_house import Clerk, OfficeHouse, token

ROAD = {"kind": "problem", "project": "rural-roads", "county": "隆回县"}


@pytest.fixture
def observer(house: OfficeHouse) -> int:
    now, house.clock.now = house.clock.now, datetime(2026, 1, 1, tzinfo=UTC)
    observer = house.observer()  # no first day on the roster: it serves from this one
    house.clock.now = now
    return observer


def standing(house: OfficeHouse, observer: int, code: str = "info", month: int = 7):
    with house.database.read() as connection:
        line = year_of(connection, "邵阳市", observer, 2026).lines[Slot(code, 2026, month)]
    return line.owed, [(piece.ref, piece.state) for piece in line.pieces]


def told(house: OfficeHouse) -> list[str]:
    with house.database.read() as connection:
        return list(connection.scalars(select(outbox.c.text).order_by(outbox.c.id)))


def cell(page: str, text: str) -> str:
    """The shade of the cell whose hint begins so."""
    return re.search(rf'<td class="heat (\w+)"><a [^>]*title="{text}', page)[1]


# --- what counts ---------------------------------------------------------------------------------
def test_what_counts_and_what_does_not(house, observer):
    other = house.observer("刘芳", "13900002468", openid="oB")
    first = house.report(observer, 1, **ROAD)
    house.report(observer, 2, **ROAD, state="withdrawn")
    house.report(observer, 3, **ROAD, while_suspended=True)
    house.report(observer, 4, kind="problem")
    house.report(observer, 5, **ROAD, state="merged", merged_into=first)
    house.report(observer, 6, kind="question", project="rural-roads")
    theirs = house.report(other, 7, **ROAD, state="merged", merged_into=first)
    draft = house.report(observer, 8, **ROAD, state="collecting")
    counting = [(f"report:{each}", "pending") for each in (first, draft)]
    assert standing(house, observer) == (1, counting)
    assert standing(house, other)[1] == [(f"report:{theirs}", "pending")]


# --- the heat map and one month ------------------------------------------------------------------
def test_the_heat_map_leads_to_every_counted_piece(clerk, house, observer):
    report = house.report(observer, 1, **ROAD, excerpt="路面塌了一半")
    house.report(observer, 2, kind="problem", excerpt="邻居吵架")
    page = clerk.read("/office/quota")
    assert "1人，1人本月还没交齐" in page
    assert cell(page, "7月：信息1/1条，建议0/1条") == "some"
    assert cell(page, "6月：信息0/1条") == "none"
    assert cell(page, "全年：专项检查0/1次") == "none"
    month = clerk.read(re.search(rf"/office/quota/{observer}/2026/7", page)[0])
    assert "交1条，应交1条" in month
    assert "<b>计入</b>　已交，待审" in month
    assert f'href="/office/reports/{report}"' in month
    assert "不在重点民生实事里" in month


def test_the_heat_map_is_filtered_by_group_year_and_who_lacks(clerk, house, observer):
    second = house.observer("刘芳", "13900002468", "第二组", openid="oB")
    house.report(second, 1, **ROAD)
    house.report(second, 2, kind="suggestion")
    assert "刘芳" not in clerk.read("/office/quota?group=第一组")
    page = clerk.read("/office/quota?lacking=any")
    assert "刘芳" not in page
    assert "欧阳志强" in page
    assert "刘芳" in clerk.read("/office/quota?lacking=essay")
    assert "没有符合的观察员" in clerk.read("/office/quota?county=洞口县")
    assert "刘芳" in clerk.read("/office/quota?county=隆回县")
    assert cell(clerk.read("/office/quota?year=2025&group=第一组"), "12月：不计任务") == "free"
    assert clerk.client.get("/office/quota/77/2026/7").status_code == 404
    assert clerk.client.get(f"/office/quota/{observer}/2026/13").status_code == 404


def test_people_stand_under_their_groups_which_tell_how_many_lack_something(clerk, house, observer):
    for place, group in enumerate(("第十组", "第二组", "第二组")):
        house.observer(f"张{place}", f"1380000{place:04d}", group, openid=f"p{place}")
    page = clerk.read("/office/quota")
    heads = re.findall(r'class="fold" checked>(\S+?)　<span class="quiet">(.+?)</span>', page)
    assert heads == [
        ("第一组", "1人，1人本月还没交齐"),
        ("第二组", "2人，都交齐了"),  # begun in mid-month: nothing owed yet
        ("第十组", "1人，都交齐了"),
    ]


def test_large_rosters_come_folded_by_group_five_hundred_a_page(clerk, house):
    for place in range(70):
        group = "第一组" if place < 40 else "第二组"
        house.observer(f"张{place}", f"1380000{place:04d}", group, openid="")
    page = clerk.read("/office/quota")
    assert page.count('class="fold">') == 2
    assert page.count('<tr class="one">') == 70
    assert 'class="fold" checked' in clerk.read("/office/quota?group=第二组")
    assert "这一页" not in page
    assert "没有符合的观察员" in clerk.read("/office/quota?county=洞口县&lacking=any")


def test_an_office_whose_region_has_no_numbers_is_told_so(house):
    clerk = Clerk(house.app(region="长沙市").test_client())
    clerk.log_in()
    assert "没有四个一的规则" in clerk.read("/office/quota")


# --- verdicts ------------------------------------------------------------------------------------
def test_a_rejection_needs_a_reason_and_is_told_kindly_with_what_still_helps(
    clerk, house, observer
):
    report = house.report(observer, 1, **ROAD)
    path = f"/office/reports/{report}"

    def press(**fields) -> str:
        return clerk.press(f"{path}/review", seen_on=path, **fields).text

    assert "已交，待审（没审也算）" in clerk.read(path)
    assert "请写一句原因" in press(verdict="rejected", reason=" ")
    unkind = press(verdict="rejected", reason="经查不属实")
    assert "这句话观察员会看到" in unkind
    assert "您写的是：经查不属实" in unkind
    assert "已告诉观察员原因" in press(verdict="rejected", reason="照片和去年的一样")
    assert standing(house, observer) == (1, [])
    [sentence] = told(house)
    assert sentence == (
        "0714-1号办公室看过了，这条不计入信息：照片和去年的一样。7月31日前补一条，还算7月的。"
        "情况本身照样有人看。有不同意见，回“问办公室”加上您的话。"
    )
    assert "已经是这样了" in press(verdict="rejected", reason="一样")
    assert "已审核，计入" in press(verdict="accepted")
    assert standing(house, observer)[1] == [(f"report:{report}", "accepted")]
    assert told(house)[1:] == ["0714-1号办公室又看了一遍，这条算数了。"]
    assert "不计入，照片和去年的一样" in clerk.read(path)


def test_an_acceptance_is_not_pushed_and_what_counts_for_nothing_needs_none(clerk, house, observer):
    good, outside = house.report(observer, 1, **ROAD), house.report(observer, 2, kind="problem")
    for report, sentence in ((good, "已审核，计入"), (outside, "本来就不计入")):
        path = f"/office/reports/{report}"
        answer = clerk.press(f"{path}/review", seen_on=path, verdict="accepted")
        assert sentence in answer.text
    assert told(house) == []


def test_a_late_rejection_is_made_good_in_the_next_month(clerk, house, observer):
    report = house.report(observer, 1, **ROAD)
    house.later(days=13)  # 27 July
    path = f"/office/reports/{report}"
    clerk.log_in()
    clerk.press(f"{path}/review", seen_on=path, verdict="rejected", reason="看不清")
    assert "8月3日前补一条，还算7月的" in told(house)[0]
    house.later(days=6)  # 2 August
    late = house.report(observer, 2, **ROAD, day=date(2026, 8, 2))
    assert standing(house, observer) == (1, [(f"report:{late}", "pending")])
    assert standing(house, observer, month=8) == (1, [])
    clerk.log_in()
    assert "补交，算这一期" in clerk.read(f"/office/quota/{observer}/2026/7")
    assert "补算到前一期" in clerk.read(f"/office/quota/{observer}/2026/8")


# --- leave, roles, own numbers -------------------------------------------------------------------
def test_leave_suspension_roles_and_own_numbers_stand_on_the_observers_page(clerk, house, observer):
    path = f"/office/roster/{observer}"

    def press(what: str, **fields) -> str:
        return clerk.press(f"{path}/{what}", seen_on=path, **fields).text

    assert "请写一句原因" in press("leave", first="2026-07-01", last="2026-07-20", reason="")
    assert "日期看不懂" in press("leave", first="2026-07-20", last="2026-07-01", reason="外出")
    assert "日期看不懂" in press("leave", first="6月31日", last="", reason="外出")
    assert "请假记下了" in press("leave", first="2026-07-01", last="", reason="住院")
    assert standing(house, observer)[0] == 0
    assert "销假记下了" in press("leave/1", last="2026-07-10")
    assert standing(house, observer)[0] == 1
    assert "任务数应是" in press(
        "numbers", code="info", least="很多", first="2026-07", reason="照顾"
    )
    assert "月份看不懂" in press("numbers", code="info", least="2", first="2026-13", reason="照顾")
    assert "任务数记下了" in press(
        "numbers", code="info", least="2", first="2026-07", reason="照顾"
    )
    assert standing(house, observer)[0] == 2
    assert "身份记下了" in press("roles", role="组长", first="2026-07-01")
    assert "兼组长" in clerk.read(path)
    assert "身份结束了" in press("roles/1")
    press("suspend", since="2026-07-12", reason="外出")
    assert "停聘：2026年7月12日至现在" in clerk.read(path)
    press("reinstate", reason="回来了")
    assert "停聘：2026年7月12日至2026年7月13日" in clerk.read(path)


# --- inspections and essays ----------------------------------------------------------------------
def test_an_inspection_counts_for_who_was_there(clerk, house, observer):
    absent = house.observer("刘芳", "13900002468", openid="oB")
    pages = "/office/inspections"
    page = clerk.press(pages, seen_on=pages, title="", day="2026-07-10").text
    assert "请写名称" in page
    fields = {"title": "养老服务专项检查", "day": "2026-07-10", "kind": "special", "route": "隆回"}
    assert "活动建好了" in clerk.press(pages, seen_on=pages, **fields).text
    one = f"{pages}/1"
    clerk.press(f"{one}/people", seen_on=one, observer=[str(observer), str(absent)])
    assert "名单（2人）" in clerk.read(one)
    assert standing(house, observer, "inspection", 0) == (1, [])
    clerk.press(f"{one}/attendance", seen_on=one, observer=[str(observer)])
    assert standing(house, observer, "inspection", 0)[1] == [("inspection:1", "accepted")]
    assert standing(house, absent, "inspection", 0)[1] == []
    assert "养老服务专项检查" in clerk.read(f"/office/quota/{observer}/2026/7")
    clerk.press(f"{one}/cancel", seen_on=one)
    assert standing(house, observer, "inspection", 0)[1] == []


def test_an_essay_counts_until_it_is_returned_with_a_reason(clerk, house, observer):
    deeds = "/office/deeds"
    fields = {"observer": str(observer), "title": "养老院建设调研", "day": "2026-07-10"}
    assert "材料1号登记好了" in clerk.press(f"{deeds}/essays", seen_on=deeds, **fields).text
    assert "以前登记过了" in clerk.press(f"{deeds}/essays", seen_on=deeds, **fields).text
    assert standing(house, observer, "essay", 0)[1] == [("essay:1", "pending")]
    unkind = clerk.press(f"{deeds}/essays/1", seen_on=deeds, verdict="returned", reason="不属实")
    assert "这句话观察员会看到" in unkind.text
    returned = clerk.press(
        f"{deeds}/essays/1", seen_on=deeds, verdict="returned", reason="请补数字"
    )
    assert "已退回" in returned.text
    said = "您交的“养老院建设调研”（材料1号）办公室看过了，请改一改再交：请补数字。"
    assert told(house) == [said + "12月31日前交上来，还算2026年的。"]
    assert standing(house, observer, "essay", 0)[1] == []
    clerk.press(f"{deeds}/essays/1", seen_on=deeds, verdict="accepted")
    assert standing(house, observer, "essay", 0)[1] == [("essay:1", "accepted")]
    assert told(house)[1] == "您交的“养老院建设调研”（材料1号）办公室已收下，谢谢您。"


# --- the sheet -----------------------------------------------------------------------------------
def test_the_sheet_holds_the_same_figures_and_no_formula(clerk, house, observer):
    house.report(observer, 1, **ROAD, excerpt='=HYPERLINK("http://x")')
    house.report(observer, 2, kind="suggestion", excerpt="+建议\x07修路")
    month = f"/office/quota/{observer}/2026/7"
    form = {"csrf_token": token(clerk.client.get(month))}
    answer = clerk.client.post(f"{month}/ledger", data=form)
    sheet = load_workbook(BytesIO(answer.data)).active
    rows = [[value or "" for value in row] for row in sheet.iter_rows(values_only=True)]
    assert rows[0][0] == "民生实事观察员工作台账　欧阳志强　2026年7月"
    assert rows[1][0] == "信息：交1条，应交1条"
    heading = next(n for n, row in enumerate(rows) if row[0] == "项目")
    assert [row[6] for row in rows[heading + 1 :]] == ['=HYPERLINK("http://x")', "+建议修路"]
    assert {row.data_type for row in sheet["G"] if row.value} == {"s"}
    assert sheet.freeze_panes == f"A{heading + 2}"
    assert (sheet.page_setup.orientation, sheet.page_setup.fitToHeight) == ("landscape", 0)
    assert sheet.print_title_rows == f"$1:${heading + 1}"
    assert b"<f>" not in ZipFile(BytesIO(answer.data)).read("xl/worksheets/sheet1.xml")
    assert "filename*=UTF-8''" in answer.headers["Content-Disposition"]


def test_only_who_is_logged_in_sees_any_of_it(stranger, house, observer):
    for path in (
        "/office/quota",
        f"/office/quota/{observer}/2026/7",
        "/office/deeds",
        "/office/inspections",
    ):
        assert stranger.client.get(path).status_code == 303
