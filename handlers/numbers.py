"""Finds the report or the question that an observer means by a number or by its absence."""

import re
from datetime import date

from catalogue.wording import observer, observer_inquiries
from handlers.situation import Talk
from storage.intake.inquiry_ledger import Inquiry, inquiries_called, newest_inquiry
from storage.ledger_rows import ReportRow

_FULL = re.compile(r"(?P<month>\d{2})(?P<day>\d{2})-(?P<seq>\d+)")
_HIGHEST = 2**31 - 1  # of the column


def find_report(talk: Talk, number: str) -> ReportRow | None:
    """Return the observer's newest report with this number; 32 is short for 0714-32."""
    full, seq = _read(number)
    if seq is None:
        return None
    for report in talk.ledger.called(talk.standing.observer_id, seq):
        if not report.is_gone and _is_of_day(report.day, full):
            return report
    return None


def find_inquiry(talk: Talk, number: str) -> Inquiry | None:
    """Return the observer's newest question with this number."""
    full, seq = _read(number)
    if seq is None:
        return None
    called = inquiries_called(talk.ledger.wire, talk.standing.observer_id, seq)
    return next((inquiry for inquiry in called if _is_of_day(inquiry.day, full)), None)


def question_called(talk: Talk, number: str, report: ReportRow | None) -> Inquiry | None:
    """Return the question that a number means where `report` is the report of that number.

    32 may be yesterday's report and today's question: the later day is meant. Of one day they are
    one and the same, and the report has come of the question.
    """
    inquiry = find_inquiry(talk, number)
    if inquiry is None or report is None:
        return inquiry
    return inquiry if inquiry.day > report.day else None


def unknown(talk: Talk, number: str) -> str:
    """Say that a number is no report of theirs: a question's, or none at all."""
    inquiry = find_inquiry(talk, number)
    if inquiry is not None and inquiry.report_id is None:
        return observer_inquiries.not_a_report(inquiry.number)
    return observer.unknown_number(number)


def latest_report(talk: Talk) -> ReportRow | None:
    """Return the open draft, else the newest living report that the observer sent us.

    What a clerk entered for them is meant only where they name its number.
    """
    if talk.standing.draft is not None:
        return talk.standing.draft
    recent = talk.ledger.recent(talk.standing.observer_id)
    own = (r for r in recent if r.state == "received" and r.source == "chat")
    return next(own, None)


def latest_inquiry(talk: Talk, report: ReportRow | None) -> Inquiry | None:
    """Return the last question where it came after this, the latest report."""
    inquiry = newest_inquiry(talk.ledger.wire, talk.standing.observer_id)
    if inquiry is None or inquiry.report_id is not None:
        return None
    return inquiry if report is None or inquiry.asked_at >= report.last_at else None


def _read(number: str) -> tuple[re.Match[str] | None, int | None]:
    full = _FULL.fullmatch(number)
    seq = full["seq"] if full else number
    return full, int(seq) if seq.isdecimal() and int(seq) <= _HIGHEST else None


def names(number: str, day: date, seq: int) -> bool:
    """Whether a number as typed, 0714-32 or 32, is that of the `seq`-th of a day."""
    full, typed = _read(number)
    return typed == seq and _is_of_day(day, full)


def _is_of_day(day: date, full: re.Match[str] | None) -> bool:
    return full is None or (day.month, day.day) == (int(full["month"]), int(full["day"]))
