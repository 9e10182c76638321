"""The office's question as the chat's open one: an observer has one open question at a time."""

from datetime import datetime

from sqlalchemy import Connection, insert, select, update

from storage.tables.people import observers
from storage.tables.reports import questions

KIND = "office"


def open_question(
    connection: Connection, about: tuple[int, int], asked_at: datetime, expires_at: datetime
) -> None:
    """Open the question of (observer, report) in the chat in place of whatever was open.

    The observer's row is locked first, as a message of theirs does.
    """
    observer_id, report_id = about
    locked = select(observers.c.id).where(observers.c.id == observer_id).with_for_update()
    connection.execute(locked)
    connection.execute(
        update(questions)
        .where(questions.c.observer_id == observer_id, questions.c.state == "open")
        .values(state="replaced")
    )
    connection.execute(
        insert(questions).values(
            observer_id=observer_id,
            kind=KIND,
            report_id=report_id,
            options="[]",
            asked_at=asked_at,
            expires_at=expires_at,
            state="open",
        )
    )
