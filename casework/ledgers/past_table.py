"""The 往年 lines as a table: what was recognised in columns, the whole line beside it."""

from typing import IO

from casework.ledgers.tables import MOST_ROWS, write_ledger
from casework.sheets.xlsx_writer import CellValue
from catalogue.projects import Projects
from catalogue.wording import staff_past as words
from storage.database import Database
from storage.past.rows import KeptLine, PastWanted, all_past, count_past


def past_ledger(database: Database, wanted: PastWanted, projects: Projects, out: IO[bytes]) -> None:
    """Write the matching lines as .xlsx; raises TooManyRows."""
    with database.read() as connection:
        count = count_past(connection, wanted, most=MOST_ROWS)
    rows = (_row(line, projects) for line in all_past(database, wanted))
    told = words.exported(count)
    write_ledger(words.EXPORT, words.EXPORT_COLUMNS, rows, told, count, out)


def _row(line: KeptLine, projects: Projects) -> list[CellValue]:
    code = line.project
    return [
        line.year,
        words.KINDS.get(line.kind, line.kind),
        line.day,
        line.number,
        line.county,
        projects.by_code(code).short if code and code in projects else code or "",
        line.units,
        words.STATES.get(line.closed, ""),
        "\n".join(words.cell(heading, text) for heading, text in line.cells),
        line.filename,
        line.line,
    ]
