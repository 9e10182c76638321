"""A roster is read as a clerk would read it, and each line's trouble is named in plain words."""

from datetime import date

import openpyxl

from casework.people.roster_sheet import MOST_LINES
from tests.parts.roster.sheets import HEADERS, person, read, sentences, sheet_of


def read_one(**changes):
    sheet = read(sheet_of(person(**changes)))
    assert sentences(sheet) == []
    return sheet.rows[0]


def test_a_good_line_becomes_a_person():
    row = read_one(企业微信账号="LiuDaYou", 公众号openid="oA-b_1")
    assert (row.line, row.name, row.phone) == (2, "刘大有", "13800000001")
    assert (row.unit, row.county, row.group, row.role) == (
        "邵东市黑田铺镇文化站",
        "邵东市",
        "第一小组",
        "观察员",
    )
    assert (row.appointed_from, row.appointed_to) == (date(2026, 1, 1), date(2027, 12, 31))
    assert (row.work_userid, row.openid) == ("LiuDaYou", "oA-b_1")


def test_what_may_be_empty_may_be_empty():
    row = read_one(单位=None, 县市区=None, 小组=None, 聘任起=None, 聘任止=None)
    assert (row.unit, row.county, row.group) == ("", "", "")
    assert row.appointed_from is None
    assert row.appointed_to is None


def test_the_two_account_columns_may_be_missing():
    sheet = read(sheet_of(person(), headers=HEADERS[:8]))
    assert sentences(sheet) == []
    assert sheet.rows[0].openid == ""


def test_headers_may_stand_in_any_order_below_a_title_and_beside_other_columns():
    headers = ("序号", *reversed(HEADERS), "备注")
    book = sheet_of(
        person() | {"序号": 1, "备注": "组长"},
        headers=headers,
        above=[["邵阳市民生实事观察员花名册"], [], ["填表单位：专班办公室"]],
    )
    book.active.merge_cells("A1:L1")
    sheet = read(book)
    assert sentences(sheet) == []
    assert sheet.rows[0].name == "刘大有"
    assert sheet.rows[0].line == 5
    assert sheet.notes == ("这些列没有用到：序号、备注。",)


def test_headers_are_known_in_the_ways_offices_write_them():
    written = (
        "姓 名",
        "手机号码*",
        "单位\n（全称）",
        "县（市、区）",
        "小组",
        "身份（必填）",
        "聘任起",
    )
    book = sheet_of(headers=(*written, "聘任止", "企业微信", "公众号OpenID"))
    book.active.append(list(person(公众号openid="oABC").values()))
    sheet = read(book)
    assert sentences(sheet) == []
    assert sheet.rows[0].openid == "oABC"


def test_everybody_who_shares_a_phone_or_an_account_is_named_and_none_is_preferred():
    sheet = read(
        sheet_of(
            person(1, 企业微信账号="wang.fang"),
            person(2, 公众号openid="oX"),
            person(1, 企业微信账号="Wang.Fang"),
            person(1, 公众号openid="oX"),
        )
    )
    assert sentences(sheet) == [
        "第2、4行的“企业微信账号”相同，请核对后只留一个。",
        "第2、4、5行的“手机号”相同，请核对后只留一个。",
        "第3、5行的“公众号openid”相同，请核对后只留一个。",
    ]


def test_every_trouble_of_every_line_is_told_at_once():
    sheet = read(
        sheet_of(person(姓名=None, 手机号="1"), person(2), person(3, 身份="x", 聘任起="y"))
    )
    assert [(trouble.line, trouble.column) for trouble in sheet.troubles] == [
        (2, "姓名"),
        (2, "手机号"),
        (4, "身份"),
        (4, "聘任起"),
    ]
    assert [row.line for row in sheet.rows] == [3]


