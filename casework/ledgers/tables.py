"""The 台账 as tables: reports of a period, and matters of the letters signed in it."""

from collections.abc import Iterable, Iterator
from datetime import date
from itertools import islice
from typing import Final
from zoneinfo import ZoneInfo

from casework.sheets.xlsx_writer import Table, table_workbook
from catalogue.projects import Projects
from catalogue.wording import staff_export, staff_labels
from catalogue.wording import staff_ledgers as words
from catalogue.wording import staff_letter_desk as letters
from catalogue.wording.letter_print import KINDS
from catalogue.wording.staff_letters import STATES
from storage.database import Connection, Database
from storage.desk.exports import ReportLine, reports_between
from storage.letters.ledger import MatterLine, matters_dated
from storage.vault import Vault

MOST_ROWS: Final = 20_000
_CHINA: Final = ZoneInfo("Asia/Shanghai")


class TooManyRows(Exception):
    """The period holds more than MOST_ROWS."""


def report_ledger(
    database: Database, first: date, last: date, projects: Projects, names: Vault | None
) -> bytes:
    """Return the reports of these days as .xlsx, with names only by a vault; raises TooManyRows."""
    columns = staff_export.COLUMNS if names else staff_export.COLUMNS[:-1]
    lines = reports_between(database, first, last, names)
    return _workbook(
        words.REPORTS, columns, (_report(line, projects) for line in lines), first, last
    )


def matter_ledger(
    connection: Connection, first: date, last: date, projects: Projects, *, open_only: bool
) -> bytes:
    """Return the matters of letters signed on these days as .xlsx; raises TooManyRows."""
    lines = matters_dated(connection, first, last, open_only=open_only)
    rows = (_matter(line, projects) for line in lines)
    return _workbook(words.MATTERS, words.MATTER_COLUMNS, rows, first, last)


def _workbook(
    title: str,
    columns: Iterable[tuple[str, int]],
    rows: Iterator[list[str]],
    first: date,
    last: date,
) -> bytes:
    held = list(islice(rows, MOST_ROWS + 1))
    if len(held) > MOST_ROWS:
        raise TooManyRows
    told = words.period(first.isoformat(), last.isoformat(), len(held))
    return table_workbook(Table(title, (title, told), tuple(columns), held))


def _report(line: ReportLine, projects: Projects) -> list[str]:
    told = [
        line.number,
        f"{line.opened_at.astimezone(_CHINA):%Y-%m-%d %H:%M}",
        staff_labels.STATES.get(line.state, line.state),
        staff_export.SOURCES.get(line.source, line.source),
        staff_labels.KINDS.get(line.kind, line.kind),
        _project(line.project, projects),
        line.county,
        line.township,
        staff_export.YES if line.urgent else "",
        *map(str, (line.photos, line.notes, line.voices, line.videos)),
        line.words,
        line.place,
    ]
    return told if line.observer is None else [*told, line.observer]


def _matter(line: MatterLine, projects: Projects) -> list[str]:
    return [
        line.number,
        KINDS.get(line.kind, line.kind),
        line.title,
        line.unit,
        *map(_day, (line.dated, line.delivered_on, line.received_on, line.due)),
        STATES.get(line.letter_state, line.letter_state),
        line.problem,
        line.place,
        _project(line.project, projects),
        letters.ITEM_STATES.get(line.item_state, line.item_state),
        _day(line.answered_on),
        letters.ANSWERS.get(line.answer_state, line.answer_state),
        line.measures,
        letters.OUTCOMES.get(line.outcome, line.outcome),
        line.outcome_words,
    ]


def _project(code: str | None, projects: Projects) -> str:
    return projects.by_code(code).short if code and code in projects else code or ""


def _day(day: date | None) -> str:
    return day.isoformat() if day else ""
