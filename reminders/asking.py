"""A file that cannot be kept or played: a word to the staff, and one question to its observer."""

from datetime import datetime, timedelta
from typing import Final

from casework.notices import notice
from catalogue.wording import notices
from storage.database import Connection
from storage.photos.desk_uploads import DESK, PAGE
from storage.photos.media_rows import FileOrigin
from storage.report_pages import latest_account
from storage.roads import outbox
from storage.roads.outbox import OutMessage
from storage.work import troubles

_ASK_WITHIN: Final = timedelta(hours=48)  # the platform's own window


def tell_staff(connection: Connection, media_id: int, sentence: str, now: datetime) -> None:
    """Put what is wrong with a file before the staff."""
    ref = f"media:{media_id}"
    troubles.raise_trouble(connection, ref, "media", ref, sentence, now)


def ask_again(  # whom, about which report, why, in which words, when
    connection: Connection, origin: FileOrigin, why: str, text: str, now: datetime
) -> None:
    """Ask the observer to send something again: once a report and reason, not once a file.

    What a clerk uploaded is the clerk's to bring again; the trouble says so. What came from a page
    is asked for in the chat.
    """
    channel, recipient = origin.channel, origin.sender
    if channel == PAGE:
        channel, recipient = latest_account(connection, origin.report_id) or (DESK, "")
    if channel == DESK:
        return
    message = OutMessage(
        once_key=f"again-{why}:{origin.report_id}",
        channel=channel,
        recipient=recipient,
        purpose="send-again",
        text=text,
        report_id=origin.report_id,
        not_after=now + _ASK_WITHIN,
        created_at=now,
        notice=notice("resend", notices.SEND_AGAIN, now, number=origin.number),
        observer_id=origin.observer_id,
    )
    outbox.post(connection, message)
