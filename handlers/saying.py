"""Puts a report into the few words that the chat says about it."""

from casework.reports.understood import short_name, understood
from catalogue.projects import Projects
from catalogue.wording import observer
from storage.ledger_rows import ReportRow

__all__ = ["held", "parts", "short_name"]


def held(report: ReportRow) -> str:
    """Return what files and places a report holds, e.g. 照片3张、位置1个."""
    return observer.counts(report.photos, report.videos, report.voices, report.places)


def parts(report: ReportRow, projects: Projects) -> list[str]:
    """Return everything the summary says, counts first."""
    files = held(report)
    return ([files] if files else []) + understood(report, projects)
