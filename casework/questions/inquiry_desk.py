"""What a clerk does with an observer's question: answer it, take it as a report, or close it."""

from datetime import datetime, timedelta
from enum import Enum, auto

from casework.notices import notice
from casework.questions.inquiries import file_by_clerk
from casework.rules import DraftRules
from catalogue.wording import notices, observer_inquiries
from storage.database import Connection, Database
from storage.desk import inquiry_desk
from storage.desk.acts import record_act
from storage.desk.inquiry_desk import OnTray, answer_key
from storage.intake.ledger import Ledger
from storage.intake.numbers import Numbers
from storage.roads.outbox import OutMessage, post
from storage.wire import wire_transaction

MOST_BYTES = 2048  # of one message's text on either platform; what is longer would be cut
PURPOSE = "inquiry"
NEWS_LASTS = timedelta(days=7)
_BYTES_A_CHARACTER = 3  # Chinese in UTF-8


class Settled(Enum):
    """What came of a clerk's step. SAME_AGAIN: this very answer was given before."""

    DONE = auto()
    SAME_AGAIN = auto()
    GONE = auto()


def surplus_of(asked: OnTray, answer: str) -> int:
    """Return how many Chinese characters the answer has too many for one message, 0 if it fits."""
    over = len(_told(asked, answer).encode()) - MOST_BYTES
    return max(0, -(-over // _BYTES_A_CHARACTER))


def answer_question(
    connection: Connection, asked: OnTray, answer: str, staff_id: int, now: datetime
) -> Settled:
    """Send the answer, once, to where the question came from."""
    inquiry = asked.inquiry
    if not inquiry_desk.settle(connection, inquiry.id, staff_id, now, answer=answer):
        after = inquiry_desk.find_on_tray(connection, inquiry.id)
        is_same = after is not None and after.inquiry.answer == answer
        return Settled.SAME_AGAIN if is_same else Settled.GONE
    record_act(connection, staff_id, "inquiry.answered", f"inquiry:{inquiry.id}", "", now)
    told = (_told(asked, answer), notices.answered(inquiry.number, answer))
    post(connection, _message(asked, answer_key(inquiry.id), told, now))
    return Settled.DONE


def close_question(
    connection: Connection, asked: OnTray, reason: str, staff_id: int, now: datetime
) -> Settled:
    """Take a question off the tray without an answer."""
    inquiry_id = asked.inquiry.id
    if not inquiry_desk.settle(connection, inquiry_id, staff_id, now, reason=reason):
        return Settled.GONE
    record_act(connection, staff_id, "inquiry.closed", f"inquiry:{inquiry_id}", reason, now)
    return Settled.DONE


def file_question(
    database: Database, asked: OnTray, staff_id: int, now: datetime
) -> tuple[Settled, int | None]:
    """Take a question as a report under its number and tell the observer; returns its id too."""
    inquiry = asked.inquiry
    if inquiry.state != "open" or inquiry.report_id is not None:
        return Settled.GONE, inquiry.report_id
    with wire_transaction(database, pipelined=False) as wire:
        ledger = Ledger(wire, Numbers(database))
        report = file_by_clerk(ledger, inquiry, staff_id, now, DraftRules())
        if report is None:
            return Settled.GONE, None
        with wire.plain() as connection:
            record_act(connection, staff_id, "inquiry.filed", f"report:{report.id}", "", now)
            text = observer_inquiries.filed_by_office(inquiry.number, inquiry.words)
            key, told = f"inquiry-filed:{inquiry.id}", (text, notices.FILED)
            post(connection, _message(asked, key, told, now, report.id))
    return Settled.DONE, report.id


def _told(asked: OnTray, answer: str) -> str:
    return observer_inquiries.answered(asked.inquiry.number, asked.inquiry.words, answer)


def _message(
    asked: OnTray, key: str, told: tuple[str, str], now: datetime, report_id: int | None = None
) -> OutMessage:
    text, short = told
    return OutMessage(
        once_key=key,
        channel=asked.inquiry.channel,
        recipient=asked.recipient,
        purpose=PURPOSE,
        text=text,
        report_id=report_id if report_id is not None else asked.inquiry.report_id,
        not_after=now + NEWS_LASTS,
        created_at=now,
        notice=notice("answer", short, now, number=asked.inquiry.number),
        observer_id=asked.inquiry.observer_id,
    )
