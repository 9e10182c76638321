"""Every end is told in words to whoever reported the matter, and looked back at some time later.

Nobody is told the same twice in a row: a report that ends with its letter's matter says it once.
Whoever has no account is told by a short message, or stands on the list of calls.
(Source: issue 5 item 8.)
"""

from collections.abc import Collection, Mapping
from datetime import datetime, timedelta
from typing import Final

from casework.ends.tasks import Kind
from casework.notices import notice
from casework.rules import local_day
from catalogue.closing import load_closing
from catalogue.wording import notices, observer_ends
from storage.closing import ends as rows
from storage.closing import tasks
from storage.closing.ends import Reporter
from storage.closing.tasks import NewTask
from storage.database import Connection
from storage.people.people import account_of
from storage.roads.outbox import OutMessage, post

PURPOSE: Final = "outcome"
_NEWS_LASTS: Final = timedelta(days=7)
LOOKED_BACK: Final = frozenset({"solved", "lasting"})  # mended, or promised


def tell_end(
    connection: Connection, report_ids: Collection[int], outcome: tuple[str, str], now: datetime
) -> None:
    """Tell the observers of these reports, and of those merged into them, (code, words)."""
    for reporter in rows.reporters(connection, report_ids):
        text = observer_ends.ended(reporter.number, *outcome)
        _tell(connection, reporter, (text, notices.OUTCOME), now)


def tell_reopened(connection: Connection, report_ids: Collection[int], now: datetime) -> None:
    """Tell whoever heard of an end that the matter is in hand again."""
    for reporter in rows.reporters(connection, report_ids):
        if rows.last_told(connection, reporter.report_id, PURPOSE)[0]:
            text = observer_ends.reopened(reporter.number)
            _tell(connection, reporter, (text, notices.REOPENED), now)


def report_ended(
    connection: Connection, report_id: int, outcome: tuple[str, str], now: datetime
) -> None:
    """Do what follows when the desk ends a report with (code, words)."""
    tell_end(connection, (report_id,), outcome, now)
    if not rows.has_matters(connection, report_id):  # else its letter's matter is looked back at
        plan_look_back(connection, f"report:{report_id}", outcome[0], now, {"report_id": report_id})


def report_reopened(connection: Connection, report_id: int, now: datetime) -> None:
    """Do what follows when the desk opens a report again."""
    tell_reopened(connection, (report_id,), now)
    drop_look_back(connection, f"report:{report_id}", now)


def plan_look_back(
    connection: Connection, at: str, code: str, now: datetime, about: Mapping[str, int]
) -> None:
    """Put 回头看 on the desk for some time later, where something was mended or promised.

    `at` names what ended, e.g. `item:3`; `about` are the task's letter_id, item_id or report_id.
    """
    if code not in LOOKED_BACK:
        return
    today = local_day(now)
    due = today + timedelta(days=load_closing().look_back.days)
    key = f"look_back:{at}:{now.isoformat()}"
    task = NewTask(
        key,
        Kind.LOOK_BACK,
        due,
        letter_id=about.get("letter_id"),
        item_id=about.get("item_id"),
        report_id=about.get("report_id"),
    )
    tasks.put_task(connection, task, now)


def drop_look_back(connection: Connection, at: str, now: datetime) -> None:
    """Take 回头看 off the desk: what it was about is open again."""
    waiting = tasks.open_of_kinds(connection, (Kind.LOOK_BACK,))
    over = [task for key, task in waiting.items() if key.startswith(f"look_back:{at}:")]
    tasks.end_by_facts(connection, over, now)


def _tell(connection: Connection, reporter: Reporter, told: tuple[str, str], now: datetime) -> None:
    count, last = rows.last_told(connection, reporter.report_id, PURPOSE)
    if told[0] == last:
        return
    channel, recipient = account_of(connection, reporter.observer_id)
    message = OutMessage(
        once_key=f"outcome:{reporter.report_id}:{count}",
        channel=channel,
        recipient=recipient,
        purpose=PURPOSE,
        text=told[0],
        report_id=reporter.report_id,
        not_after=now + _NEWS_LASTS,
        created_at=now,
        notice=notice("outcome", told[1], now, number=reporter.number),
        observer_id=reporter.observer_id,
    )
    post(connection, message)
