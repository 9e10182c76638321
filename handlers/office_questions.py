"""The office's question about a report (退回追问): what counts as its answer, and where it goes.

Whatever an observer says or sends next, outside another draft of theirs, is the answer; 收到 and
您好 are none. In the midst of another draft, 答 and words are. (Source: issue 5 item 1.)
"""

from datetime import datetime
from typing import Final

from casework.reports.arrivals import Arrival
from casework.reports.drafts import Gathered, add_to, is_gathering, is_open, take_up_again
from catalogue.wording import observer_triage as wording
from handlers.alarming import alarm
from handlers.commands import Command
from handlers.numbers import find_report, unknown
from handlers.phrases import bare_number, is_greeting, is_pleasantry, is_yes_or_no
from handlers.situation import Talk
from storage.ledger_rows import ReportRow
from storage.triage.from_chat import waiting_for

_ASKED: Final = "asked"


def answer(text: str, at: datetime, talk: Talk) -> str | None:
    """Return the reply to words that answer the office's question, None where they do not."""
    if is_greeting(text) or (is_pleasantry(text) and not is_yes_or_no(text)):
        return None
    if "-" in bare_number(text):  # 0714-32 asks how that one stands
        return None
    return answer_with(_words(text, at, talk), talk)


def answer_with(arrival: Arrival, talk: Talk) -> str | None:
    """Return the reply to whatever answers the office's question, None where it does not."""
    report = _asked_about(arrival.sent_at, talk)
    if report is None:
        return None
    rules = talk.house.rules
    again = take_up_again(talk.ledger, talk.standing, report, arrival.sent_at, rules)
    return _told(add_to(talk.ledger, again, arrival, rules), talk)


def reply(command: Command, at: datetime, talk: Talk) -> str:
    """Answer 答 with words: they join the report the office asked about last, or the one named."""
    report = _meant(command.number, talk)
    if report is None:
        return unknown(talk, command.number) if command.number else wording.NOTHING_ASKED
    if not command.rest:
        return wording.answer_how(report.number)
    arrival = _words(command.rest, at, talk)
    return _told(add_to(talk.ledger, report, arrival, talk.house.rules), talk)


def _words(text: str, at: datetime, talk: Talk) -> Arrival:
    return Arrival(talk.delivery_id, talk.sender.channel, "note", at, text=text, tag=talk.tag)


def _told(gathered: Gathered, talk: Talk) -> str:
    report = gathered.report
    return wording.answered(report.number) + alarm(gathered.before, report, talk)


def _asked_about(at: datetime, talk: Talk) -> ReportRow | None:
    question, draft = talk.standing.question, talk.standing.draft
    if question is None or question.kind != "office" or not is_open(question, at):
        return None
    if draft is not None and draft.id != question.report_id and is_gathering(draft, at):
        return None
    report = talk.ledger.report(question.report_id, talk.standing.observer_id)
    return report if report is not None and report.desk_state == _ASKED else None


def _meant(number: str, talk: Talk) -> ReportRow | None:
    if number:
        named = find_report(talk, number)
        return named if named is not None and named.takes_more else None
    for report_id in waiting_for(talk.ledger.wire, talk.standing.observer_id):
        report = talk.ledger.report(report_id, talk.standing.observer_id)
        if report is not None and report.takes_more:
            return report
    return None
