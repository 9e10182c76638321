"""Reports and deliveries as other programs and Excel want them.

JSON lines keep the codes of the database and times in UTC; the sheet has the office's words and
Chinese times. Cells of text stay text: what begins with = is nobody's formula.
"""

import json
import re
from collections.abc import Iterable, Iterator
from dataclasses import asdict
from datetime import datetime
from pathlib import Path
from typing import Any, Final
from zoneinfo import ZoneInfo

from openpyxl import Workbook
from openpyxl.cell import Cell, WriteOnlyCell
from openpyxl.styles import Alignment, Font

from catalogue.projects import Projects
from catalogue.wording import staff_export as words
from catalogue.wording import staff_labels as labels
from storage.desk.exports import DeliveryLine, ReportLine

_CHINA: Final = ZoneInfo("Asia/Shanghai")
_LONGEST_CELL: Final = 32_767  # letters, Excel's own limit
_UNPRINTABLE: Final = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")


def report_json(line: ReportLine) -> str:
    """Return a report as one JSON object; without "observer" where names were not asked for."""
    told = asdict(line) | {"opened_at": _utc(line.opened_at)}
    if line.observer is None:
        del told["observer"]
    return json.dumps(told, ensure_ascii=False)


def delivery_json(line: DeliveryLine) -> str:
    """Return a delivery as one JSON object; the key in hex."""
    told = asdict(line) | {"key": line.key.hex(), "received_at": _utc(line.received_at)}
    return json.dumps(told, ensure_ascii=False)


def write_sheet(
    path: Path, lines: Iterable[ReportLine], projects: Projects, *, with_names: bool
) -> int:
    """Write the reports as .xlsx, row by row; returns how many there were."""
    columns = words.COLUMNS if with_names else words.COLUMNS[:-1]
    book = Workbook(write_only=True)
    sheet: Any = book.create_sheet(words.SHEET)  # openpyxl's types lack the write-only kind
    sheet.freeze_panes = "A2"
    for place, (_, width) in enumerate(columns):
        sheet.column_dimensions[chr(ord("A") + place)].width = width
    sheet.append([_heading(sheet, heading) for heading, _ in columns])
    count = 0
    for line in lines:
        sheet.append([_cell(sheet, value) for value in _values(line, projects)])
        count += 1
    book.save(path)
    return count


def _values(line: ReportLine, projects: Projects) -> Iterator[Any]:
    project = line.project
    yield line.number
    yield line.opened_at.astimezone(_CHINA).replace(tzinfo=None)
    yield labels.STATES.get(line.state, line.state)
    yield words.SOURCES.get(line.source, line.source)
    yield labels.KINDS.get(line.kind, line.kind)
    yield projects.by_code(project).short if project and project in projects else project or ""
    yield line.county
    yield line.township
    yield words.YES if line.urgent else ""
    yield from (line.photos, line.notes, line.voices, line.videos)
    yield line.words
    yield line.place
    if line.observer is not None:
        yield line.observer


def _cell(sheet: Any, value: Any) -> Cell:
    if not isinstance(value, str):
        cell = WriteOnlyCell(sheet, value)
        if isinstance(value, datetime):
            cell.number_format = "yyyy-mm-dd hh:mm"
        return cell
    cell = WriteOnlyCell(sheet, _UNPRINTABLE.sub("", value)[:_LONGEST_CELL])
    cell.data_type = "s"  # openpyxl takes a text that begins with = for a formula
    return cell


def _heading(sheet: Any, text: str) -> Cell:
    cell = WriteOnlyCell(sheet, text)
    cell.font = Font(bold=True)
    cell.alignment = Alignment(vertical="center")
    return cell


def _utc(moment: datetime) -> str:
    return moment.isoformat(timespec="milliseconds").replace("+00:00", "Z")
