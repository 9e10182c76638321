"""The clock of letters' terms: T-2, T and T+1 come to the clerk's desk, in office hours.

Each stage makes one task, and one that has passed ends by itself, as does every task of a letter
that was answered meanwhile: after a downtime only what is still true is told.
(Source: issue 5 item 7.)
"""

from collections.abc import Sequence
from datetime import date, datetime
from typing import Final

from casework.ends.tasks import Kind
from casework.letters.clock import TermTask, term_tasks
from casework.rules import local_day
from casework.settings.calendar import calendar_now, is_known
from catalogue.closing import load_closing
from catalogue.letters.terms import Stage
from catalogue.working_days import Calendar, Span, is_office_time
from storage.closing import tasks as rows
from storage.closing.tasks import NewTask
from storage.database import Database

_KINDS: Final = {Stage.SOON: Kind.SOON, Stage.TODAY: Kind.TODAY, Stage.OVERDUE: Kind.CALL}


def follow_terms(database: Database, now: datetime, hours: Sequence[Span]) -> None:
    """Bring the desk's tasks of terms and of missing holidays to what holds now."""
    today = local_day(now)
    kinds = (*_KINDS.values(), Kind.RING, Kind.CALENDAR)
    with database.read() as connection:
        entered = calendar_now(connection)
        if not is_office_time(now, hours, entered):
            return
        reached = term_tasks(connection, today)
        wanted = [_task(each, today) for each in reached]
        wanted += _missing_holidays(today, entered)
        keys = {task.key for task in wanted}
        known = rows.known_keys(connection, keys)
        waiting = rows.open_of_kinds(connection, kinds)
    still = keys | {key for each in reached for key in _calls_before(each)}
    over = [task_id for key, task_id in waiting.items() if key not in still]
    if not over and keys == known:
        return
    with database.write() as connection:
        rows.end_by_facts(connection, over, now)
        for task in wanted:
            rows.put_task(connection, task, now)


def _task(reached: TermTask, today: date) -> NewTask:
    due = today if reached.stage is Stage.OVERDUE else reached.letter.due or today
    return NewTask(reached.key, _KINDS[reached.stage], due, letter_id=reached.letter.id)


def _calls_before(reached: TermTask) -> list[str]:
    """Return which calls a letter may still wait for; once it is overdue there is its own."""
    if reached.stage is Stage.OVERDUE:
        return []
    return [TermTask(reached.letter, each).ring_key for each in (Stage.SOON, Stage.TODAY)]


def _missing_holidays(today: date, entered: Calendar) -> list[NewTask]:
    """Return a task for each year that terms need and whose holidays nobody has loaded."""
    ahead = today.month >= load_closing().calendar.from_month
    years = (today.year, today.year + 1) if ahead else (today.year,)
    return [
        NewTask(f"calendar:{year}", Kind.CALENDAR, today, note=str(year))
        for year in years
        if not is_known(year, entered)
    ]
