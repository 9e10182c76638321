"""退回追问: the office's question about a report, put to its observer in the chat.

Once the question has left, the next words or photo outside another draft are the answer, and 答
with words at any time; it joins the report and puts it back on the board, on top. Before it has
left nobody can answer it: what an observer sends then is a report as ever.
(Source: issue 5 item 1.)
"""

from datetime import datetime, timedelta
from typing import Final

from casework.notices import notice
from casework.triage.gate import Doing, Refused, Why, admit, carry_out
from casework.triage.states import Act, State
from catalogue.wording import notices, observer_triage
from storage.database import Connection
from storage.report_pages import latest_account
from storage.roads.outbox import OutMessage, post
from storage.triage.chat_questions import open_question
from storage.triage.findings import add_office_question
from storage.triage.rows import DeskReport, desk_report

PURPOSE: Final = "desk-question"
LONGEST: Final = 200  # characters of a question: it must be read on a phone
LASTS: Final = timedelta(days=14)
_NEWS_LASTS: Final = timedelta(days=7)


def ask_observer(connection: Connection, report_id: int, words: str, doing: Doing) -> bool:
    """Ask a report's observer; False when they have no account and must be rung. Raises Refused."""
    leave = admit(connection, report_id, Act.ASK, doing)
    asked = words.strip()
    if not asked:
        raise Refused(Why.WORDS_MISSING)
    if len(asked) > LONGEST:
        raise Refused(Why.TOO_LONG, (str(LONGEST),))
    if observer_triage.says_untrue(asked):
        raise Refused(Why.UNKIND)
    carry_out(connection, leave, asked)
    report, by = leave.report, (doing.staff_id, doing.now)
    key = add_office_question(connection, (report.id, report.observer_id), asked, by)
    account = latest_account(connection, report.id)
    if account is None:
        return False
    post(connection, _message(report, key, asked, account, doing.now))
    return True


def question_left(connection: Connection, report_id: int, now: datetime) -> None:
    """Take what the observer sends next for the answer: the question is on its way to them."""
    report = desk_report(connection, report_id)
    if report is not None and report.desk_state == State.ASKED:
        open_question(connection, (report.observer_id, report.id), now, now + LASTS)


def _message(
    report: DeskReport, key: int, words: str, account: tuple[str, str], now: datetime
) -> OutMessage:
    channel, recipient = account
    return OutMessage(
        once_key=f"desk-question:{key}",
        channel=channel,
        recipient=recipient,
        purpose=PURPOSE,
        text=observer_triage.asked(report.number, words),
        report_id=report.id,
        not_after=now + _NEWS_LASTS,
        created_at=now,
        notice=notice("answer", notices.DESK_ASKS, now, number=report.number),
        observer_id=report.observer_id,
    )
