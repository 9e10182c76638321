"""A roster is read as a clerk would read it, and each line's trouble is named in plain words."""

import zipfile
from datetime import date, datetime
from io import BytesIO

import openpyxl
import pytest

from casework.roster_blank import blank_sheet
from casework.roster_rows import RosterSheet
from casework.roster_sheet import MOST_LINES, read_roster
from catalogue.places import load_gazetteer
from tests.parts.roster.sheets import COUNTIES, HEADERS, person, saved, sheet_of


def read(book) -> RosterSheet:
    return read_roster(saved(book), COUNTIES)


def sentences(sheet: RosterSheet) -> list[str]:
    return [trouble.sentence for trouble in sheet.troubles]


def only_row(**changes):
    sheet = read(sheet_of(person(**changes)))
    assert sentences(sheet) == []
    return sheet.rows[0]


def only_trouble(**changes) -> str:
    sheet = read(sheet_of(person(**changes)))
    assert len(sheet.troubles) == 1
    assert sheet.rows == ()
    assert sheet.troubles[0].line == 2
    return sheet.troubles[0].sentence


def test_a_good_line_becomes_a_person():
    row = only_row(企业微信账号="LiuDaYou", 公众号openid="oA-b_1")
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
    row = only_row(单位=None, 县市区=None, 小组=None, 聘任起=None, 聘任止=None)
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


@pytest.mark.parametrize(
    "phone",
    [
        "13812345678",
        13812345678,
        13812345678.0,
        " 138 1234 5678 ",
        "138-1234-5678",
        "+86 138 1234 5678",
        "+8613812345678",
        "8613812345678",
        "008613812345678",
        "１３８１２３４５６７８",
        "138\u200b12345678",
        "'13812345678",
        "13812345678.0",
        "（+86）13812345678",
    ],
)
def test_a_phone_number_is_understood_however_it_is_written(phone):
    assert only_row(手机号=phone).phone == "13812345678"


@pytest.mark.parametrize(
    ("phone", "sentence"),
    [
        (None, "第2行“手机号”没有填。"),
        ("  ", "第2行“手机号”没有填。"),
        ("1381234567", "第2行“手机号”应是11位数字，现在是10位。"),
        (138123456789, "第2行“手机号”应是11位数字，现在是12位。"),
        ("23812345678", "第2行“手机号”应是以1开头的11位数字，一格只填一个。"),
        ("13812345678/13912345678", "第2行“手机号”应是以1开头的11位数字，一格只填一个。"),
        ("1381234567O", "第2行“手机号”应是以1开头的11位数字，一格只填一个。"),
        ("=13812345678", "第2行“手机号”应是以1开头的11位数字，一格只填一个。"),
        (
            "1.38E+10",
            "第2行“手机号”成了科学计数法，后面几位丢了。请把这一格设成“文本”，重新填写。",
        ),
    ],
)
def test_a_wrong_phone_number_is_named_without_repeating_it(phone, sentence):
    book = sheet_of(person())
    cell = book.active["B2"]
    cell.value = phone
    if isinstance(phone, str):
        cell.data_type = "s"
    assert sentences(read(book)) == [sentence]


@pytest.mark.parametrize(
    ("written", "name"),
    [
        ("王　芳", "王芳"),
        (" 王 芳 ", "王芳"),
        ("阿依古丽·买买提", "阿依古丽·买买提"),
        ("阿依古丽 · 买买提", "阿依古丽·买买提"),
        ("John Smith", "John Smith"),
        ("王\u200b芳\ufeff", "王芳"),
        ("𠮷田", "𠮷田"),
    ],
)
def test_a_name_loses_only_the_spaces_that_are_layout(written, name):
    assert only_row(姓名=written).name == name


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"姓名": None}, "第2行“姓名”没有填。"),
        ({"姓名": "13812345678"}, "第2行“姓名”里有数字，请检查是不是填错了列。"),
        ({"姓名": "王" * 31}, "第2行“姓名”太长，请检查是不是填错了列。"),
        ({"单位": "局" * 101}, "第2行“单位”太长，请检查是不是填错了列。"),
        (
            {"县市区": "邵东县"},
            f"第2行“县市区”“邵东县”不认识，请填：{'、'.join(COUNTIES)}；不分县的留空。",
        ),
        ({"身份": "主任"}, "第2行“身份”“主任”不认识，请填：观察员、监督员、评议员。"),
        ({"身份": None}, "第2行“身份”没有填。"),
        ({"聘任止": "2025-12-31"}, "第2行“聘任止”比聘任起还早，请检查。"),
        ({"公众号openid": "o 王芳"}, "第2行“公众号openid”只能是字母、数字、减号和下划线，请检查。"),
        (
            {"企业微信账号": "王芳"},
            "第2行“企业微信账号”只能是字母、数字和点、@、减号、下划线，请检查。",
        ),
    ],
)
def test_each_trouble_names_its_line_and_column(changes, sentence):
    assert only_trouble(**changes) == sentence


