"""Tells the duty staff of urgent reports and strangers: one outbox row each, once a cause."""

from collections.abc import Sequence
from datetime import datetime, timedelta

from casework.notices import notice
from catalogue.wording import notices, observer, staff_alarm
from storage.database import Connection
from storage.desk.transcripts import Unheard
from storage.intake.ledger import Ledger
from storage.ledger_rows import ReportRow
from storage.report_pages import latest_account, number_of
from storage.roads.outbox import OutMessage, post

# An alarm delivered tomorrow would send somebody out for nothing; the inbox shows it all the same.
_LASTS = timedelta(hours=12)
PURPOSE = "alarm"
_NEWS_LASTS = timedelta(hours=2)  # later, "they have been told" would only puzzle


def post_alarm(
    ledger: Ledger,
    report: ReportRow,
    project: str,
    duty: Sequence[tuple[str, str]],
    now: datetime,
) -> None:
    """Post the alarm to everybody on duty; `duty` are (channel, recipient)."""
    where = f"{report.county}{report.township}"
    text = staff_alarm.urgent_report(report.number, where, project)
    form = notice("alarm", project or notices.ALARM, now, number=report.number, where=where)
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
                notice=form,
            )
        )


def post_stranger_alarm(
    ledger: Ledger,
    sender_id: int,
    delivery_id: int,
    duty: Sequence[tuple[str, str]],
    now: datetime,
) -> None:
    """Post the alarm of a stranger's urgent words; at most one an hour for one person."""
    hour = int(now.timestamp()) // 3600
    for channel, recipient in duty:
        ledger.post(
            OutMessage(
                once_key=f"alarm-stranger:{sender_id}:{hour}:{channel}:{recipient}"[:120],
                channel=channel,
                recipient=recipient,
                purpose=PURPOSE,
                text=staff_alarm.urgent_stranger(delivery_id),
                report_id=None,
                not_after=now + _LASTS,
                created_at=now,
            )
        )


def post_voice_alarm(
    connection: Connection, voice: Unheard, duty: Sequence[tuple[str, str]], now: datetime
) -> None:
    """Tell everybody on duty that a voice waits to be typed up; the observer is told nothing."""
    for channel, recipient in duty:
        post(
            connection,
            OutMessage(
                once_key=f"unheard:{voice.media_id}:{channel}:{recipient}"[:120],
                channel=channel,
                recipient=recipient,
                purpose="voice-alarm",
                text=staff_alarm.unheard_voice(voice.number),
                report_id=voice.report_id,
                not_after=now + _LASTS,
                created_at=now,
            ),
        )


def tell_alarm_arrived(connection: Connection, report_id: int, now: datetime) -> None:
    """Tell the observer, once, that the duty staff have been told: the platform took the alarm."""
    number = number_of(connection, report_id)
    account = latest_account(connection, report_id)
    if number is None or account is None:
        return
    channel, recipient = account
    post(
        connection,
        OutMessage(
            once_key=f"alarm-arrived:{report_id}",
            channel=channel,
            recipient=recipient,
            purpose="alarm-arrived",
            text=observer.alarm_arrived(number),
            report_id=report_id,
            not_after=now + _NEWS_LASTS,
            created_at=now,
        ),
    )
