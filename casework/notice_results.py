"""What follows when a message left or arrived, and when an event says that a notice did not."""

from datetime import datetime
from typing import Final

from casework import alarms
from casework.triage import asking
from catalogue.wording import staff_outbox as words
from storage.database import Connection
from storage.roads import notice_sends, outbox

SUCCESS: Final = "success"


def tell_sent(connection: Connection, purpose: str, report_id: int | None, now: datetime) -> None:
    """Do what waits for a message's arrival: an alarm's observer hears of it."""
    if purpose == alarms.PURPOSE and report_id is not None:
        alarms.tell_alarm_arrived(connection, report_id, now)


def tell_left(connection: Connection, purpose: str, report_id: int | None, now: datetime) -> None:
    """Do what waits for a message's leaving: the office's question may be answered from now on."""
    if purpose == asking.PURPOSE and report_id is not None:
        asking.question_left(connection, report_id, now)


def note_result(connection: Connection, msg_id: str, status: str, now: datetime) -> None:
    """Take a platform's final word on a template message: `success`, or why it failed."""
    outbox_id = notice_sends.note_status(connection, msg_id, status, now)
    if outbox_id is not None:
        carry_out(connection, outbox_id, status, now)


def carry_out(connection: Connection, outbox_id: int, status: str, now: datetime) -> None:
    """Call a handed message delivered, or queue it again for its next road."""
    if status == SUCCESS:
        confirmed = outbox.confirm(connection, outbox_id)
        if confirmed is not None:
            tell_sent(connection, *confirmed, now)
    else:
        outbox.send_on(connection, outbox_id, words.notice_failed(status), now)
