"""What was understood of a report, in the few words that people read."""

from catalogue.projects import Projects
from catalogue.wording import observer
from storage.ledger_rows import ReportRow


def understood(report: ReportRow, projects: Projects) -> list[str]:
    """Return what was understood: place, project, kind, urgency; only what is known."""
    project = short_name(report.project, projects)
    urgent = observer.URGENT if report.urgent else ""
    where = f"{report.county}{report.township}"
    said = (where, project, observer.KIND_WORDS[report.kind], urgent)
    return [part for part in said if part]


def short_name(code: str | None, projects: Projects) -> str:
    """Return how a project is called in the chat; empty for none."""
    return projects.by_code(code).short if code is not None and code in projects else ""
