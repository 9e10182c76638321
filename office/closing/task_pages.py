"""待办: what waits on the desk by its day, and how each ended. Nothing ends without words."""

from typing import Final, Literal

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from casework.ends.tasks import LONGEST_WORDS, Ended, end_task, may_escalate, propose_duban
from casework.rules import local_day
from catalogue.closing import load_closing
from catalogue.wording import staff_tasks as wording
from office.access.sessions import current_staff
from office.closing.unanswered_pages import count_overdue
from office.parts import ConsoleParts, Page
from storage.closing import tasks as rows
from storage.closing.tasks import Task

_OPEN_SHOWN: Final = 300
_ENDED_SHOWN: Final = 50
_SORRY: Final = {Ended.WORDS_MISSING: wording.WORDS_MISSING, Ended.GONE: wording.GONE}


class TaskPages:
    """The list of tasks and the two ways to end one."""

    def __init__(self, parts: ConsoleParts) -> None:
        self._parts = parts

    def table(self) -> tuple[Page, ...]:
        """Return these pages with their addresses."""
        return (
            ("GET", "/tasks", "tasks", self.show),
            ("POST", "/tasks/<int:task_id>/end", "task_end", self.end),
            ("POST", "/tasks/<int:task_id>/duban", "task_duban", self.escalate),
        )

    def show(self) -> ResponseReturnValue:
        """Show what waits, the overdue first, and what was ended last."""
        return tasks_page(self._parts)

    def end(self, task_id: int) -> ResponseReturnValue:
        """End a task with what came of it; without words nothing is kept but what was typed."""
        how: Literal["done", "dismissed"] = "done" if "done" in request.form else "dismissed"
        words = request.form.get("words", "").strip()[:LONGEST_WORDS]
        by = (current_staff().id, self._parts.clock())
        with self._parts.database.write() as connection:
            ended = end_task(connection, self._parts.vault, task_id, (how, words), by)
        return self._answer(ended, task_id, wording.DONE[how])

    def escalate(self, task_id: int) -> ResponseReturnValue:
        """Propose a 督办函: 第六条 must be ticked and the reason written."""
        reason = request.form.get("reason", "").strip()[:LONGEST_WORDS]
        if not reason or "clause" not in request.form:
            return tasks_page(self._parts, task_id, wording.DUBAN_NEEDS_TICK), 422
        by = (current_staff().id, self._parts.clock())
        with self._parts.database.write() as connection:
            ended = propose_duban(connection, self._parts.vault, task_id, reason, by)
        return self._answer(ended, task_id, wording.DUBAN_PROPOSED)

    def _answer(self, ended: Ended, task_id: int, good: str) -> ResponseReturnValue:
        if ended is Ended.WORDS_MISSING:
            return tasks_page(self._parts, task_id, wording.WORDS_MISSING), 422
        flash(*((good, "good") if ended is Ended.DONE else (_SORRY[ended], "bad")))
        return redirect(url_for("office.tasks"), 303)


def tasks_page(parts: ConsoleParts, failed: int = 0, mistake: str = "") -> str:
    """Return the list of tasks; `mistake` is said at the task whose form failed."""
    today = local_day(parts.clock())
    with parts.database.read() as connection:
        waiting = rows.open_tasks(connection, parts.vault, _OPEN_SHOWN)
        ended = rows.ended_tasks(connection, parts.vault, _ENDED_SHOWN)
    return render_template(
        "office/closing/tasks.html",
        overdue=[task for task in waiting if task.due < today],
        due_today=[task for task in waiting if task.due == today],
        later=[task for task in waiting if task.due > today],
        ended=ended,
        failed=failed,
        mistake=mistake,
    )


def tasks_about(
    parts: ConsoleParts, *, letter_id: int | None = None, report_id: int | None = None
) -> list[Task]:
    """Return the tasks about a letter or a report, for the pages that show one."""
    with parts.database.read() as connection:
        return rows.tasks_of(connection, parts.vault, letter_id=letter_id, report_id=report_id)


def task_words(parts: ConsoleParts) -> dict[str, object]:
    """Return what the templates of tasks may call, wherever they are included."""
    return {
        "task_words": wording,
        "longest_words": LONGEST_WORDS,
        "may_escalate": may_escalate,
        "unanswered_days": load_closing().unanswered.days,
        "count_unanswered": lambda: count_overdue(parts),
        "tasks_about": lambda **about: tasks_about(parts, **about),
    }
