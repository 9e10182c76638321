"""Answers to the open question, in a digit or in words. Anything else is not an answer."""

from datetime import datetime
from functools import cache, partial

from casework.reports.drafts import is_gathering, is_open, merge
from casework.reports.observer_corrections import correct
from catalogue.projects import Projects
from catalogue.wording import observer, observer_corrections
from handlers import cards, office_questions
from handlers.phrases import bare_number, bare_words, new_or_same
from handlers.questions import NONE
from handlers.saying import held, parts, short_name
from handlers.situation import Talk
from handlers.turns import Turn
from storage.ledger_rows import Question, ReportRow

_LIVING = ("collecting", "received")


def turns(text: str, at: datetime, talk: Talk) -> list[Turn]:
    """Return the open question, with when it was asked."""
    question = talk.standing.question
    return (
        [] if question is None else [(question.asked_at, partial(answer_question, text, at, talk))]
    )


def answer_question(text: str, at: datetime, talk: Talk) -> str | None:
    """Return the reply if the words answer the open question, None if they do not."""
    question = talk.standing.question
    if question is None or not is_open(question, at):
        return None
    match question.kind:
        case "same":
            return _same_or_new(text, question, talk)
        case "card":
            return cards.answer(text, question, at, talk)
        case "project":
            return _project(text, question, at, talk)
        case "office":
            return office_questions.answer(text, at, talk)


def is_bare_answer(text: str, at: datetime, talk: Talk) -> bool:
    """Whether the words can only answer a question, though none is open: they open no report."""
    words = bare_words(text)
    if new_or_same(text) is not None or words == observer.NONE_OF_THESE:
        return True
    is_name = words in _short_names(talk.house.projects)
    return is_name and not is_gathering(talk.standing.draft, at)


@cache
def _short_names(projects: Projects) -> frozenset[str]:
    return frozenset(bare_words(project.short) for project in projects)


def _same_or_new(text: str, question: Question, talk: Talk) -> str | None:
    said = new_or_same(text)
    if said is None:
        return None
    talk.ledger.settle_question(question)
    new = _report(question.report_id, talk)
    old = _report(question.other_report_id, talk)
    if new is None or new.state not in _LIVING:
        return observer.NO_OPEN_QUESTION
    if said == "new" or old is None:
        return observer.kept_apart(new.number)
    if old.state not in _LIVING:
        return observer.cannot_put_together(new.number, old.number)
    whole = merge(talk.ledger, new, old, talk.now)
    return observer.put_together(whole.number, held(whole))


def _project(text: str, question: Question, at: datetime, talk: Talk) -> str | None:
    code = _chosen(text, question, talk)
    if code is None:
        return None
    talk.ledger.settle_question(question)
    report = _report(question.report_id, talk)
    if report is None or report.state not in _LIVING:
        return observer.NO_OPEN_QUESTION
    if report.tagged_by == "clerk":
        return observer_corrections.settled_by_office(report.number)
    project = None if code == NONE else code
    after = correct(talk.ledger, report, {"project": project}, at)
    if project is None:
        return observer.outside(after.number, held(after))
    told = observer.summary(after.number, parts(after, talk.house.projects))
    return told + cards.ask(after, "", talk, settled=question)


def _chosen(text: str, question: Question, talk: Talk) -> str | None:
    number = bare_number(text)
    if number.isdecimal() and 1 <= int(number) <= len(question.options):
        return question.options[int(number) - 1]
    words = bare_words(text)
    for code in question.options:
        name = short_name(code, talk.house.projects) or observer.NONE_OF_THESE
        if words and words == bare_words(name):
            return code
    return None


def _report(report_id: int | None, talk: Talk) -> ReportRow | None:
    if report_id is None:
        return None
    return talk.ledger.report(report_id, talk.standing.observer_id)
