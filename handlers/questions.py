"""Asks which project it is, where the tagger would rather not guess."""

from catalogue.tagging.tags import Tag
from catalogue.wording import observer
from handlers.saying import short_name
from handlers.situation import Talk
from storage.ledger_rows import NewQuestion, ReportRow

NONE = "none"
_MOST_CHOICES = 2


def ask_which_project(report: ReportRow, tag: Tag, talk: Talk) -> str:
    """Open the question which project this is, and return its words."""
    projects = talk.house.projects
    codes = [code for code, _ in tag.ranked if code is not None and code in projects]
    options = (*codes[:_MOST_CHOICES], NONE)
    talk.ledger.ask(
        NewQuestion(
            observer_id=talk.standing.observer_id,
            kind="project",
            report_id=report.id,
            other_report_id=None,
            options=options,
            asked_at=report.last_at,
            expires_at=report.last_at + talk.house.rules.question_lasts,
        )
    )
    names = [short_name(code, projects) or observer.NONE_OF_THESE for code in options]
    return observer.which_project(names)
