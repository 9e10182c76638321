"""What is said to words that went into a report."""

from casework.reports.drafts import Gathered
from catalogue.tagging.tags import Tag
from catalogue.wording import observer
from handlers import cards, quota
from handlers.alarming import alarm
from handlers.questions import ask_which_project
from handlers.saying import held, parts
from handlers.situation import Talk
from storage.ledger_rows import ReportRow


def taken(gathered: Gathered, tag: Tag | None, talk: Talk, said: str = "") -> str:
    """Say what the report holds now and what is still missing; one kind of question at most.

    `said` are the words, where they are longer than an excerpt.
    """
    report = gathered.report
    alarmed = alarm(gathered.before, report, talk)
    if alarmed:
        return _summary(report, talk) + alarmed + observer.CORRECT_ME
    if tag is not None and tag.ask and report.project is None:
        return _summary(report, talk) + ask_which_project(report, tag, talk)
    if tag is not None and tag.kind == "chat" and report.project is None:
        return observer.noted_but_what(report.number)
    if report.kind == "question":
        return observer.asked_something(report.number, held(report)) + _ask_place(report, talk)
    if _is_outside(report, tag):
        return observer.outside(report.number, held(report))
    asked = _ask_place(report, talk) or cards.ask(report, said, talk)
    if asked:
        return _summary(report, talk) + asked
    return _told(gathered, talk) + quota.second_part(said, tag, report, talk)


def _told(gathered: Gathered, talk: Talk) -> str:
    report = gathered.report
    if gathered.before is not None and _is_told(gathered.before, report):
        return observer.noted(report.number)
    return _summary(report, talk) + (observer.CORRECT_ME if _is_news(gathered) else "")


def _ask_place(report: ReportRow, talk: Talk) -> str:
    if report.county or report.place_asked:
        return ""
    talk.ledger.grow(report._replace(place_asked=True))
    return observer.ASK_PLACE


def _is_outside(report: ReportRow, tag: Tag | None) -> bool:
    return report.project is None and tag is not None and not tag.ask


def _is_told(before: ReportRow, report: ReportRow) -> bool:
    return before.summary_due is None and _understood(before) == _understood(report)


def _understood(report: ReportRow) -> tuple[object, ...]:
    told = (report.photos, report.videos, report.voices, report.places)
    return (*told, report.project, report.kind, report.county, report.township)


def _is_news(gathered: Gathered) -> bool:
    return gathered.before is None or gathered.before.kind == ""


def _summary(report: ReportRow, talk: Talk) -> str:
    return observer.summary(report.number, parts(report, talk.house.projects))
