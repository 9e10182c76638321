"""往年: what is read from an office's own sheet, and what keeps one out."""

from datetime import date
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile

import pytest
from openpyxl import load_workbook

from casework.past.reading import Known, SheetReader
from catalogue.geography.places import load_gazetteer
from catalogue.projects import load_projects
from tests.support.past_sheets import messy_sheet, plain_sheet, saved

TODAY = date(2026, 7, 14)
HEADING = ("发现日期", "县市区", "问题", "责任单位", "是否销号")


def read(data, kind=None, year=2023):
    known = Known(load_projects(), load_gazetteer().counties, {"欧阳志强"}, TODAY, year)
    reader = SheetReader(data, known, kind)
    return list(reader.lines()), reader.told


def test_a_sheet_as_offices_keep_it_is_understood():
    lines, told = read(messy_sheet())
    assert told.troubles == []
    assert told.kind == "problem"
    assert [line.line for line in lines] == [5, 6, 7, 8]
    first, second, third, fourth = lines
    assert [line.day for line in lines] == [
        date(2023, 7, 5), date(2023, 7, 5), date(2023, 7, 8), date(2023, 7, 20),
    ]  # fmt: skip
    assert [line.county for line in lines] == ["隆回县", "隆回县", "洞口县", ""]
    assert [line.project for line in lines] == ["elder-relief", "rural-roads", None, None]
    assert first.unit == "、市民政局、隆回县民政局、"
    assert second.number == first.number == "市民实函〔2023〕3号"
    assert [line.closed for line in lines] == ["closed", "open", "closed", ""]
    assert ("存在问题描述", "后墙开裂") in first.cells
    assert ("地点", "桃花坪") in first.cells
    assert ("项目名称", "3") in third.cells
    assert fourth.number == ""
    assert told.other_sheets == ["说明"]


def test_names_and_telephones_are_not_read_in():
    lines, told = read(messy_sheet())
    kept = str([line.cells for line in lines])
    assert told.unread == ["观察员", "联系电话"]
    assert "欧阳志强" not in kept
    assert "139" not in kept
    assert "138" not in kept
    assert "〔姓名略〕去看过" in kept


def test_every_trouble_is_told_with_its_line_and_column():
    rows = [
        HEADING,
        ("某天", "隆回县", "路灯不亮", "市民政局", "是"),
        (7.1, "隆回县", "路灯不亮", "市民政局", "是"),
        ("2033-01-01", "隆回县", "墙" * 5001, "市民政局", "是"),
    ]
    lines, told = read(plain_sheet(*rows))
    assert lines == [] or told.troubles
    assert [sentence[:10] for sentence in told.troubles] == [
        "第2行“发现日期”看", "第3行“发现日期”是", "第4行“发现日期”早", "第4行“问题”超过5",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("said", "meant"),
    [
        ("2023年7月5日", date(2023, 7, 5)),
        ("２０２３．７．５", date(2023, 7, 5)),
        ("23/7/5", date(2023, 7, 5)),
        ("20230705", date(2023, 7, 5)),
        (45112, date(2023, 7, 5)),
        ("7.5-7.7", date(2023, 7, 5)),
        ("2023.7.5至7.9", date(2023, 7, 5)),
        ("2023-07-05 09:30:00", date(2023, 7, 5)),
        ("", None),
    ],
)
def test_days_are_read_as_people_write_them(said, meant):
    ((line,), told) = read(plain_sheet(HEADING, (said, "邵东", "路灯不亮", "市民政局", "是")))
    assert told.troubles == []
    assert line.day == meant
    assert line.county == "邵东市"


def test_several_sheets_are_read_and_a_line_is_named_with_its_sheet():
    book = load_workbook(BytesIO(plain_sheet(HEADING, ("7月1日", "隆回", "路灯不亮", "局", "是"))))
    august = book.create_sheet("八月")
    august.append(HEADING)
    august.append(("八月中", "隆回", "路灯不亮", "局", "是"))
    lines, told = read(saved(book))
    assert len(lines) >= 1
    assert told.troubles == [
        "“八月”第2行“发现日期”看不懂。请写成2023-07-05或7月5日这样；没有就留空。"
    ]


def test_hidden_lines_and_formulas_without_a_result_are_told():
    book = load_workbook(
        BytesIO(plain_sheet(HEADING, ("7月1日", "隆回", "路灯不亮", "局", "是"),
                            ("7月2日", "隆回", "=A1&A2", "局", "是")))
    )  # fmt: skip
    book.active.row_dimensions[2].hidden = True
    _, told = read(saved(book))
    assert told.troubles[0].startswith("第2行是隐藏的行")
    assert told.troubles[1].startswith("第3行“问题”是公式")


def with_part(data: bytes, name: str, content: bytes) -> bytes:
    out = BytesIO(data)
    with ZipFile(out, "a", ZIP_DEFLATED) as archive:
        archive.writestr(name, content)
    return out.getvalue()


def bomb() -> bytes:
    out = BytesIO()
    with ZipFile(BytesIO(plain_sheet(HEADING))) as old, ZipFile(out, "w", ZIP_DEFLATED) as new:
        for name in old.namelist():
            if not name.startswith("xl/worksheets/"):
                new.writestr(name, old.read(name))
        with new.open("xl/worksheets/sheet1.xml", "w", force_zip64=True) as part:
            for _ in range(260):
                part.write(bytes(1 << 20))
    return out.getvalue()


@pytest.mark.parametrize(
    ("data", "sentence"),
    [
        (with_part(plain_sheet(HEADING), "xl/vbaProject.bin", b"macro"), "表格里带宏"),
        (plain_sheet(HEADING)[:900], "表格损坏"),
        (plain_sheet(("甲", "乙"), (1, 2)), "没有找到表头"),
        (plain_sheet(HEADING), "表头下面没有内容"),
        (bomb(), "表格展开后太大"),
    ],
    ids=["macro", "torn", "no heading", "no lines", "bomb"],
)
def test_a_file_that_cannot_be_used_gets_one_sentence(data, sentence):
    lines, told = read(data)
    assert lines == []
    (told_sentence,) = told.troubles
    assert told_sentence.startswith(sentence)
