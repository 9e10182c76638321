"""Typed words: a command, an answer to our question, a pleasantry, chat, or a note to keep."""

from dataclasses import replace

from casework import alarms
from casework.drafts import Gathered, add_to, gather, take_up_again
from catalogue.tags import Tag
from catalogue.wording import observer
from handlers import answers, corrections, orders
from handlers.arrivals import note_arrival
from handlers.commands import Command, read_command
from handlers.messages import Origin
from handlers.numbers import find_report, latest_report
from handlers.phrases import bare_number, is_pleasantry
from handlers.questions import ask_which_project
from handlers.saying import held, parts, short_name
from handlers.situation import Talk
from storage.ledger_rows import ReportRow

_SUPPLEMENT = "补充"


def note(text: str, origin: Origin, talk: Talk) -> str:
    """Answer typed words (or a menu item's command)."""
    command = read_command(text)
    if command is not None:
        return _order(command, origin, talk)
    answered = answers.answer_question(text, origin.sent_at, talk)
    if answered is not None:
        return answered
    number = bare_number(text)
    if number:
        report = find_report(talk, number)
        return orders.progress_of(report, talk) if report else observer.NO_OPEN_QUESTION
    if is_pleasantry(text):
        return ""
    return _content(text, origin, talk)


def _order(command: Command, origin: Origin, talk: Talk) -> str:
    if command.name != "supplement":
        return orders.obey(command, origin.sent_at, talk)
    report = find_report(talk, command.number) if command.number else latest_report(talk)
    if report is None:
        return observer.unknown_number(command.number) if command.number else observer.NOTHING_YET
    if report.state not in ("collecting", "received"):
        return observer.closed_to_more(report.number, report.state)
    again = take_up_again(talk.ledger, talk.standing, report, origin.sent_at, talk.house.rules)
    if not command.rest:
        return observer.supplementing(report.number)
    return _kept(_add(again, command.rest, origin, talk), talk)


def _content(text: str, origin: Origin, talk: Talk) -> str:
    draft = talk.standing.draft
    awaits_words = draft is not None and draft.notes == 0
    if talk.tag is not None and talk.tag.kind == "chat" and not awaits_words:
        return observer.CHAT
    if text.startswith(_SUPPLEMENT) and draft is None:
        latest = latest_report(talk)
        if latest is not None:
            rules = talk.house.rules
            again = take_up_again(talk.ledger, talk.standing, latest, origin.sent_at, rules)
            return _kept(_add(again, text, origin, talk), talk)
    corrected = _correction(text, origin, talk)
    if corrected:
        return corrected
    arrival = note_arrival(text, origin, talk)
    return _kept(gather(talk.ledger, talk.standing, arrival, talk.house.rules), talk)


def _correction(text: str, origin: Origin, talk: Talk) -> str:
    changes = corrections.in_plain_words(text, talk)
    latest = latest_report(talk) if changes else None
    if latest is None or latest.tagged_by == "clerk":
        return ""
    untagged = replace(note_arrival(text, origin, talk), tag=None)
    kept = add_to(talk.ledger, latest, untagged, talk.house.rules)
    return corrections.apply(kept.report, changes, origin.sent_at, talk)


def _add(report: ReportRow, text: str, origin: Origin, talk: Talk) -> Gathered:
    return add_to(talk.ledger, report, note_arrival(text, origin, talk), talk.house.rules)


def _kept(gathered: Gathered, talk: Talk) -> str:
    report = gathered.report
    alarm = _alarm(gathered, talk)
    if alarm:
        return _summary(report, talk) + alarm + observer.CORRECT_ME
    if talk.tag is not None and talk.tag.ask and report.project is None:
        return _summary(report, talk) + ask_which_project(report, talk.tag, talk)
    if report.kind == "question":
        return observer.asked_something(report.number)
    if _is_outside(report, talk.tag):
        return observer.outside(report.number, held(report))
    if not report.county and not report.place_asked:
        talk.ledger.grow(report._replace(place_asked=True))
        return _summary(report, talk) + observer.ASK_PLACE
    if gathered.before is not None and _understood(gathered.before) == _understood(report):
        return observer.noted(report.number)
    return _summary(report, talk) + (observer.CORRECT_ME if _is_news(gathered) else "")


def _alarm(gathered: Gathered, talk: Talk) -> str:
    known = gathered.before is not None and gathered.before.urgent
    if known or not gathered.report.urgent:
        return ""
    report = gathered.report
    project = short_name(report.project, talk.house.projects)
    alarms.post_alarm(talk.ledger, report, project, talk.house.duty, talk.now)
    return observer.ALARMING + observer.safety(report.project)


def _is_outside(report: ReportRow, tag: Tag | None) -> bool:
    return report.project is None and tag is not None and not tag.ask


def _understood(report: ReportRow) -> tuple[object, ...]:
    told = (report.photos, report.videos, report.voices, report.places)
    return (*told, report.project, report.kind, report.county, report.township)


def _is_news(gathered: Gathered) -> bool:
    return gathered.before is None or gathered.before.kind == ""


def _summary(report: ReportRow, talk: Talk) -> str:
    return observer.summary(report.number, parts(report, talk.house.projects))
