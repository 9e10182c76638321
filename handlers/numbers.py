"""Finds the report that an observer means by a number or by its absence."""

import re

from handlers.situation import Talk
from storage.ledger_rows import ReportRow

_FULL = re.compile(r"(\d{2})(\d{2})-(\d+)")


def find_report(talk: Talk, number: str) -> ReportRow | None:
    """Return the observer's newest report with this number; 32 is short for 0714-32."""
    for report in talk.ledger.recent(talk.standing.observer_id):
        if report.state != "merged" and _is_called(report, number):
            return report
    return None


def latest_report(talk: Talk) -> ReportRow | None:
    """Return the open draft, else the newest report that still lives."""
    if talk.standing.draft is not None:
        return talk.standing.draft
    living = (r for r in talk.ledger.recent(talk.standing.observer_id) if r.state == "received")
    return next(living, None)


def _is_called(report: ReportRow, number: str) -> bool:
    full = _FULL.fullmatch(number)
    if full:
        month, day, seq = map(int, full.groups())
        return (report.day.month, report.day.day, report.seq) == (month, day, seq)
    return number.isdecimal() and report.seq == int(number)
