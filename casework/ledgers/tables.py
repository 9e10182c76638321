"""The 台账 as tables: reports of a period, letters signed in it, and those letters' matters.

Each is counted first and then written row by row: however long it is, it never stands in memory.
"""

import json
from collections.abc import Iterable, Iterator
from datetime import date
from typing import IO, Final
from zoneinfo import ZoneInfo

from casework.sheets.xlsx_writer import CellValue, Table, write_table
from catalogue.projects import Projects
from catalogue.wording import staff_export, staff_labels, staff_triage
from catalogue.wording import staff_ledgers as words
from catalogue.wording import staff_letter_desk as letters
from catalogue.wording.letter_print import KINDS
from catalogue.wording.staff_letters import STATES
from storage.database import Database
from storage.desk.exports import ReportLine, ReportsWanted, count_reports, reports_between
from storage.letters.ledger import (
    LetterLine,
    LettersWanted,
    MatterLine,
    count_lines,
    letters_dated,
    matters_dated,
)
from storage.vault import Vault

MOST_ROWS: Final = 100_000  # half a minute of writing; Excel itself opens ten times as many
_CHINA: Final = ZoneInfo("Asia/Shanghai")


class TooManyRows(Exception):
    """The period holds more than MOST_ROWS."""


def report_ledger(
    database: Database,
    days: tuple[date, date],
    wanted: ReportsWanted,
    projects: Projects,
    names: Vault | None,
    out: IO[bytes],
) -> None:
    """Write the reports of these days as .xlsx, with names only by a vault; raises TooManyRows."""
    columns = words.REPORT_COLUMNS if names else words.REPORT_COLUMNS[:-1]
    with database.read() as connection:
        count = count_reports(connection, days, wanted)
    lines = reports_between(database, *days, names, wanted)
    asked = (_project(wanted.project, projects), wanted.county, *_report_words(wanted))
    rows = (_report(line, projects) for line in lines)
    write_ledger(words.REPORTS, columns, rows, words.told(*days, count, asked), count, out)


def letter_ledger(
    database: Database, wanted: LettersWanted, projects: Projects, out: IO[bytes]
) -> None:
    """Write the letters signed on these days as .xlsx; raises TooManyRows."""
    with database.read() as connection:
        count = count_lines(connection, wanted, "letters")
    asked = (*_letter_words(wanted, projects), STATES.get(wanted.state, ""))
    told = words.told(wanted.first, wanted.last, count, asked)
    rows = (_letter(line) for line in letters_dated(database, wanted))
    write_ledger(words.LETTERS, words.LETTER_COLUMNS, rows, told, count, out)


def matter_ledger(
    database: Database, wanted: LettersWanted, projects: Projects, out: IO[bytes]
) -> None:
    """Write the matters of letters signed on these days as .xlsx; raises TooManyRows."""
    with database.read() as connection:
        count = count_lines(connection, wanted, "matters")
    asked = (*_letter_words(wanted, projects), words.MATTER_STATES.get(wanted.state, ""))
    told = words.told(wanted.first, wanted.last, count, asked)
    rows = (_matter(line, projects) for line in matters_dated(database, wanted))
    write_ledger(words.MATTERS, words.MATTER_COLUMNS, rows, told, count, out)


def write_ledger(
    title: str,
    columns: Iterable[tuple[str, int]],
    rows: Iterator[list[CellValue]],
    told: str,
    count: int,
    out: IO[bytes],
) -> None:
    """Write a ledger of `count` rows under its title and what it holds; raises TooManyRows."""
    if count > MOST_ROWS:
        raise TooManyRows
    write_table(Table(title, (title, told), tuple(columns), rows), out)


def _report_words(wanted: ReportsWanted) -> tuple[str, str]:
    kind = staff_labels.KINDS.get(wanted.kind, "")
    return kind, staff_triage.STATES.get(wanted.desk_state, "")


def _letter_words(wanted: LettersWanted, projects: Projects) -> tuple[str, str, str]:
    return _project(wanted.project, projects), wanted.county, wanted.unit


def _report(line: ReportLine, projects: Projects) -> list[CellValue]:
    told: list[CellValue] = [
        line.number,
        line.opened_at.astimezone(_CHINA),
        staff_labels.STATES.get(line.state, line.state),
        staff_triage.STATES.get(line.desk_state, line.desk_state),
        staff_export.SOURCES.get(line.source, line.source),
        staff_labels.KINDS.get(line.kind, line.kind),
        _project(line.project, projects),
        line.county,
        line.township,
        staff_export.YES if line.urgent else "",
        *(line.photos, line.notes, line.voices, line.videos),
        line.words,
        line.place,
    ]
    return told if line.observer is None else [*told, line.observer]


def _letter(line: LetterLine) -> list[CellValue]:
    return [
        line.number,
        KINDS.get(line.kind, line.kind),
        line.title,
        line.unit,
        "、".join(json.loads(line.copies)),
        line.signer,
        *(line.dated, line.delivered_on, line.received_on, line.due),
        STATES.get(line.state, line.state),
        line.matters,
        line.closed,
    ]


def _matter(line: MatterLine, projects: Projects) -> list[CellValue]:
    return [
        line.number,
        KINDS.get(line.kind, line.kind),
        line.title,
        line.unit,
        *(line.dated, line.delivered_on, line.received_on, line.due),
        STATES.get(line.letter_state, line.letter_state),
        line.problem,
        line.place,
        line.county,
        _project(line.project, projects),
        letters.ITEM_STATES.get(line.item_state, line.item_state),
        line.answered_on,
        letters.ANSWERS.get(line.answer_state, line.answer_state),
        line.measures,
        letters.OUTCOMES.get(line.outcome, line.outcome),
        line.outcome_words,
    ]


def _project(code: str | None, projects: Projects) -> str:
    return projects.by_code(code).short if code and code in projects else code or ""
