"""Finds the report that an observer means by a number or by its absence."""

import re

from handlers.situation import Talk
from storage.ledger_rows import ReportRow

_FULL = re.compile(r"(?P<month>\d{2})(?P<day>\d{2})-(?P<seq>\d+)")
_HIGHEST = 2**31 - 1  # of the column


def find_report(talk: Talk, number: str) -> ReportRow | None:
    """Return the observer's newest report with this number; 32 is short for 0714-32."""
    full = _FULL.fullmatch(number)
    seq = full["seq"] if full else number
    if not seq.isdecimal() or int(seq) > _HIGHEST:
        return None
    for report in talk.ledger.called(talk.standing.observer_id, int(seq)):
        if report.state != "merged" and (full is None or _is_of_day(report, full)):
            return report
    return None


def latest_report(talk: Talk) -> ReportRow | None:
    """Return the open draft, else the newest report that still lives."""
    if talk.standing.draft is not None:
        return talk.standing.draft
    living = (r for r in talk.ledger.recent(talk.standing.observer_id) if r.state == "received")
    return next(living, None)


def _is_of_day(report: ReportRow, full: re.Match[str]) -> bool:
    return (report.day.month, report.day.day) == (int(full["month"]), int(full["day"]))
