"""What is kept of people who are no (bound) observers, and what becomes of it.

Everything they send is held: out of sight, its files fetched, nine of them a day. Once they are
bound it is handled as their own, and they are told so in one sentence; unbound for seven days, it
is erased. Urgent words alarm the duty staff all the same. (Source: issue 3, bullet 2.)
"""

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Final

from casework import alarms
from casework.rules import local_day
from catalogue.wording import observer_inquiries
from catalogue.wording import observer_strangers as wording
from storage.database import Connection, Database
from storage.intake import strangers
from storage.intake.held_rows import TakenOver, close_stranger, erase_held, overdue_strangers
from storage.intake.ledger import Ledger
from storage.ledger_rows import Sender, WantedMedia
from storage.roads.outbox import OutMessage, post

MOST_FILES_A_DAY: Final = 9
KEPT: Final = timedelta(days=7)
_NEWS_LASTS: Final = timedelta(days=2)
_MOST_ANSWERS: Final = 2  # a message of the platform holds 2048 bytes; 进度 tells the others


def hold_words(ledger: Ledger, sender: Sender, delivery_id: int, now: datetime) -> None:
    """Hold a message without a file."""
    strangers.hold(ledger.wire, delivery_id, sender.id, now, local_day(now), files=0)


def hold_file(ledger: Ledger, sender: Sender, wanted: WantedMedia, now: datetime) -> int:
    """Hold a message with a file, fetch it if it is among the day's nine; return its count."""
    day = local_day(now)
    count = strangers.hold(ledger.wire, wanted.delivery_id, sender.id, now, day, files=1)
    if count <= MOST_FILES_A_DAY:
        ledger.want_media(wanted)
    return count


def alarm(
    ledger: Ledger,
    sender: Sender,
    delivery_id: int,
    duty: Sequence[tuple[str, str]],
    now: datetime,
) -> None:
    """Put a held message with urgent words before the clerks and alarm the duty staff."""
    strangers.note_urgent(ledger.wire, delivery_id)
    alarms.post_stranger_alarm(ledger, sender.id, delivery_id, duty, now)


def tell_taken_over(connection: Connection, sender_id: int, now: datetime) -> bool:
    """Tell a bound person, once, what was taken over; False while something is still held."""
    taken = close_stranger(connection, sender_id)
    if taken is None:
        return False
    text = wording.taken_over(taken.numbers, taken.kinds, taken.lost, taken.left_out)
    for number, words, answer in taken.answers[:_MOST_ANSWERS]:
        text += "\n" + observer_inquiries.answered_from_handbook(number, words, answer)
    if text:
        post(connection, _news(sender_id, taken, text, now))
    return True


def erase_strangers(database: Database, now: datetime) -> int:
    """Erase what unbound people sent seven days ago; returns how many messages."""
    before, erased = now - KEPT, 0
    with database.read() as connection:
        overdue = overdue_strangers(connection, before)
    for sender_id in overdue:
        batch = -1
        while batch:
            with database.write() as connection:
                batch = erase_held(connection, sender_id, before)
            erased += batch
    return erased


def _news(sender_id: int, taken: TakenOver, text: str, now: datetime) -> OutMessage:
    return OutMessage(
        once_key=f"taken-over:{sender_id}:{taken.last_delivery}",
        channel=taken.channel,
        recipient=taken.sender,
        purpose="taken-over",
        text=text,
        report_id=None,
        not_after=now + _NEWS_LASTS,
        created_at=now,
    )
