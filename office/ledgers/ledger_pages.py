"""台账: the reports of a period and the matters of its letters, as .xlsx to hand up or to file."""

from datetime import date
from typing import Final
from urllib.parse import quote

from flask import Response, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from casework.ledgers.tables import MOST_ROWS, TooManyRows, matter_ledger, report_ledger
from casework.rules import local_day
from catalogue.wording import staff_ledgers as words
from office.access.sessions import current_staff
from office.parts import ConsoleParts, Page
from office.rights import may
from storage.desk.acts import record_act

_XLSX: Final = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


class LedgerPages:
    """The page and its two tables; each download is recorded, so each is a POST."""

    def __init__(self, parts: ConsoleParts) -> None:
        self._parts = parts

    def table(self) -> tuple[Page, ...]:
        """Return these pages with their addresses."""
        return (
            ("GET", "/ledgers", "ledgers", self.show),
            ("POST", "/ledgers/reports", "ledger_reports", self.reports),
            ("POST", "/ledgers/matters", "ledger_matters", self.matters),
        )

    def show(self) -> ResponseReturnValue:
        """Show the forms, this year up to today filled in."""
        today = local_day(self._parts.clock())
        return render_template(
            "office/ledgers.html", first=today.replace(month=1, day=1), last=today
        )

    def reports(self) -> ResponseReturnValue:
        """Give the reports of a period, with names only to whoever may see them and asks for it."""
        with_names = "names" in request.form
        if with_names and not may(current_staff().role, "people"):
            return _back(words.NO_RIGHT_TO_NAMES)
        days = _days()
        if days is None:
            return _back(words.NOT_DAYS)
        vault = self._parts.vault if with_names else None
        try:
            data = report_ledger(self._parts.database, *days, self._parts.projects, vault)
        except TooManyRows:
            return _back(words.too_many(MOST_ROWS))
        return self._given(words.REPORTS, days, data, "names" if with_names else "")

    def matters(self) -> ResponseReturnValue:
        """Give the matters of letters signed in a period, all of them or those still open."""
        days, open_only = _days(), "open" in request.form
        if days is None:
            return _back(words.NOT_DAYS)
        try:
            with self._parts.database.read() as connection:
                projects = self._parts.projects
                data = matter_ledger(connection, *days, projects, open_only=open_only)
        except TooManyRows:
            return _back(words.too_many(MOST_ROWS))
        return self._given(words.MATTERS, days, data, "open" if open_only else "")

    def _given(self, title: str, days: tuple[date, date], data: bytes, note: str) -> Response:
        told = " ".join(filter(None, (title, f"{days[0]}..{days[1]}", note)))
        with self._parts.database.write() as connection:
            record_act(
                connection, current_staff().id, "ledger.export", "ledger", told, self._parts.clock()
            )
        name = quote(f"{title}{days[0]:%Y%m%d}-{days[1]:%Y%m%d}.xlsx")
        disposition = f"attachment; filename=ledger.xlsx; filename*=UTF-8''{name}"
        return Response(data, mimetype=_XLSX, headers={"Content-Disposition": disposition})


def _days() -> tuple[date, date] | None:
    try:
        first = date.fromisoformat(request.form.get("first", ""))
        last = date.fromisoformat(request.form.get("last", ""))
    except ValueError:
        return None
    return (first, last) if first <= last else None


def _back(sentence: str) -> ResponseReturnValue:
    flash(sentence, "bad")
    return redirect(url_for("office.ledgers"), 303)
