"""The 工作台账 of one observer and month as .xlsx: frozen heading, A4 across, texts stay texts.

Written part by part for the same reason as the roster's: openpyxl would bring Pillow into the web
processes. A text stands as an inline string, which no spreadsheet takes for a formula.
"""

import re
from collections.abc import Sequence
from io import BytesIO
from typing import Final
from xml.sax.saxutils import escape
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from casework.quota_ledger import LedgerLine, MonthLedger
from casework.rules import SHANGHAI
from catalogue.projects import Projects
from catalogue.wording import staff_labels as labels
from catalogue.wording import staff_quota as wording

_XML: Final = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_MAIN: Final = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_RELATIONS: Final = "http://schemas.openxmlformats.org/package/2006/relationships"
_OFFICE: Final = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_TYPES: Final = "application/vnd.openxmlformats-officedocument.spreadsheetml"
_UNPRINTABLE: Final = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_TEXT, _HEADING, _TITLE = 0, 1, 2  # places in cellXfs below
_LAST: Final = chr(ord("A") + len(wording.COLUMNS) - 1)

_FIXED_PARTS: Final = {
    "[Content_Types].xml": (
        '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
        '<Default Extension="rels" '
        'ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        '<Default Extension="xml" ContentType="application/xml"/>'
        f'<Override PartName="/xl/workbook.xml" ContentType="{_TYPES}.sheet.main+xml"/>'
        f'<Override PartName="/xl/styles.xml" ContentType="{_TYPES}.styles+xml"/>'
        f'<Override PartName="/xl/worksheets/sheet1.xml" ContentType="{_TYPES}.worksheet+xml"/>'
        "</Types>"
    ),
    "_rels/.rels": (
        f'<Relationships xmlns="{_RELATIONS}">'
        f'<Relationship Id="rId1" Type="{_OFFICE}/officeDocument" Target="xl/workbook.xml"/>'
        "</Relationships>"
    ),
    "xl/_rels/workbook.xml.rels": (
        f'<Relationships xmlns="{_RELATIONS}">'
        f'<Relationship Id="rId1" Type="{_OFFICE}/worksheet" Target="worksheets/sheet1.xml"/>'
        f'<Relationship Id="rId2" Type="{_OFFICE}/styles" Target="styles.xml"/>'
        "</Relationships>"
    ),
    "xl/styles.xml": (
        f'<styleSheet xmlns="{_MAIN}"><fonts count="3">'
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
    ),
}


def ledger_sheet(name: str, ledger: MonthLedger, projects: Projects) -> bytes:
    """Return the workbook; `name` is the observer's."""
    totals = _totals(ledger)
    heading = len(totals) + 2
    rows = [
        _row(1, [wording.sheet_title(name, ledger.month.year, ledger.month.month)], _TITLE),
        *(_row(number, [total], _TEXT) for number, total in enumerate(totals, start=2)),
        _row(heading, [title for title, _ in wording.COLUMNS], _HEADING),
        *(
            _row(number, _values(line, projects), _TEXT)
            for number, line in enumerate(ledger.lines, start=heading + 1)
        ),
    ]
    parts = _FIXED_PARTS | {
        "xl/workbook.xml": _workbook(heading),
        "xl/worksheets/sheet1.xml": _worksheet(heading, rows),
    }
    out = BytesIO()
    with ZipFile(out, "w", ZIP_DEFLATED) as archive:
        for path, body in parts.items():
            archive.writestr(ZipInfo(path), _XML + body, ZIP_DEFLATED)
    return out.getvalue()


def _totals(ledger: MonthLedger) -> list[str]:
    policy = ledger.policy
    if policy is None:
        return []
    lines = [*ledger.year.month(ledger.month.month), *ledger.year.whole_year()]
    return [
        wording.sheet_total(policy.item(line.slot.code), len(line.pieces), line.owed)
        for line in lines
    ]


def _values(line: LedgerLine, projects: Projects) -> list[str]:
    project = line.project
    return [
        line.items,
        line.number,
        f"{line.at.astimezone(SHANGHAI):%Y-%m-%d %H:%M}",
        labels.KINDS.get(line.kind, line.kind),
        projects.by_code(project).short if project and project in projects else project or "",
        line.county,
        line.words,
        line.result,
    ]


def _workbook(heading: int) -> str:
    printed = f"'{wording.SHEET}'!$1:${heading}"
    return (
        f'<workbook xmlns="{_MAIN}" xmlns:r="{_OFFICE}"><sheets>'
        f'<sheet name="{wording.SHEET}" sheetId="1" r:id="rId1"/></sheets><definedNames>'
        f'<definedName name="_xlnm.Print_Titles" localSheetId="0">{printed}</definedName>'
        "</definedNames></workbook>"
    )


def _worksheet(heading: int, rows: Sequence[str]) -> str:
    columns = "".join(
        f'<col min="{place}" max="{place}" width="{width}" customWidth="1"/>'
        for place, (_, width) in enumerate(wording.COLUMNS, start=1)
    )
    merged = "".join(f'<mergeCell ref="A{row}:{_LAST}{row}"/>' for row in range(1, heading))
    return (
        f'<worksheet xmlns="{_MAIN}"><sheetPr><pageSetUpPr fitToPage="1"/></sheetPr>'
        '<sheetViews><sheetView workbookViewId="0">'
        f'<pane ySplit="{heading}" topLeftCell="A{heading + 1}" activePane="bottomLeft"'
        ' state="frozen"/></sheetView></sheetViews>'
        f"<cols>{columns}</cols><sheetData>{''.join(rows)}</sheetData>"
        f'<mergeCells count="{heading - 1}">{merged}</mergeCells>'
        '<pageSetup paperSize="9" orientation="landscape" fitToWidth="1" fitToHeight="0"/>'
        "</worksheet>"
    )


def _row(number: int, values: Sequence[str], style: int) -> str:
    cells = "".join(
        f'<c r="{chr(ord("A") + place)}{number}" s="{style}" t="inlineStr">'
        f'<is><t xml:space="preserve">{escape(_UNPRINTABLE.sub("", value))}</t></is></c>'
        for place, value in enumerate(values)
    )
    return f'<row r="{number}">{cells}</row>'
