"""Rosters made for the tests: with openpyxl as offices make them, or from bare XML."""

import zipfile
from io import BytesIO

from openpyxl import Workbook

from casework.people.roster_rows import RosterSheet
from casework.people.roster_sheet import read_roster

COUNTIES = ("双清区", "大祥区", "北塔区", "邵东市", "武冈市", "隆回县", "城步苗族自治县", "经开区")
HEADERS = (
    "姓名",
    "手机号",
    "单位",
    "县市区",
    "小组",
    "身份",
    "聘任起",
    "聘任止",
    "企业微信账号",
    "公众号openid",
)


def person(number: int = 1, **changes) -> dict[str, object]:
    """A line without trouble; `changes` go by header."""
    line = {
        "姓名": "刘大有",
        "手机号": f"138{number:08d}",
        "单位": "邵东市黑田铺镇文化站",
        "县市区": "邵东市",
        "小组": "第一小组",
        "身份": "观察员",
        "聘任起": "2026-01-01",
        "聘任止": "2027-12-31",
        "企业微信账号": "",
        "公众号openid": "",
    }
    return line | changes


def sheet_of(*people: dict[str, object], headers=HEADERS, above=()) -> Workbook:
    """A workbook with one sheet: lines above, the header, then the people in its columns."""
    book = Workbook()
    sheet = book.active
    for line in above:
        sheet.append(line)
    sheet.append(headers)
    for one in people:
        sheet.append([one.get(header) for header in headers])
    return book


def saved(book: Workbook) -> bytes:
    out = BytesIO()
    book.save(out)
    return out.getvalue()


def repacked(data: bytes, changes: dict[str, bytes | None]) -> bytes:
    """The same file with some of its parts replaced, or left out (None)."""
    out = BytesIO()
    with zipfile.ZipFile(BytesIO(data)) as old, zipfile.ZipFile(out, "w", 8) as new:
        for name in old.namelist():
            if changes.get(name, b"") is not None:
                new.writestr(name, changes.get(name) or old.read(name))
    return out.getvalue()


def part(data: bytes, name: str) -> bytes:
    with zipfile.ZipFile(BytesIO(data)) as archive:
        return archive.read(name)


def read(book) -> RosterSheet:
    return read_roster(saved(book), COUNTIES)


def sentences(sheet: RosterSheet) -> list[str]:
    return [trouble.sentence for trouble in sheet.troubles]
