"""What the chat does with a question: it opens no report; handbook or office answer it.

Photos that wait for their words come first: a question then says what they show, as in
这个灯坏了归谁管？, so it is kept as their note, and 问办公室 puts it on the tray as well.
A question with urgent words is a report as ever. (Source: issue 3 item 1.)
"""

from datetime import datetime

from casework.questions import inquiries
from casework.reports.drafts import Gathered
from catalogue.wording import observer, observer_inquiries
from handlers import handbook
from handlers.arrivals import note_arrival
from handlers.commands import Command
from handlers.messages import Origin
from handlers.numbers import find_inquiry, find_report
from handlers.situation import Talk
from handlers.taken import taken
from storage.intake.inquiry_ledger import Inquiry, newest_inquiry


def is_question(talk: Talk) -> bool:
    """Whether the words ask something and nothing in them is urgent."""
    return talk.tag is not None and talk.tag.kind == "question" and not talk.tag.urgent


def ask(text: str, origin: Origin, talk: Talk) -> str:
    """Answer a question from the handbook, or put it on the tray."""
    entry = handbook.answer_to(text, talk)
    if entry is None:
        return observer_inquiries.asked(_put(text, origin, talk).number)
    told = handbook.told(entry)
    answered = _put(text, origin, talk, answer=told, handbook_key=entry.key)
    return observer_inquiries.from_handbook(told, answered.number)


def kept_with_photos(text: str, origin: Origin, gathered: Gathered, talk: Talk) -> str:
    """Answer a question that was kept as the note of a draft."""
    observer_id, arrival = talk.standing.observer_id, note_arrival(text, origin, talk)
    inquiries.note_question(talk.ledger, observer_id, arrival, gathered.report)
    told = taken(gathered, talk.tag, talk)
    if talk.tag is not None and talk.tag.ask and gathered.report.project is None:
        return told  # one question of ours at a time
    entry = handbook.answer_to(text, talk)
    answered = "" if entry is None else handbook.told(entry)
    return told + answered + observer_inquiries.ASK_THE_OFFICE


def ask_office(command: Command, origin: Origin, talk: Talk) -> str:
    """Answer 问办公室: with words they are the question, alone it is about the last one."""
    if command.rest:
        return observer_inquiries.passed_on(_put(command.rest, origin, talk).number)
    last = newest_inquiry(talk.ledger.wire, talk.standing.observer_id)
    if last is None or not _is_recent(last, origin.sent_at, talk):
        return observer_inquiries.HOW_TO_ASK
    if last.state == "open":
        return observer_inquiries.passed_on_before(last.number)
    may_reopen = last.state == "filed" or (last.state == "answered" and last.handbook_key)
    if may_reopen and inquiries.to_the_tray(talk.ledger, last, talk.now):
        return observer_inquiries.passed_on(last.number)
    return observer_inquiries.HOW_TO_ASK


def report_it(command: Command, at: datetime, talk: Talk) -> str:
    """Answer 报: the last question, or the one named, is a report after all."""
    inquiry = _meant(command.number, talk)
    if inquiry is None:
        return _nothing_to_report(command.number, talk)
    if inquiry.report_id is not None:
        return observer_inquiries.a_report_already(inquiry.number)
    if not command.number and not _is_recent(inquiry, at, talk):
        hours = int(talk.house.rules.question_lasts.total_seconds() // 3600)
        return observer_inquiries.too_long_ago(inquiry.number, hours)
    rules = talk.house.rules
    gathered = inquiries.file_by_observer(talk.ledger, talk.standing, inquiry, at, rules)
    if gathered is None:  # in this very moment the office did
        return observer_inquiries.a_report_already(inquiry.number)
    return observer_inquiries.now_a_report(taken(gathered, inquiries.tag_of(inquiry), talk))


def progress_of(inquiry: Inquiry) -> str:
    """Say where a question stands."""
    number, words = inquiry.number, inquiry.words
    if inquiry.state == "open":
        return observer_inquiries.waiting(number, words)
    if inquiry.state == "answered" and inquiry.handbook_key:
        return observer_inquiries.from_handbook_before(number, words, inquiry.answer)
    if inquiry.state == "answered":
        return observer_inquiries.answered(number, words, inquiry.answer)
    if inquiry.settled_by is None:
        return observer_inquiries.taken_back_before(number, words)
    return observer_inquiries.closed(number, words)


def take_back(inquiry: Inquiry, talk: Talk) -> str:
    """Answer 撤回 on a question."""
    if inquiry.state == "open" and inquiries.take_back(talk.ledger, inquiry, talk.now):
        return observer_inquiries.taken_back(inquiry.number)
    return progress_of(inquiry)


def _put(
    text: str, origin: Origin, talk: Talk, *, answer: str = "", handbook_key: str = ""
) -> Inquiry:
    return inquiries.put_question(
        talk.ledger,
        talk.standing.observer_id,
        note_arrival(text, origin, talk),
        answer=answer,
        handbook_key=handbook_key,
    )


def _meant(number: str, talk: Talk) -> Inquiry | None:
    if number:
        return find_inquiry(talk, number)
    return newest_inquiry(talk.ledger.wire, talk.standing.observer_id)


def _nothing_to_report(number: str, talk: Talk) -> str:
    report = find_report(talk, number) if number else None
    if report is not None:
        return observer_inquiries.a_report_already(report.number)
    return observer.unknown_number(number) if number else observer_inquiries.NOTHING_ASKED


def _is_recent(inquiry: Inquiry, at: datetime, talk: Talk) -> bool:
    return at - inquiry.asked_at <= talk.house.rules.question_lasts
