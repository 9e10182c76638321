"""往年: lines of sheets that the office kept before, listed, narrowed, given as .xlsx."""

from contextlib import ExitStack
from tempfile import TemporaryFile
from typing import Any, Final

from flask import abort, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from casework.ledgers.past_table import past_ledger
from casework.ledgers.tables import MOST_ROWS, TooManyRows
from catalogue.geography.places import load_gazetteer
from catalogue.wording import staff_ledgers
from catalogue.wording import staff_past as wording
from office.access.sessions import current_staff
from office.ledgers.ledger_pages import spreadsheet
from office.parts import ConsoleParts, Page
from storage.desk.acts import record_act
from storage.past.rows import COUNT_CAP, PastWanted, count_past, past_page, past_years
from storage.search.bigrams import normal, runs
from storage.search.brief_reads import TookTooLong, brief_read

_A_PAGE: Final = 50
_LONGEST: Final = 80
_LARGEST_ID: Final = 2**63 - 1
_ASKED: Final = ("q", "kind", "year", "county", "project", "unit", "closed", "sheet")


class PastPages:
    """The list; nothing on it can be changed."""

    def __init__(self, parts: ConsoleParts) -> None:
        self._parts = parts
        self._counties = load_gazetteer().counties

    def table(self) -> tuple[Page, ...]:
        """Return these pages with their addresses."""
        return (
            ("GET", "/past", "past", self.show),
            ("POST", "/past/export", "past_export", self.export),
        )

    def show(self) -> ResponseReturnValue:
        """Show the lines that the filters let through, the newest sheet first."""
        asked = _asked(request.args)
        wanted = _wanted(asked)
        before = max(0, min(request.args.get("before", 0, type=int), _LARGEST_ID))
        try:
            with brief_read(self._parts.database) as connection:
                lines = past_page(connection, wanted, _A_PAGE + 1, before)
                total = None if before else count_past(connection, wanted)
                years = past_years(connection)
        except TookTooLong:
            abort(504)
        more = {name: value for name, value in asked.items() if value}
        return render_template(
            "office/past/list.html",
            lines=lines[:_A_PAGE],
            older=more | {"before": lines[_A_PAGE - 1].id} if len(lines) > _A_PAGE else None,
            total=total,
            cap=COUNT_CAP,
            years=years,
            asked=asked,
            narrowed=bool(more),
            projects=self._parts.projects,
            counties=self._counties,
            wording=wording,
        )

    def export(self) -> ResponseReturnValue:
        """Give the lines that the filters let through as .xlsx; a POST, since it is recorded."""
        parts, asked = self._parts, _asked(request.form)
        with ExitStack() as unsent:
            file = unsent.enter_context(TemporaryFile())
            try:
                past_ledger(parts.database, _wanted(asked), parts.projects, file)
            except TooManyRows:
                flash(staff_ledgers.too_many(MOST_ROWS), "bad")
                return redirect(url_for("office.past"), 303)
            unsent.pop_all()  # the answer closes it once it is sent
        told, now = " ".join(filter(None, (wording.EXPORT, *asked.values()))), parts.clock()
        with parts.database.write() as connection:
            record_act(connection, current_staff().id, "ledger.export", "ledger", told, now)
        return spreadsheet(file, f"{wording.EXPORT}.xlsx")


def _asked(said: Any) -> dict[str, str]:
    return {name: said.get(name, "").strip()[:_LONGEST] for name in _ASKED}


def _wanted(asked: dict[str, str]) -> PastWanted:
    return PastWanted(
        kind=asked["kind"],
        year=_number(asked["year"]),
        county=asked["county"],
        project=asked["project"],
        unit="".join(asked["unit"].split()),
        closed=asked["closed"],
        terms=tuple(dict.fromkeys(runs(normal(asked["q"])))),
        sheet_id=_number(asked["sheet"]),
    )


def _number(text: str) -> int:
    return int(text) if text.isascii() and text.isdecimal() and len(text) < len("9999999999") else 0
