"""The roster as .xlsx: empty to be filled in and uploaded, or filled as the import takes it back.

Text stands in inline strings with the format "text", so that nothing typed later becomes a formula.
"""

from collections.abc import Iterable, Sequence
from datetime import date
from typing import Final
from xml.sax.saxutils import escape

from casework.people.roster_cells import ROLES
from casework.people.roster_rows import HEADERS
from casework.sheets.xlsx_writer import MAIN, letter, write_workbook
from catalogue.wording.staff_roster import BLANK_INSTRUCTIONS

ROSTER: Final = "花名册"
INSTRUCTIONS: Final = "填表说明"
_LAST_LINE: Final = 2001
_EPOCH: Final = date(1899, 12, 30)
SheetValue = str | date | None

_STYLES: Final = (
    f'<styleSheet xmlns="{MAIN}">'
    '<numFmts count="1"><numFmt numFmtId="164" formatCode="yyyy\\-mm\\-dd"/></numFmts>'
    '<fonts count="2"><font><sz val="11"/><name val="宋体"/></font>'
    '<font><b/><sz val="11"/><name val="宋体"/></font></fonts>'
    '<fills count="3"><fill><patternFill patternType="none"/></fill>'
    '<fill><patternFill patternType="gray125"/></fill>'
    '<fill><patternFill patternType="solid"><fgColor rgb="FFDDE8F0"/></patternFill></fill>'
    '</fills><borders count="1"><border/></borders>'
    '<cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/>'
    '</cellStyleXfs><cellXfs count="4">'
    '<xf numFmtId="0" fontId="0" fillId="0" borderId="0" xfId="0"/>'
    '<xf numFmtId="49" fontId="0" fillId="0" borderId="0" xfId="0" applyNumberFormat="1"/>'
    '<xf numFmtId="164" fontId="0" fillId="0" borderId="0" xfId="0" applyNumberFormat="1"/>'
    '<xf numFmtId="0" fontId="1" fillId="2" borderId="0" xfId="0" applyFont="1" applyFill="1"/>'
    '</cellXfs><cellStyles count="1"><cellStyle name="Normal" xfId="0" builtinId="0"/>'
    "</cellStyles></styleSheet>"
)
_TEXT_STYLE, _DAY_STYLE, _HEADER_STYLE = 1, 2, 3  # places in cellXfs above
_WIDTHS: Final = dict(zip(HEADERS, (12, 15, 28, 18, 14, 10, 13, 13, 18, 32), strict=True))
_COLUMN_STYLES: Final = {"聘任起": _DAY_STYLE, "聘任止": _DAY_STYLE}


def blank_sheet(counties: Sequence[str]) -> bytes:
    """Return an empty roster as .xlsx, with these counties to choose from (255 letters in all)."""
    return filled_sheet(counties, ())


def filled_sheet(counties: Sequence[str], lines: Iterable[Sequence[SheetValue]]) -> bytes:
    """Return a roster as .xlsx; each line has a value for each of HEADERS."""
    sheets = [(ROSTER, _roster(counties, lines)), (INSTRUCTIONS, _instructions())]
    return write_workbook(sheets, _STYLES)


def _roster(counties: Sequence[str], lines: Iterable[Sequence[SheetValue]]) -> str:
    columns = "".join(
        f'<col min="{place}" max="{place}" width="{_WIDTHS[name]}" '
        f'style="{_COLUMN_STYLES.get(name, _TEXT_STYLE)}" customWidth="1"/>'
        for place, name in enumerate(HEADERS, start=1)
    )
    filled = "".join(_filled(number, values) for number, values in enumerate(lines, start=2))
    return (
        f'<worksheet xmlns="{MAIN}">'
        '<sheetViews><sheetView workbookViewId="0">'
        '<pane ySplit="1" topLeftCell="A2" activePane="bottomLeft" state="frozen"/>'
        "</sheetView></sheetViews>"
        f"<cols>{columns}</cols>"
        f"<sheetData>{_line(1, HEADERS, _HEADER_STYLE)}{filled}</sheetData>"
        f'<dataValidations count="2">{_choice("县市区", counties)}{_choice("身份", ROLES)}'
        "</dataValidations></worksheet>"
    )


def _instructions() -> str:
    lines = "".join(
        _line(place, texts, 0) for place, texts in enumerate(BLANK_INSTRUCTIONS, start=1)
    )
    return (
        f'<worksheet xmlns="{MAIN}">'
        '<cols><col min="1" max="1" width="16" customWidth="1"/>'
        '<col min="2" max="2" width="70" customWidth="1"/></cols>'
        f"<sheetData>{lines}</sheetData></worksheet>"
    )


def _line(number: int, texts: Iterable[str], style: int) -> str:
    cells = "".join(
        f'<c r="{letter(place)}{number}" s="{style}" t="inlineStr">'
        f"<is><t>{escape(text)}</t></is></c>"
        for place, text in enumerate(texts, start=1)
    )
    return f'<row r="{number}">{cells}</row>'


def _filled(number: int, values: Sequence[SheetValue]) -> str:
    cells = "".join(
        _cell(f"{letter(place)}{number}", value)
        for place, value in enumerate(values, start=1)
        if value
    )
    return f'<row r="{number}">{cells}</row>'


def _cell(address: str, value: SheetValue) -> str:
    if isinstance(value, date):
        return f'<c r="{address}" s="{_DAY_STYLE}"><v>{(value - _EPOCH).days}</v></c>'
    return (
        f'<c r="{address}" s="{_TEXT_STYLE}" t="inlineStr">'
        f"<is><t>{escape(value or '')}</t></is></c>"
    )


def _choice(header: str, names: Iterable[str]) -> str:
    column = letter(HEADERS.index(header) + 1)
    return (
        f'<dataValidation type="list" allowBlank="1" showErrorMessage="1" '
        f'sqref="{column}2:{column}{_LAST_LINE}">'
        f"<formula1>{escape(chr(34) + ','.join(names) + chr(34))}</formula1></dataValidation>"
    )
