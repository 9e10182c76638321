"""函: the list with its filters, and what waits for whoever looks."""

from datetime import date, timedelta
from typing import Final

from flask import render_template, request
from flask.typing import ResponseReturnValue

from casework.rules import local_day
from catalogue.wording import letter_print, staff_letters
from catalogue.wording import letters as letter_wording
from catalogue.wording import staff_letter_desk as wording
from office.access.sessions import current_staff
from office.parts import ConsoleParts, Page
from storage.letters import listing
from storage.letters.listing import LetterFilter
from storage.letters.waiting import letters_waiting_for

_A_PAGE: Final = 50
_A_QUEUE: Final = 200  # what is done makes room for the rest
_RUNNING: Final = ("delivered", "received")
_SOON: Final = timedelta(days=7)


class LetterListPages:
    """Letters as lines; each leads to its own page."""

    def __init__(self, parts: ConsoleParts) -> None:
        self._parts = parts

    def table(self) -> tuple[Page, ...]:
        """Return these pages with their addresses."""
        return (
            ("GET", "/letters", "letters", self.show),
            ("GET", "/signing", "letters_waiting", self.waiting),
        )

    def show(self) -> ResponseReturnValue:
        """Show the letters that the filters ask for, the newest first."""
        args, today = request.args, local_day(self._parts.clock())
        before = args.get("before", 0, type=int)
        wanted = _filter(today)
        with self._parts.database.read() as connection:
            lines = listing.letter_lines(connection, wanted, _A_PAGE + 1, before)
            counts = listing.open_letters_by_state(connection)
            units = listing.units_written_to(connection)
            years = listing.years_numbered(connection)
        chosen = {name: args.get(name, "") for name in ("state", "kind", "unit", "year", "due")}
        more = {name: value for name, value in chosen.items() if value}
        return render_template(
            "office/letters/letters.html",
            lines=lines[:_A_PAGE],
            older=more | {"before": lines[_A_PAGE - 1].id} if len(lines) > _A_PAGE else None,
            counts=counts,
            units=units,
            years=years,
            chosen=chosen,
            narrowed=bool(more),
            **_words(today),
        )

    def waiting(self) -> ResponseReturnValue:
        """Show what waits for whoever looks: to sign, to check, to decide."""
        with self._parts.database.read() as connection:
            ids = letters_waiting_for(connection, current_staff(), _A_QUEUE)
            lines = listing.lines_of(connection, ids)
        today = local_day(self._parts.clock())
        return render_template("office/letters/waiting.html", lines=lines, **_words(today))


def _filter(today: date) -> LetterFilter:
    args = request.args
    state, due = args.get("state", ""), args.get("due", "")
    states: tuple[str, ...] = (state,) if state in staff_letters.STATES else ()
    first: date | None = None
    last: date | None = None
    if due in {"late", "soon"}:
        states = states or _RUNNING
        first, last = (None, today - timedelta(days=1)) if due == "late" else (today, today + _SOON)
    return LetterFilter(
        states,
        args.get("kind", ""),
        args.get("unit", "").strip(),
        args.get("year", 0, type=int),
        (first, last),
    )


def _words(today: date) -> dict[str, object]:
    return {
        "today": today,
        "running": _RUNNING,
        "words": wording,
        "kinds": letter_print.KINDS,
        "letter_states": staff_letters.STATES,
        "roles": letter_wording.ROLES,
    }