def test_a_county_may_have_its_city_before_it():
    assert only_row(县市区="邵阳市双清区").county == "双清区"
    assert only_row(县市区="湖南省邵阳市 隆回县").county == "隆回县"


@pytest.mark.parametrize(
    "written",
    [
        "2023-06-20",
        "2023/6/20",
        "2023.6.20",
        "2023年6月20日",
        "2023 年 6 月 20 日",
        "２０２３年６月２０日",
        "20230620",
        20230620,
        "2023-06-20 00:00:00",
        date(2023, 6, 20),
        datetime(2023, 6, 20, 8, 30),  # noqa: DTZ001 - Excel's times have no zone
        45097,
        45097.5,
        "45097",
    ],
)
def test_a_day_is_understood_however_it_is_written(written):
    assert only_row(聘任起=written, 聘任止=None).appointed_from == date(2023, 6, 20)


def test_the_day_numbers_of_an_old_macintosh_sheet_are_four_years_apart():
    book = sheet_of(person(聘任起=date(2023, 6, 20)))
    book.epoch = openpyxl.utils.datetime.CALENDAR_MAC_1904
    assert read(book).rows[0].appointed_from == date(2023, 6, 20)


@pytest.mark.parametrize(
    "written",
    ["2023年6月", "2023", "六月二十日", "2023-06-31", "20231301", "06/20/2023", "长期", 3],
)
def test_a_day_that_cannot_be_understood_is_named(written):
    assert only_trouble(聘任起=written) == (
        "第2行“聘任起”看不懂。请写成2026-06-20这样，年月日都要有；没有就留空。"
    )


@pytest.mark.parametrize("written", ["1923-06-20", "2123-06-20", 99999])
def test_a_day_of_another_century_is_named(written):
    assert only_trouble(聘任起=written) == "第2行“聘任起”不在2000年到2099年之间，请检查。"


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


def test_the_blank_sheet_reads_back_without_trouble_once_it_is_filled_in():
    counties = load_gazetteer().counties
    book = openpyxl.load_workbook(BytesIO(blank_sheet(counties)))
    book["花名册"].append(list(person(聘任起=date(2026, 1, 1)).values()))
    sheet = read_roster(saved(book), counties)
    assert sentences(sheet) == []
    assert sheet.notes == ()
    assert sheet.rows[0].appointed_from == date(2026, 1, 1)
    assert sentences(read_roster(blank_sheet(counties), counties)) == [
        "表头下面没有人。请填好再上传。"
    ]


def test_the_blank_sheet_helps_to_fill_it_in_right():
    counties = load_gazetteer().counties
    book = openpyxl.load_workbook(BytesIO(blank_sheet(counties)))
    sheet = book["花名册"]
    assert [cell.value for cell in sheet[1]] == list(HEADERS)
    assert sheet.freeze_panes == "A2"
    assert sheet.column_dimensions["B"].number_format == "@"
    choices = {str(one.sqref): one for one in sheet.data_validations.dataValidation}
    assert choices["F2:F2001"].formula1 == '"观察员,监督员,评议员"'
    assert choices["D2:D2001"].formula1 == f'"{",".join(counties)}"'
    assert len(choices["D2:D2001"].formula1) <= 255
    explained = [row[0].value for row in book["填表说明"].iter_rows()]
    assert [text for text in explained if text] == list(HEADERS)


def test_the_blank_sheet_is_the_same_file_every_day():
    assert blank_sheet(COUNTIES) == blank_sheet(COUNTIES)
    with zipfile.ZipFile(BytesIO(blank_sheet(COUNTIES))) as archive:
        assert {info.date_time for info in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}
