"""Typed words: a command, an answer to our question, a pleasantry, chat, or a note to keep."""

import re
from dataclasses import replace

from casework.binding import looks_like_code
from casework.drafts import Gathered, add_to, gather, is_gathering, take_up_again
from catalogue.tags import Tag
from catalogue.wording import observer, observer_binding
from handlers import answers, corrections, orders
from handlers.alarming import alarm
from handlers.arrivals import note_arrival
from handlers.commands import Command, read_command
from handlers.messages import Origin
from handlers.numbers import find_report, latest_report
from handlers.phrases import bare_number, is_greeting, is_pleasantry
from handlers.questions import ask_which_project
from handlers.saying import held, parts
from handlers.situation import Talk
from storage.ledger_rows import ReportRow

_LONGEST_SHORT = 20  # characters: a number, a greeting, a code, an answer; most notes are longer
# 补充医疗保险 is a subject, not a wish to add something.
_SUPPLEMENT = re.compile(r"补充(?!医|保险|养老|商业|耕地|水)")


def menu_item(key: str, origin: Origin, talk: Talk) -> str:
    """Answer a menu item, whose key is a command; a key of an older menu gets the kind line."""
    command = read_command(key)
    return observer.CHAT if command is None else _order(command, origin, talk)


def note(text: str, origin: Origin, talk: Talk) -> str:
    """Answer typed words."""
    command = read_command(text)
    if command is not None:
        return _order(command, origin, talk)
    answered = answers.answer_question(text, origin.sent_at, talk)
    if answered is not None:
        return answered
    if is_pleasantry(text):
        return ""
    short = _short(text, origin, talk) if len(text) <= _LONGEST_SHORT else None
    return _content(text, origin, talk) if short is None else short


def _short(text: str, origin: Origin, talk: Talk) -> str | None:
    number = bare_number(text)
    if number:
        report = find_report(talk, number)
        return orders.progress_of(report, talk) if report else observer.NO_OPEN_QUESTION
    if is_greeting(text):
        return observer.CHAT
    if looks_like_code(text):
        return observer_binding.ALREADY_BOUND
    if answers.is_bare_answer(text, origin.sent_at, talk):
        return observer.NO_OPEN_QUESTION
    return corrections.denied(text, talk) or None


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
    latest = latest_report(talk) if _SUPPLEMENT.match(text) else None
    if latest is not None:
        rules = talk.house.rules
        again = take_up_again(talk.ledger, talk.standing, latest, origin.sent_at, rules)
        return _kept(_add(again, text, origin, talk), talk)
    if _is_chat(talk) and not _awaits_words(origin, talk):
        return observer.CHAT
    corrected = _correction(text, origin, talk)
    if corrected:
        return corrected
    arrival = note_arrival(text, origin, talk)
    return _kept(gather(talk.ledger, talk.standing, arrival, talk.house.rules), talk)


def _is_chat(talk: Talk) -> bool:
    return talk.tag is not None and talk.tag.kind == "chat"


def _awaits_words(origin: Origin, talk: Talk) -> bool:
    draft = talk.standing.draft
    return draft is not None and draft.notes == 0 and is_gathering(draft, origin.sent_at)


def _correction(text: str, origin: Origin, talk: Talk) -> str:
    changes = corrections.in_plain_words(text, talk)
    latest = latest_report(talk) if changes else None
    if latest is None:
        return observer.NOTHING_YET if changes and "county" not in changes else ""
    if latest.tagged_by == "clerk":
        return ""
    if origin.sent_at - latest.last_at > talk.house.rules.question_lasts:
        return ""  # nobody corrects last week's report without naming it
    untagged = replace(note_arrival(text, origin, talk), tag=None)
    kept = add_to(talk.ledger, latest, untagged, talk.house.rules)
    return corrections.apply(kept.report, changes, origin.sent_at, talk)


def _add(report: ReportRow, text: str, origin: Origin, talk: Talk) -> Gathered:
    return add_to(talk.ledger, report, note_arrival(text, origin, talk), talk.house.rules)


def _kept(gathered: Gathered, talk: Talk) -> str:
    report = gathered.report
    alarmed = alarm(gathered.before, report, talk)
    if alarmed:
        return _summary(report, talk) + alarmed + observer.CORRECT_ME
    if talk.tag is not None and talk.tag.ask and report.project is None:
        return _summary(report, talk) + ask_which_project(report, talk.tag, talk)
    if _is_chat(talk) and report.project is None:
        return observer.noted_but_what(report.number)
    if report.kind == "question":
        return observer.asked_something(report.number, held(report))
    if _is_outside(report, talk.tag):
        return observer.outside(report.number, held(report))
    if not report.county and not report.place_asked:
        talk.ledger.grow(report._replace(place_asked=True))
        return _summary(report, talk) + observer.ASK_PLACE
    if gathered.before is not None and _is_told(gathered.before, report):
        return observer.noted(report.number)
    return _summary(report, talk) + (observer.CORRECT_ME if _is_news(gathered) else "")


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
