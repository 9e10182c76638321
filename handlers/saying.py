"""Puts a report into the few words that the chat says about it."""

from catalogue.projects import Projects
from catalogue.wording import observer
from storage.ledger_rows import ReportRow


def held(report: ReportRow) -> str:
    """Return what files and places a report holds, e.g. 照片3张、位置1个."""
    return observer.counts(report.photos, report.videos, report.voices, report.places)


def understood(report: ReportRow, projects: Projects) -> list[str]:
    """Return what was understood: place, project, kind, urgency; only what is known."""
    project = short_name(report.project, projects)
    urgent = observer.URGENT if report.urgent else ""
    where = f"{report.county}{report.township}"
    said = (where, project, observer.KIND_WORDS[report.kind], urgent)
    return [part for part in said if part]


def parts(report: ReportRow, projects: Projects) -> list[str]:
    """Return everything the summary says, counts first."""
    files = held(report)
    return ([files] if files else []) + understood(report, projects)


def short_name(code: str | None, projects: Projects) -> str:
    """Return how a project is called in the chat; empty for none."""
    return projects.by_code(code).short if code is not None and code in projects else ""
