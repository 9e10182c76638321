"""Tells the duty staff of an urgent report: one outbox row each, once a report."""

from collections.abc import Sequence
from datetime import datetime, timedelta

from catalogue.wording import staff_alarm
from storage.ledger import Ledger
from storage.ledger_rows import ReportRow
from storage.outbox import OutMessage

# An alarm delivered tomorrow would send somebody out for nothing; the inbox shows it all the same.
_LASTS = timedelta(hours=12)
PURPOSE = "alarm"


def post_alarm(
    ledger: Ledger,
    report: ReportRow,
    project: str,
    duty: Sequence[tuple[str, str]],
    now: datetime,
) -> None:
    """Post the alarm to everybody on duty; `duty` are (channel, recipient)."""
    text = staff_alarm.urgent_report(report.number, f"{report.county}{report.township}", project)
    for channel, recipient in duty:
        ledger.post(
            OutMessage(
                once_key=f"alarm:{report.id}:{channel}:{recipient}"[:120],
                channel=channel,
                recipient=recipient,
                purpose=PURPOSE,
                text=text,
                report_id=report.id,
                not_after=now + _LASTS,
                created_at=now,
            )
        )
