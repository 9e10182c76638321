"""The 工作台账 of one observer and month as .xlsx."""

from casework.quota.quota_ledger import LedgerLine, MonthLedger
from casework.rules import SHANGHAI
from casework.sheets.xlsx_writer import Table, table_workbook
from catalogue.projects import Projects
from catalogue.wording import staff_labels as labels
from catalogue.wording import staff_quota as wording


def ledger_sheet(name: str, ledger: MonthLedger, projects: Projects) -> bytes:
    """Return the workbook; `name` is the observer's."""
    title = wording.sheet_title(name, ledger.month.year, ledger.month.month)
    rows = [_values(line, projects) for line in ledger.lines]
    return table_workbook(Table(wording.SHEET, [title, *_totals(ledger)], wording.COLUMNS, rows))


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
