"""台账: the reports of a period, its letters and their matters, as .xlsx to hand up or to file."""

from collections.abc import Callable, Iterator
from contextlib import ExitStack
from datetime import date
from tempfile import TemporaryFile
from typing import IO, Final
from urllib.parse import quote

from flask import Response, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from casework.ledgers.tables import (
    MOST_ROWS,
    TooManyRows,
    letter_ledger,
    matter_ledger,
    report_ledger,
)
from casework.people.identity import note_sheet, read_reason
from casework.rules import local_day
from catalogue.geography.places import load_gazetteer
from catalogue.wording import staff_identity, staff_letters, staff_triage
from catalogue.wording import staff_ledgers as words
from office.access.sessions import current_staff
from office.parts import ConsoleParts, Page
from office.rights import may
from storage.desk.acts import record_act
from storage.desk.exports import ReportsWanted
from storage.letters.ledger import LettersWanted
from storage.letters.listing import units_written_to

_XLSX: Final = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
_UNNUMBERED: Final = ("draft", "submitted", "confirming", "discarded")
_LONGEST: Final = 80
_PIECE: Final = 1 << 16  # bytes


class LedgerPages:
    """The page and its tables; each download is recorded, so each is a POST."""

    def __init__(self, parts: ConsoleParts) -> None:
        self._parts = parts
        self._counties = load_gazetteer().counties

    def table(self) -> tuple[Page, ...]:
        """Return these pages with their addresses."""
        return (
            ("GET", "/ledgers", "ledgers", self.show),
            ("POST", "/ledgers/reports", "ledger_reports", self.reports),
            ("POST", "/ledgers/letters", "ledger_letters", self.letters),
            ("POST", "/ledgers/matters", "ledger_matters", self.matters),
        )

    def show(self) -> ResponseReturnValue:
        """Show the forms, this year up to today filled in."""
        today = local_day(self._parts.clock())
        with self._parts.database.read() as connection:
            units = units_written_to(connection)
        states = staff_letters.STATES.items()
        return render_template(
            "office/ledgers.html",
            first=today.replace(month=1, day=1),
            last=today,
            projects=self._parts.projects,
            counties=self._counties,
            units=units,
            desk_states=staff_triage.STATES,
            letter_states={code: name for code, name in states if code not in _UNNUMBERED},
            matter_states=words.MATTER_STATES,
        )

    def reports(self) -> ResponseReturnValue:
        """Give the reports of a period, with names only to whoever may see them and asks for it."""
        with_names = "names" in request.form
        if with_names and not may(current_staff().role, "people"):
            return _back(words.NO_RIGHT_TO_NAMES)
        reason = read_reason(request.form.get("reason", ""))
        if with_names and not reason:
            return _back(staff_identity.NAMES_NEED_REASON)
        vault = self._parts.vault if with_names else None
        wanted = ReportsWanted(*map(_asked, ("county", "project", "kind", "state")))

        def write(days: tuple[date, date], out: IO[bytes]) -> None:
            report_ledger(self._parts.database, days, wanted, self._parts.projects, vault, out)

        return self._given(words.REPORTS, write, reason if with_names else "")

    def letters(self) -> ResponseReturnValue:
        """Give the letters signed in a period."""

        def write(days: tuple[date, date], out: IO[bytes]) -> None:
            letter_ledger(self._parts.database, _letters(days), self._parts.projects, out)

        return self._given(words.LETTERS, write)

    def matters(self) -> ResponseReturnValue:
        """Give the matters of letters signed in a period."""

        def write(days: tuple[date, date], out: IO[bytes]) -> None:
            matter_ledger(self._parts.database, _letters(days), self._parts.projects, out)

        return self._given(words.MATTERS, write)

    def _given(
        self, title: str, write: Callable[[tuple[date, date], IO[bytes]], None], reason: str = ""
    ) -> ResponseReturnValue:
        days = _days()
        if days is None:
            return _back(words.NOT_DAYS)
        with ExitStack() as unsent:
            file = unsent.enter_context(TemporaryFile())
            try:
                write(days, file)
            except TooManyRows:
                return _back(words.too_many(MOST_ROWS))
            unsent.pop_all()  # the answer closes it once it is sent
        filters = (_asked(name) for name in ("county", "project", "kind", "unit", "state"))
        told = " ".join(filter(None, (title, f"{days[0]}..{days[1]}", *filters)))
        self._record(told, reason)
        return spreadsheet(file, f"{title}{days[0]:%Y%m%d}-{days[1]:%Y%m%d}.xlsx")

    def _record(self, told: str, reason: str) -> None:
        """Record an export; `reason` is why observers' names are in it, empty where none are."""
        by, now = current_staff().id, self._parts.clock()
        with self._parts.database.write() as connection:
            detail = words.with_names(told, reason) if reason else told
            record_act(connection, by, "ledger.export", "ledger", detail, now)
            if reason:
                note_sheet(connection, by, told[:_LONGEST], reason, now)


def spreadsheet(file: IO[bytes], name: str) -> Response:
    """Return the answer that hands a written .xlsx over under this name, and closes it."""
    disposition = f"attachment; filename=ledger.xlsx; filename*=UTF-8''{quote(name)}"
    headers = {"Content-Disposition": disposition, "Content-Length": str(file.tell())}
    return Response(_pieces(file), mimetype=_XLSX, headers=headers)


def _pieces(file: IO[bytes]) -> Iterator[bytes]:
    file.seek(0)
    with file:
        while piece := file.read(_PIECE):
            yield piece


def _letters(days: tuple[date, date]) -> LettersWanted:
    return LettersWanted(*days, *map(_asked, ("county", "project", "unit", "state")))


def _asked(name: str) -> str:
    return request.form.get(name, "").strip()[:_LONGEST]


def _days() -> tuple[date, date] | None:
    try:
        first, last = (date.fromisoformat(_asked(name)) for name in ("first", "last"))
    except ValueError:
        return None
    return (first, last) if first <= last else None


def _back(sentence: str) -> ResponseReturnValue:
    flash(sentence, "bad")
    return redirect(url_for("office.ledgers"), 303)
