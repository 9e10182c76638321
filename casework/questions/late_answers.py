"""Sends an office's answer again once the observer's own word has opened the window anew.

A question of Friday is answered on Monday, when an official account may write no more: the answer
waits, shown as 未送达, for whatever the observer sends next.
"""

from datetime import datetime

from casework.questions.inquiry_desk import NEWS_LASTS
from storage.database import Database
from storage.desk import desk, inquiry_desk
from storage.roads import outbox


def send_answers_again(database: Database, now: datetime) -> int:
    """Queue every such answer; returns how many."""
    with database.read() as connection:
        due = inquiry_desk.answers_to_send_again(connection, now, now - NEWS_LASTS)
    if not due:
        return 0
    with database.write() as connection:
        again = [outbox_id for outbox_id in due if outbox.queue_again(connection, outbox_id, now)]
        for outbox_id in again:
            desk.resolve_troubles_of(connection, f"outbox:{outbox_id}", None, now)
    return len(again)
