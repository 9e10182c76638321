"""The empty roster that clerks download helps them to fill it in right."""

import zipfile
from datetime import date
from io import BytesIO

import openpyxl

from casework.people.roster_blank import blank_sheet
from casework.people.roster_sheet import read_roster
from catalogue.geography.places import load_gazetteer
from tests.parts.roster.sheets import COUNTIES, HEADERS, person, saved, sentences


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
