"""What follows when a letter's matter is closed or opened again: its reports end and begin with it.

A report whose matters are all closed ends with the last one's outcome, unless a colleague has it
open; then it stays on the board for them. (Source: issue 5 items 1 and 8.)
"""

from contextlib import suppress
from datetime import datetime

from casework.ends.telling import drop_look_back, plan_look_back, tell_end, tell_reopened
from casework.triage.acts import close_report, reopen_report
from casework.triage.gate import Doing, Refused
from casework.triage.states import End, State
from storage.closing import ends as rows
from storage.database import Connection
from storage.triage.rows import desk_report


def item_closed(  # of which letter, which matter, (code, words), by whom, when
    connection: Connection,
    item: tuple[int, int],
    outcome: tuple[str, str],
    by: tuple[int, datetime],
) -> None:
    """Tell the matter's observers, plan to look back, and end the reports that are done with it."""
    letter_id, item_id = item
    held = rows.reports_of_item(connection, item_id)
    tell_end(connection, held, outcome, by[1])
    about = {"letter_id": letter_id, "item_id": item_id}
    plan_look_back(connection, f"item:{item_id}", outcome[0], by[1], about)
    for report_id in held:
        report = desk_report(connection, report_id)
        if report is not None and not rows.has_open_matters(connection, report_id):
            with suppress(Refused):  # what cannot be ended now waits on the board
                doing = Doing(by[0], report.version, by[1])
                close_report(connection, report_id, End(outcome[0]), outcome[1], doing)


def item_reopened(
    connection: Connection, item_id: int, note: str, by: tuple[int, datetime]
) -> None:
    """Open the matter's reports again, and say so to whoever heard of the end."""
    held = rows.reports_of_item(connection, item_id)
    for report_id in held:
        report = desk_report(connection, report_id)
        if report is not None and report.desk_state == State.CLOSED:
            with suppress(Refused):  # a colleague has it open, and opens it again
                reopen_report(connection, report_id, Doing(by[0], report.version, by[1], note))
    tell_reopened(connection, held, by[1])
    drop_look_back(connection, f"item:{item_id}", by[1])
