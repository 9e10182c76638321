"""Sends news again once the observer's own word has opened the window anew.

A question of Friday is answered on Monday, when an official account may write no more; a matter
ends two months after its report. What they were to hear waits, shown as 未送达, for whatever the
observer sends next. (Source: issue 5 item 8: 未送达, and a road that reaches.)
"""

from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Final

from casework.closing import looking
from casework.column import consent, deciding
from casework.ends import telling
from casework.questions import inquiry_desk
from casework.triage import asking
from storage.database import Database
from storage.desk import desk
from storage.roads import missed, outbox

_WORTH: Final[Mapping[str, timedelta]] = {
    inquiry_desk.PURPOSE: inquiry_desk.NEWS_LASTS,
    asking.PURPOSE: asking.LASTS,
    looking.PURPOSE: timedelta(days=90),
    telling.PURPOSE: timedelta(days=365),
    consent.PURPOSE: consent.ASKING_LASTS,
    deciding.PURPOSE: timedelta(days=90),
}
_A_TRY: Final = timedelta(days=1)


def send_news_again(database: Database, now: datetime) -> int:
    """Queue every such message; returns how many."""
    since = {purpose: now - lasts for purpose, lasts in _WORTH.items()}
    with database.read() as connection:
        due = missed.to_send_again(connection, since)
    if not due:
        return 0
    until = now + _A_TRY
    with database.write() as connection:
        again = [each for each in due if outbox.queue_again(connection, each, now, until)]
        for outbox_id in again:
            desk.resolve_troubles_of(connection, f"outbox:{outbox_id}", None, now)
    return len(again)
