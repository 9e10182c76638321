"""What time itself does to drafts and answers; the clock calls these with `now`.

Every step is a conditional update in a transaction of its own: two clocks, or a clock and a
message at the same moment, do it once.
"""

from datetime import datetime, timedelta

from catalogue.wording import observer
from storage.database import Database
from storage.delivery_rows import LateAnswer, late_answers, take_late_answers
from storage.due_drafts import (
    DueSummary,
    close_if_quiet,
    quiet_drafts,
    silent_bursts,
    take_summary,
)
from storage.outbox import OutMessage, post

_MOST = 200
# The platform repeats within 20 s; only then is it sure that nobody asks for the answer again.
_LATE_AFTER = timedelta(seconds=20)
_SUMMARY_LASTS = timedelta(minutes=10)
_ANSWER_LASTS = timedelta(hours=24)


def close_quiet_drafts(database: Database, now: datetime) -> int:
    """Close drafts that stayed quiet; returns how many."""
    with database.read() as connection:
        due = quiet_drafts(connection, now, _MOST)
    closed = 0
    for draft in due:
        with database.write() as connection:
            closed += close_if_quiet(connection, draft, now)
    return closed


def tell_counts(database: Database, now: datetime) -> int:
    """Post the summary of bursts that no reply has summed up; returns how many."""
    with database.read() as connection:
        due = silent_bursts(connection, now, _MOST)
    told = 0
    for draft in due:
        with database.write() as connection:
            summary = take_summary(connection, draft, now)
            told += summary is not None and post(connection, _summary(summary, now))
    return told


def post_late_answers(database: Database, now: datetime) -> int:
    """Move answers that nobody fetched any more into the outbox; returns how many."""
    before = now - _LATE_AFTER
    with database.read() as connection:
        due = late_answers(connection, before, _MOST)
    if not due:
        return 0
    with database.write() as connection:
        late = take_late_answers(connection, due)
        for answer in late:
            post(connection, late_message(answer, now))
    return len(late)


def late_message(answer: LateAnswer, now: datetime) -> OutMessage:
    """Return the message that carries an answer which missed its request."""
    return OutMessage(
        once_key=f"answer:{answer.delivery_id}",
        channel=answer.channel,
        recipient=answer.sender,
        purpose="answer",
        text=answer.text,
        report_id=None,
        not_after=now + _ANSWER_LASTS,
        created_at=now,
    )


def _summary(summary: DueSummary, now: datetime) -> OutMessage:
    text = observer.burst_summary(
        summary.number,
        summary.photos,
        summary.videos,
        summary.places,
        has_words=summary.has_words,
    )
    return OutMessage(
        once_key=f"summary:{summary.report_id}:{summary.due.timestamp():.3f}",
        channel=summary.channel,
        recipient=summary.sender,
        purpose="summary",
        text=text,
        report_id=summary.report_id,
        not_after=now + _SUMMARY_LASTS,
        created_at=now,
    )
