"""An observer's own word on a report: it outranks the tagger's, and each change is recorded."""

from datetime import datetime

from storage.intake.ledger import Ledger
from storage.ledger_rows import NewCorrection, ReportRow


def correct(
    ledger: Ledger, report: ReportRow, changes: dict[str, object], at: datetime
) -> ReportRow:
    """Write the changed fields (project, kind, county, township, urgent) and record each."""
    after = report._replace(**changes, tagged_by="observer")  # type: ignore[arg-type]
    for field, value in changes.items():
        before = getattr(report, field)
        if before != value:
            ledger.correct(NewCorrection(report.id, field, _said(before), _said(value), at))
    ledger.retag(after)
    return after


def _said(value: object) -> str:
    return "" if value is None else str(value)
