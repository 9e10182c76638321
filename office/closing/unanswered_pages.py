"""What was reported long ago and has no outcome: each is a defect of the office's own."""

from datetime import date, timedelta
from typing import Final

from flask import render_template, request
from flask.typing import ResponseReturnValue

from casework.rules import local_day
from catalogue.closing import load_closing
from catalogue.wording import staff_triage
from office.parts import ConsoleParts, Page
from storage.closing.unanswered import count_unanswered, unanswered_page

_PAGE: Final = 100


class UnansweredPages:
    """The list behind the number on the front page."""

    def __init__(self, parts: ConsoleParts) -> None:
        self._parts = parts

    def table(self) -> tuple[Page, ...]:
        """Return these pages with their addresses."""
        return (("GET", "/unanswered", "unanswered", self.show),)

    def show(self) -> ResponseReturnValue:
        """Show a page of them, the oldest first; or of those of some days, as 统计图 counts."""
        today = local_day(self._parts.clock())
        chosen = _days()
        days = chosen or (date.min, _until(today))
        with self._parts.database.read() as connection:
            found = unanswered_page(connection, days, _after(), _PAGE + 1)
        return render_template(
            "office/closing/unanswered.html",
            rows=found[:_PAGE],
            following=found[_PAGE - 1] if len(found) > _PAGE else None,
            today=today,
            chosen=chosen,
            days=load_closing().unanswered.days,
            states=staff_triage.STATES,
        )


def count_overdue(parts: ConsoleParts) -> int:
    """Count the reports without an outcome after so many days."""
    with parts.database.read() as connection:
        return count_unanswered(connection, _until(local_day(parts.clock())))


def _until(today: date) -> date:
    return today - timedelta(days=load_closing().unanswered.days + 1)


def _days() -> tuple[date, date] | None:
    try:
        return date.fromisoformat(request.args["first"]), date.fromisoformat(request.args["last"])
    except (KeyError, ValueError):
        return None


def _after() -> tuple[date, int] | None:
    try:
        return date.fromisoformat(request.args["day"]), int(request.args["after"])
    except (KeyError, ValueError):
        return None
