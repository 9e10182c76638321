"""What time itself does to drafts and answers; the clock calls these with `now`.

Every step is a conditional update in a transaction of its own: two clocks, or a clock and a
message at the same moment, do it once.
"""

import logging
from collections.abc import Callable
from datetime import datetime, timedelta

from catalogue.wording import observer
from storage.database import Connection, Database
from storage.intake.delivery_rows import LateAnswer, late_answers, take_late_answers
from storage.intake.due_drafts import (
    DueDraft,
    DueSummary,
    close_if_quiet,
    quiet_drafts,
    silent_bursts,
    take_summary,
)
from storage.roads.outbox import OutMessage, post
from storage.transience import DRIVER_ERRORS

log = logging.getLogger(__name__)

_MOST = 200
# The platform repeats within 20 s; only then is it sure that nobody asks for the answer again.
_LATE_AFTER = timedelta(seconds=20)
_SUMMARY_LASTS = timedelta(minutes=10)
_ANSWER_LASTS = timedelta(hours=24)


def close_quiet_drafts(database: Database, now: datetime) -> int:
    """Close drafts that stayed quiet; returns how many."""
    with database.read() as connection:
        due = quiet_drafts(connection, now, _MOST)
    return _each(database, due, lambda connection, draft: close_if_quiet(connection, draft, now))


def tell_counts(database: Database, now: datetime) -> int:
    """Post the summary of bursts that no reply has summed up; returns how many."""
    with database.read() as connection:
        due = silent_bursts(connection, now, _MOST)
    return _each(database, due, lambda connection, draft: _tell(connection, draft, now))


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


def _each(
    database: Database, due: list[DueDraft], step: Callable[[Connection, DueDraft], bool]
) -> int:
    done = 0
    for draft in due:
        try:
            with database.write() as connection:
                done += step(connection, draft)
        except DRIVER_ERRORS:  # one locked row must not hold up the others; the next tick tries
            log.exception("sweep: draft %d is left for the next tick", draft.report_id)
    return done


def _tell(connection: Connection, draft: DueDraft, now: datetime) -> bool:
    summary = take_summary(connection, draft, now)
    return summary is not None and post(connection, _summary(summary, now))


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
