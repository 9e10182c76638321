"""Workbooks as .xlsx, written part by part: what every one of ours has in common.

openpyxl would bring Pillow into the web processes. A text stands as an inline string, which no
spreadsheet takes for a formula, whatever it begins with. The same bytes come out each time.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from io import BytesIO
from typing import Final
from xml.sax.saxutils import escape
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

MAIN: Final = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_XML: Final = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_RELATIONS: Final = "http://schemas.openxmlformats.org/package/2006/relationships"
_OFFICE: Final = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE: Final = "http://schemas.openxmlformats.org/package/2006/content-types"
_TYPES: Final = "application/vnd.openxmlformats-officedocument.spreadsheetml"
_UNPRINTABLE: Final = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_TEXT, _HEADING, _TITLE = 0, 1, 2  # places in cellXfs below

_TABLE_STYLES: Final = (
    f'<styleSheet xmlns="{MAIN}"><fonts count="3">'
    '<font><sz val="11"/><name val="宋体"/></font>'
    '<font><b/><sz val="11"/><name val="宋体"/></font>'
    '<font><b/><sz val="14"/><name val="宋体"/></font></fonts>'
    '<fills count="3"><fill><patternFill patternType="none"/></fill>'
    '<fill><patternFill patternType="gray125"/></fill>'
    '<fill><patternFill patternType="solid"><fgColor rgb="FFDDE8F0"/></patternFill></fill>'
    '</fills><borders count="1"><border/></borders>'
    '<cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/>'
    '</cellStyleXfs><cellXfs count="3">'
    '<xf numFmtId="49" fontId="0" fillId="0" borderId="0" xfId="0" applyAlignment="1">'
    '<alignment vertical="top" wrapText="1"/></xf>'
    '<xf numFmtId="49" fontId="1" fillId="2" borderId="0" xfId="0" applyFont="1"'
    ' applyFill="1"/>'
    '<xf numFmtId="49" fontId="2" fillId="0" borderId="0" xfId="0" applyFont="1"/>'
    '</cellXfs><cellStyles count="1"><cellStyle name="Normal" xfId="0" builtinId="0"/>'
    "</cellStyles></styleSheet>"
)


@dataclass(frozen=True, slots=True)
class Table:
    """One table to print: `lines` stand above its heading, the first of them as the title.

    `columns` are (heading, width in characters), at most 26.
    """

    sheet: str
    lines: Sequence[str]
    columns: Sequence[tuple[str, int]]
    rows: Sequence[Sequence[str]]


def table_workbook(table: Table) -> bytes:
    """Return a table as .xlsx: frozen heading that repeats on each page, A4 across."""
    heading = len(table.lines) + 1
    above = [
        _row(number, [line], _TEXT if number > 1 else _TITLE)
        for number, line in enumerate(table.lines, start=1)
    ]
    below = [
        _row(number, values, _TEXT) for number, values in enumerate(table.rows, start=heading + 1)
    ]
    rows = [*above, _row(heading, [title for title, _ in table.columns], _HEADING), *below]
    printed = (
        "<definedNames>"
        '<definedName name="_xlnm.Print_Titles" localSheetId="0">'
        f"'{table.sheet}'!$1:${heading}</definedName></definedNames>"
    )
    sheet = _worksheet(heading, table.columns, rows)
    return write_workbook([(table.sheet, sheet)], _TABLE_STYLES, printed)


def write_workbook(sheets: Sequence[tuple[str, str]], styles: str, names: str = "") -> bytes:
    """Return a workbook of these sheets (name, worksheet in XML); `names` are its definedNames."""
    parts = {
        "[Content_Types].xml": _content_types(len(sheets)),
        "_rels/.rels": (
            f'<Relationships xmlns="{_RELATIONS}">'
            f'<Relationship Id="rId1" Type="{_OFFICE}/officeDocument" Target="xl/workbook.xml"/>'
            "</Relationships>"
        ),
        "xl/workbook.xml": _workbook([name for name, _ in sheets], names),
        "xl/_rels/workbook.xml.rels": _relations(len(sheets)),
        "xl/styles.xml": styles,
    }
    for number, (_, body) in enumerate(sheets, start=1):
        parts[f"xl/worksheets/sheet{number}.xml"] = body
    out = BytesIO()
    with ZipFile(out, "w", ZIP_DEFLATED) as archive:
        for path, body in parts.items():
            # A ZipInfo of its own has a fixed date, so the bytes do not change with the day.
            archive.writestr(ZipInfo(path), _XML + body, ZIP_DEFLATED)
    return out.getvalue()


def letter(place: int) -> str:
    """Return the letter of the column at this place, 1 for A."""
    return chr(ord("A") + place - 1)


def _content_types(sheets: int) -> str:
    listed = "".join(
        f'<Override PartName="/xl/worksheets/sheet{number}.xml"'
        f' ContentType="{_TYPES}.worksheet+xml"/>'
        for number in range(1, sheets + 1)
    )
    return (
        f'<Types xmlns="{_PACKAGE}"><Default Extension="rels" '
        'ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        '<Default Extension="xml" ContentType="application/xml"/>'
        f'<Override PartName="/xl/workbook.xml" ContentType="{_TYPES}.sheet.main+xml"/>'
        f'<Override PartName="/xl/styles.xml" ContentType="{_TYPES}.styles+xml"/>'
        f"{listed}</Types>"
    )


def _workbook(sheets: Sequence[str], names: str) -> str:
    listed = "".join(
        f'<sheet name="{name}" sheetId="{number}" r:id="rId{number}"/>'
        for number, name in enumerate(sheets, start=1)
    )
    opening = f'<workbook xmlns="{MAIN}" xmlns:r="{_OFFICE}">'
    return f"{opening}<sheets>{listed}</sheets>{names}</workbook>"


def _relations(sheets: int) -> str:
    listed = "".join(
        f'<Relationship Id="rId{number}" Type="{_OFFICE}/worksheet"'
        f' Target="worksheets/sheet{number}.xml"/>'
        for number in range(1, sheets + 1)
    )
    styles = f'<Relationship Id="rId{sheets + 1}" Type="{_OFFICE}/styles" Target="styles.xml"/>'
    return f'<Relationships xmlns="{_RELATIONS}">{listed}{styles}</Relationships>'


def _worksheet(heading: int, columns: Sequence[tuple[str, int]], rows: Sequence[str]) -> str:
    widths = "".join(
        f'<col min="{place}" max="{place}" width="{width}" customWidth="1"/>'
        for place, (_, width) in enumerate(columns, start=1)
    )
    last = letter(len(columns))
    merged = "".join(f'<mergeCell ref="A{row}:{last}{row}"/>' for row in range(1, heading))
    return (
        f'<worksheet xmlns="{MAIN}"><sheetPr><pageSetUpPr fitToPage="1"/></sheetPr>'
        '<sheetViews><sheetView workbookViewId="0">'
        f'<pane ySplit="{heading}" topLeftCell="A{heading + 1}" activePane="bottomLeft"'
        ' state="frozen"/></sheetView></sheetViews>'
        f"<cols>{widths}</cols><sheetData>{''.join(rows)}</sheetData>"
        f'<autoFilter ref="A{heading}:{last}{max(heading, len(rows))}"/>'
        f'<mergeCells count="{heading - 1}">{merged}</mergeCells>'
        '<pageSetup paperSize="9" orientation="landscape" fitToWidth="1" fitToHeight="0"/>'
        "</worksheet>"
    )


def _row(number: int, values: Sequence[str], style: int) -> str:
    cells = "".join(
        f'<c r="{letter(place)}{number}" s="{style}" t="inlineStr">'
        f'<is><t xml:space="preserve">{escape(_UNPRINTABLE.sub("", value))}</t></is></c>'
        for place, value in enumerate(values, start=1)
    )
    return f'<row r="{number}">{cells}</row>'
