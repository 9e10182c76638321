"""Rosters as clerks bring them, and how a page offers to take one in."""

import re
from io import BytesIO

from openpyxl import Workbook

from casework.people.roster_rows import HEADERS

XIANG = ("向秀英", "13900001357", "县水利局", "隆回县", "第一组", "观察员", "2026-06-20", "")
PENG = ("彭石头", "13900002468", "县财政局", "新宁县", "第二组", "监督员", "", "")


def workbook(*rows) -> bytes:
    """Return an .xlsx with the roster's headings and these lines."""
    book = Workbook()
    book.active.append(HEADERS)
    for row in rows:
        book.active.append(row)
    data = BytesIO()
    book.save(data)
    return data.getvalue()


def apply_path(page) -> str:
    """Return where a preview's yes goes."""
    return re.search(r'action="(/office/roster/preview/\d+/apply)"', page.text).group(1)
