"""Each cell of a roster is understood however it is written, or named with what is wrong."""

from datetime import date, datetime

import openpyxl
import pytest

from tests.parts.roster.sheets import COUNTIES, person, read, sentences, sheet_of


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
