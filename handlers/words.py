"""Typed words: a command, an answer, a pleasantry, chat, a question, or a note to keep."""

import re
from dataclasses import replace

from casework.people.binding import looks_like_code
from casework.reports.drafts import Gathered, add_to, gather, is_gathering, take_up_again
from catalogue.wording import observer, observer_binding, observer_triage
from handlers import (
    answers,
    card_links,
    cards,
    corrections,
    essays,
    handbook,
    inquiries,
    looking,
    office_questions,
    orders,
    publishing,
)
from handlers.activities import assessments
from handlers.activities import obeying as activities
from handlers.arrivals import note_arrival
from handlers.commands import Command, read_command
from handlers.messages import Origin
from handlers.numbers import find_report, latest_report, question_called, unknown
from handlers.phrases import bare_number, is_greeting, is_pleasantry
from handlers.situation import Talk
from handlers.taken import taken
from handlers.turns import first_taken
from storage.ledger_rows import ReportRow

_LONGEST_SHORT = 20  # characters: a number, a greeting, a code, an answer; most notes are longer
# 补充医疗保险 is a subject, not a wish to add something.
_SUPPLEMENT = re.compile(r"补充(?!医|保险|养老|商业|耕地|水)")


def menu_item(key: str, origin: Origin, talk: Talk) -> str:
    """Answer a menu item, whose key is a command; a key of an older menu gets the kind line."""
    command = read_command(key)
    if command is None:
        return observer.CHAT
    if command.name == "withdraw":
        return orders.before_withdrawing(talk)
    return _order(command, origin, talk)


def note(text: str, origin: Origin, talk: Talk) -> str:
    """Answer typed words."""
    command = read_command(text)
    if command is not None:
        return _order(command, origin, talk)
    said = (text, origin.sent_at, talk)
    asked = [
        *looking.turns(*said),
        *publishing.turns(*said),
        *assessments.turns(*said),
        *answers.turns(*said),
    ]
    answered = first_taken(asked)
    if answered is not None:
        return answered
    if is_pleasantry(text):
        return ""
    corrected = cards.corrected(text, origin.sent_at, talk)
    if corrected is not None:
        return corrected
    short = _short(text, origin, talk) if len(text) <= _LONGEST_SHORT else None
    return _content(text, origin, talk) if short is None else short


def _short(text: str, origin: Origin, talk: Talk) -> str | None:
    number = bare_number(text)
    if number:
        return _about(number, talk) or observer.NO_OPEN_QUESTION
    if is_greeting(text):
        return observer.CHAT
    if looks_like_code(text):
        return observer_binding.ALREADY_BOUND
    if answers.is_bare_answer(text, origin.sent_at, talk):
        return observer.NO_OPEN_QUESTION
    return corrections.denied(text, talk) or None


def _about(number: str, talk: Talk) -> str:
    report = find_report(talk, number)
    inquiry = question_called(talk, number, report)
    if inquiry is not None:
        return inquiries.progress_of(inquiry)
    return "" if report is None else orders.progress_of(report, talk)


def _order(command: Command, origin: Origin, talk: Talk) -> str:
    match command.name:
        case "supplement" | "reply":
            return _more_of_one(command, origin, talk)
        case "card" | "essay":
            return _link(command, talk)
        case "handbook":
            return handbook.look_up(command.rest, talk)
        case "report_it":
            return inquiries.report_it(command, origin.sent_at, talk)
        case "ask_office" if not (command.rest and talk.tag is not None and talk.tag.urgent):
            return inquiries.ask_office(command, origin, talk)
        case "ask_office":
            return _content(command.rest, origin, talk)
        case "join" | "leave_it" | "ahead" | "check_in" | "visit" | "assess":
            return activities.obey(command, origin.sent_at, talk)
        case _:
            return orders.obey(command, origin.sent_at, talk)


def _link(command: Command, talk: Talk) -> str:
    if command.name == "card":
        return card_links.give(command, talk)
    return essays.where_to_hand_in(command.rest, talk)


def _more_of_one(command: Command, origin: Origin, talk: Talk) -> str:
    if command.name == "reply":
        return office_questions.reply(command, origin.sent_at, talk)
    report = find_report(talk, command.number) if command.number else latest_report(talk)
    if report is None:
        return unknown(talk, command.number) if command.number else observer.NOTHING_YET
    if not report.takes_more:
        return observer.closed_to_more(report.number, report.state)
    again = take_up_again(talk.ledger, talk.standing, report, origin.sent_at, talk.house.rules)
    if not command.rest:
        return observer.supplementing(report.number)
    gathered = _add(again, command.rest, origin, talk)
    if report.desk_state == "merged":
        return observer_triage.joined_merged(report.number)
    return taken(gathered, talk.tag, talk, command.rest)


def _content(text: str, origin: Origin, talk: Talk) -> str:
    latest = latest_report(talk) if _SUPPLEMENT.match(text) else None
    if latest is not None:
        rules = talk.house.rules
        again = take_up_again(talk.ledger, talk.standing, latest, origin.sent_at, rules)
        return taken(_add(again, text, origin, talk), talk.tag, talk, text)
    if _is_chat(talk) and not _awaits_words(origin, talk):
        return observer.CHAT
    corrected = _correction(text, origin, talk)
    if corrected:
        return corrected
    asks = inquiries.is_question(talk)
    if asks and not _awaits_words(origin, talk):
        return inquiries.ask(text, origin, talk)
    arrival = note_arrival(text, origin, talk)
    gathered = gather(talk.ledger, talk.standing, arrival, talk.house.rules)
    if asks:
        return inquiries.kept_with_photos(text, origin, gathered, talk)
    return taken(gathered, talk.tag, talk, text)


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
