"""Workbooks as .xlsx, written part by part: what every one of ours has in common.

openpyxl would bring Pillow into the web processes. A text stands as an inline string, which no
spreadsheet takes for a formula, whatever it begins with; days and numbers are real ones, so that
filters and sums work. Rows go into the file as they come, never together in memory. The same bytes
come out each time.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from io import BytesIO
from itertools import islice
from typing import IO, Final
from xml.sax.saxutils import escape
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

MAIN: Final = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_XML: Final = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_RELATIONS: Final = "http://schemas.openxmlformats.org/package/2006/relationships"
_OFFICE: Final = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE: Final = "http://schemas.openxmlformats.org/package/2006/content-types"
_TYPES: Final = "application/vnd.openxmlformats-officedocument.spreadsheetml"
_UNPRINTABLE: Final = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_TEXT, _HEADING, _TITLE, _NUMBER, _DAY, _MOMENT, _ABOVE = range(7)  # places in cellXfs below
_LONGEST_CELL: Final = 32_767  # characters, Excel's own limit
_EPOCH: Final = datetime(1899, 12, 30)  # noqa: DTZ001  # day numbers know no zone
_SECONDS_A_DAY: Final = 86_400
_ROWS_A_PIECE: Final = 200

CellValue = str | int | date | None

_BODY: Final = (
    'fontId="0" fillId="0" borderId="1" xfId="0" applyNumberFormat="1" applyBorder="1"'
    ' applyAlignment="1"><alignment vertical="top"'
)
_ROOT: Final = (
    f'<Relationships xmlns="{_RELATIONS}">'
    f'<Relationship Id="rId1" Type="{_OFFICE}/officeDocument" Target="xl/workbook.xml"/>'
    "</Relationships>"
)
_TABLE_STYLES: Final = (
    f'<styleSheet xmlns="{MAIN}"><numFmts count="2">'
    '<numFmt numFmtId="164" formatCode="yyyy\\-mm\\-dd"/>'
    '<numFmt numFmtId="165" formatCode="yyyy\\-mm\\-dd\\ hh:mm"/></numFmts>'
    '<fonts count="3">'
    '<font><sz val="11"/><name val="宋体"/></font>'
    '<font><b/><sz val="11"/><name val="宋体"/></font>'
    '<font><b/><sz val="14"/><name val="宋体"/></font></fonts>'
    '<fills count="3"><fill><patternFill patternType="none"/></fill>'
    '<fill><patternFill patternType="gray125"/></fill>'
    '<fill><patternFill patternType="solid"><fgColor rgb="FFDDE8F0"/></patternFill></fill>'
    '</fills><borders count="2"><border/><border><left style="thin"/><right style="thin"/>'
    '<top style="thin"/><bottom style="thin"/></border></borders>'
    '<cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/>'
    f'</cellStyleXfs><cellXfs count="7"><xf numFmtId="49" {_BODY} wrapText="1"/></xf>'
    '<xf numFmtId="49" fontId="1" fillId="2" borderId="1" xfId="0" applyFont="1"'
    ' applyFill="1" applyBorder="1" applyAlignment="1">'
    '<alignment vertical="center" wrapText="1"/></xf>'
    '<xf numFmtId="49" fontId="2" fillId="0" borderId="0" xfId="0" applyFont="1"/>'
    f'<xf numFmtId="1" {_BODY}/></xf><xf numFmtId="164" {_BODY}/></xf>'
    f'<xf numFmtId="165" {_BODY}/></xf>'
    '<xf numFmtId="49" fontId="0" fillId="0" borderId="0" xfId="0"/>'
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
    rows: Iterable[Sequence[CellValue]]


def table_workbook(table: Table) -> bytes:
    """Return a table as .xlsx: frozen heading that repeats on each page, A4 across."""
    out = BytesIO()
    write_table(table, out)
    return out.getvalue()


def write_table(table: Table, out: IO[bytes]) -> int:
    """Write what `table_workbook` returns, row by row as they come; returns how many there were."""
    heading = len(table.lines) + 1
    sheet = _Worksheet(heading, table)
    printed = (
        "<definedNames>"
        '<definedName name="_xlnm.Print_Titles" localSheetId="0">'
        f"'{table.sheet}'!$1:${heading}</definedName></definedNames>"
    )
    _write(out, [(table.sheet, sheet.pieces())], _TABLE_STYLES, printed)
    return sheet.last - heading


def write_workbook(sheets: Sequence[tuple[str, str]], styles: str, names: str = "") -> bytes:
    """Return a workbook of these sheets (name, worksheet in XML); `names` are its definedNames."""
    out = BytesIO()
    _write(out, [(name, [body]) for name, body in sheets], styles, names)
    return out.getvalue()


def _write(
    out: IO[bytes], sheets: Sequence[tuple[str, Iterable[str]]], styles: str, names: str
) -> None:
    parts: dict[str, Iterable[str]] = {
        "[Content_Types].xml": [_content_types(len(sheets))],
        "_rels/.rels": [_ROOT],
        "xl/workbook.xml": [_workbook([name for name, _ in sheets], names)],
        "xl/_rels/workbook.xml.rels": [_relations(len(sheets))],
        "xl/styles.xml": [styles],
    }
    for number, (_, body) in enumerate(sheets, start=1):
        parts[f"xl/worksheets/sheet{number}.xml"] = body
    with ZipFile(out, "w", ZIP_DEFLATED) as archive:
        for path, pieces in parts.items():
            # A ZipInfo of its own has a fixed date, so the bytes do not change with the day.
            entry = ZipInfo(path)
            entry.compress_type = ZIP_DEFLATED
            with archive.open(entry, "w") as part:
                part.write(_XML.encode())
                for piece in pieces:
                    part.write(piece.encode())


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


class _Worksheet:
    """The XML of one table; `last` is the line it has come to."""

    def __init__(self, heading: int, table: Table) -> None:
        self._heading, self._table = heading, table
        self.last = heading

    def pieces(self) -> Iterator[str]:
        """Give the XML piece by piece."""
        heading, columns = self._heading, self._table.columns
        widths = "".join(
            f'<col min="{place}" max="{place}" width="{width}" customWidth="1"/>'
            for place, (_, width) in enumerate(columns, start=1)
        )
        yield (
            f'<worksheet xmlns="{MAIN}"><sheetPr><pageSetUpPr fitToPage="1"/></sheetPr>'
            '<sheetViews><sheetView workbookViewId="0">'
            f'<pane ySplit="{heading}" topLeftCell="A{heading + 1}" activePane="bottomLeft"'
            f' state="frozen"/></sheetView></sheetViews><cols>{widths}</cols><sheetData>'
        )
        for number, line in enumerate(self._table.lines, start=1):
            yield _row(number, [line], _ABOVE if number > 1 else _TITLE)
        yield _row(heading, [title for title, _ in columns], _HEADING)
        coming = iter(self._table.rows)
        while rows := list(islice(coming, _ROWS_A_PIECE)):
            first, self.last = self.last + 1, self.last + len(rows)
            yield "".join(_row(at, row, _TEXT) for at, row in enumerate(rows, start=first))
        last = letter(len(columns))
        merged = "".join(f'<mergeCell ref="A{row}:{last}{row}"/>' for row in range(1, heading))
        yield (
            f'</sheetData><autoFilter ref="A{heading}:{last}{self.last}"/>'
            f'<mergeCells count="{heading - 1}">{merged}</mergeCells>'
            '<pageMargins left="0.4" right="0.4" top="0.6" bottom="0.6" header="0.3" footer="0.3"/>'
            '<pageSetup paperSize="9" orientation="landscape" fitToWidth="1" fitToHeight="0"/>'
            "<headerFooter><oddFooter>&amp;C&amp;P / &amp;N</oddFooter></headerFooter></worksheet>"
        )


def _row(number: int, values: Sequence[CellValue], style: int) -> str:
    cells = "".join(
        _cell(f"{letter(place)}{number}", value, style)
        for place, value in enumerate(values, start=1)
    )
    return f'<row r="{number}">{cells}</row>'


def _cell(at: str, value: CellValue, style: int) -> str:
    if isinstance(value, str) and value:
        shown = escape(_UNPRINTABLE.sub("", value)[:_LONGEST_CELL])
        text = f'<is><t xml:space="preserve">{shown}</t></is>'
        return f'<c r="{at}" s="{style}" t="inlineStr">{text}</c>'
    if isinstance(value, int):
        return f'<c r="{at}" s="{_NUMBER}"><v>{value}</v></c>'
    if isinstance(value, datetime):
        span = value.replace(tzinfo=None) - _EPOCH
        days = span.days + span.seconds / _SECONDS_A_DAY
        return f'<c r="{at}" s="{_MOMENT}"><v>{days:.5f}</v></c>'
    if isinstance(value, date):
        return f'<c r="{at}" s="{_DAY}"><v>{value.toordinal() - _EPOCH.toordinal()}</v></c>'
    return f'<c r="{at}" s="{style}"/>'
