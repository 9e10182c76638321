"""When an entry is refused, and whether its observer can be told."""

import re
from datetime import datetime, timedelta
from typing import Final

from casework.rules import SHANGHAI, local_day
from catalogue.wording import staff_entry as wording
from storage.database import Connection
from storage.people.people import ObserverCard, senders_of
from storage.roads.windows import window_room

LONGEST_WORDS: Final = 5000  # characters
LONGEST_PLACE: Final = 200
_WITH_WINDOW: Final = "official"
_OLDEST: Final = timedelta(days=3660)
_MINUTE: Final = timedelta(minutes=1)
_MOMENT = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})[T\s]+(\d{1,2}):(\d{2})(?::\d{2}(?:\.\d+)?)?")


def read_moment(text: str) -> datetime | None:
    """Return what a browser's date and time field holds (邵阳's clock), aware; None if nothing."""
    found = _MOMENT.fullmatch(text.strip())
    try:
        numbers = [int(number) for number in found.groups()] if found else []
        return datetime(*numbers, tzinfo=SHANGHAI) if found else None  # type: ignore[arg-type,misc]  # five whole numbers
    except ValueError:
        return None


def why_not_then(observer: ObserverCard, sent_at: datetime, now: datetime) -> str:
    """Say why an observer cannot have sent anything then; empty where they can."""
    day = local_day(sent_at)
    if sent_at >= now + _MINUTE:
        return wording.IN_THE_FUTURE
    if now - sent_at > _OLDEST:
        return wording.TOO_LONG_AGO
    if observer.appointed_from and day < observer.appointed_from:
        return wording.not_yet_appointed(observer.name, observer.appointed_from)
    if observer.appointed_to and day > observer.appointed_to:
        return wording.no_more_appointed(observer.name, observer.appointed_to)
    return ""


def why_not_these(words: str, place: str) -> str:
    """Say why an entry's words cannot be kept; empty where they can."""
    if len(words) > LONGEST_WORDS:
        return wording.too_many_words(len(words), LONGEST_WORDS)
    return wording.too_long_place(LONGEST_PLACE) if len(place) > LONGEST_PLACE else ""


def account_to_tell(
    connection: Connection, observer_id: int, now: datetime
) -> tuple[str, str] | None:
    """Return (channel, account) that a message reaches now: the one heard last comes first.

    An Official Account reaches only who wrote within 48 hours; asking it in vain would put a
    message nobody waits for among the undelivered.
    """
    for sender in senders_of(connection, [observer_id]):
        channel, account = sender.channel, sender.sender
        if channel != _WITH_WINDOW or window_room(connection, channel, account, now):
            return channel, account
    return None