def test_blank_lines_between_people_are_passed_over_and_keep_the_numbering():
    sheet = read(sheet_of(person(1), {}, {}, person(2, 姓名="　"), {}))
    assert [row.line for row in sheet.rows] == [2]
    assert sentences(sheet) == ["第5行“姓名”没有填。"]


def test_merged_cells_in_the_table_are_named_and_elsewhere_do_no_harm():
    book = sheet_of(person(1), person(2), person(3), above=[["花名册"]])
    book.active.merge_cells("A1:J1")
    book.active.merge_cells("C3:C5")
    book.active.merge_cells("F4:G4")
    book.active.merge_cells("A20:J21")
    found = sentences(read(book))
    assert "第3至5行“单位”是合并单元格，请取消合并，每行各填一格。" in found
    assert "第4行“身份、聘任起”是合并单元格，请取消合并，每行各填一格。" in found
    assert not any("第20" in sentence or "第1" in sentence for sentence in found)


def test_a_hidden_line_is_named_since_nobody_saw_it():
    book = sheet_of(person(1), person(2), {})
    book.active.row_dimensions[3].hidden = True
    book.active.row_dimensions[4].hidden = True
    sheet = read(book)
    assert sentences(sheet) == ["第3行是隐藏的行。请取消隐藏（或清除筛选）核对；不要的请删掉。"]
    assert [row.line for row in sheet.rows] == [2]


def test_what_looks_like_a_formula_or_markup_stays_text():
    for written in ("=1+1", "+cmd|'/c calc'!A0", "-2", "@SUM(A1)", "<b>局</b>", "'; DROP TABLE"):
        book = sheet_of(person())
        book.active["C2"].value = written
        book.active["C2"].data_type = "s"
        assert read(book).rows[0].unit == written


def test_two_sheets_that_look_like_rosters_are_refused_and_others_only_noted():
    book = sheet_of(person())
    book.active.title = "2026年"
    book.create_sheet("统计").append(["合计", 33])
    book.create_sheet("填表说明").append(["姓名", "必填。"])
    sheet = read(book)
    assert len(sheet.rows) == 1
    assert sheet.notes == ("只读了工作表“2026年”，没有读：“统计”。",)

    second = book.create_sheet("2025年")
    second.append(HEADERS)
    assert sentences(read(book)) == [
        "有几张工作表都像花名册：“2026年”、“2025年”。请只留一张，再上传。"
    ]
    second.sheet_state = "hidden"
    assert len(read(book).rows) == 1


def test_a_roster_on_the_second_sheet_is_found():
    book = sheet_of(person())
    book.create_sheet("封面", 0).append(["民生实事观察员"])
    assert len(read(book).rows) == 1


def test_a_wrong_sheet_is_told_what_the_header_should_be():
    book = openpyxl.Workbook()
    book.active.append(["项目", "进度", "联系人"])
    assert sentences(read(book)) == [
        f"没有找到表头。请确认传的是花名册，表头要有：{'、'.join(HEADERS[:8])}。"
    ]


def test_missing_and_repeated_headers_are_named():
    assert sentences(read(sheet_of(person(), headers=("姓名", "手机号", "单位", "身份")))) == [
        "表头缺少：县市区、小组、聘任起、聘任止。请照空白表的表头改好，再上传。"
    ]
    assert sentences(read(sheet_of(person(), headers=(*HEADERS, "姓名")))) == [
        "表头里“姓名”出现了不止一次，请只留一列。"
    ]


def test_an_empty_roster_is_named():
    assert sentences(read(sheet_of())) == ["表头下面没有人。请填好再上传。"]


def test_two_thousand_people_are_read_and_one_more_is_too_many():
    people = [person(number) for number in range(MOST_LINES)]
    assert len(read(sheet_of(*people)).rows) == MOST_LINES
    sheet = read(sheet_of(*people, person(MOST_LINES)))
    assert sentences(sheet) == ["超过2000行。请分成几个文件上传。"]
    assert sheet.rows == ()
