"""A message that joins a report the desk has looked at: an answer, or news a clerk must see."""

from datetime import datetime

from casework.triage.states import Act, State, step_for
from storage.ledger_rows import ReportRow
from storage.triage.from_chat import move_by_observer, tell_desk, tell_main
from storage.wire import Wire


def came_to_desk(wire: Wire, report: ReportRow, at: datetime) -> None:
    """Tell the board of a message in this report; `report` is as it was before."""
    step = step_for(Act.ANSWER, report.desk_state)
    if step is not None:
        move_by_observer(wire, report.id, (step.act, step.before, step.after), at)
    elif report.desk_state == State.MERGED:
        tell_main(wire, report.id, at)
    else:
        tell_desk(wire, report.id, at)
