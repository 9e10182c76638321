"""Sheets of earlier years: uploaded, read by the worker, confirmed, undone as a whole."""

import hashlib
from typing import Final, get_args

from flask import abort, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from casework.past.desk import Step, step
from casework.past.headings import KINDS
from casework.rules import local_day
from casework.sheets.xlsx_container import UnreadableWorkbook, check_container
from catalogue.wording import staff_past as wording
from office.access.sessions import current_staff
from office.parts import ConsoleParts, Page
from storage.past import sheets
from storage.past.rows import first_lines
from storage.past.sheets import Upload

_JOB: Final = "past-sheet"
_LARGEST: Final = 20 << 20
_SHOWN: Final = 20
_FIRST_YEAR: Final = 2000
_DONE: Final = {"take": wording.TAKEN, "drop": wording.DROPPED, "undo": wording.UNDONE}


class PastSheetPages:
    """What becomes of an uploaded sheet."""

    def __init__(self, parts: ConsoleParts) -> None:
        self._parts = parts

    def table(self) -> tuple[Page, ...]:
        """Return these pages with their addresses."""
        at = "/past/sheets"
        return (
            ("GET", at, "past_sheets", self.show),
            ("POST", at, "past_upload", self.upload),
            ("GET", f"{at}/<int:sheet_id>", "past_sheet", self.sheet),
            ("POST", f"{at}/<int:sheet_id>/<what>", "past_step", self.step),
        )

    def show(self) -> ResponseReturnValue:
        """Show the form and the newest sheets."""
        with self._parts.database.read() as connection:
            newest = sheets.newest_sheets(connection)
        last_year = local_day(self._parts.clock()).year - 1
        return render_template(
            "office/past/sheets.html", sheets=newest, year=last_year, wording=wording
        )

    def upload(self) -> ResponseReturnValue:
        """Keep a sheet for the worker; what plainly is no .xlsx is refused at once."""
        file, year = request.files.get("sheet"), request.form.get("year", type=int)
        if not file or not file.filename:
            return _back(wording.NO_FILE)
        if year is None or not _FIRST_YEAR <= year <= local_day(self._parts.clock()).year:
            return _back(wording.NO_YEAR)
        data = file.read(_LARGEST + 1)
        if len(data) > _LARGEST:
            return _back(wording.TOO_LARGE)
        try:
            check_container(data)
        except UnreadableWorkbook as refusal:
            return _back(wording.UNREADABLE.get(refusal.reason, refusal.sentence))
        kind = request.form.get("kind", "")
        name, sha256 = file.filename, hashlib.sha256(data).hexdigest()
        return self._keep(Upload(name, sha256, kind if kind in KINDS else "", year, data))

    def sheet(self, sheet_id: int) -> ResponseReturnValue:
        """Show how far a sheet is, every trouble in it, or what would be taken in."""
        with self._parts.database.read() as connection:
            sheet = sheets.sheet_by_id(connection, sheet_id)
            if sheet is None:
                abort(404)
            lines = first_lines(connection, sheet_id, _SHOWN) if sheet.state == "read" else []
        return render_template(
            "office/past/sheet.html",
            sheet=sheet,
            lines=lines,
            projects=self._parts.projects,
            wording=wording,
        )

    def step(self, sheet_id: int, what: str) -> ResponseReturnValue:
        """Take a sheet in, drop it, or undo it."""
        known: Step | None = next((each for each in get_args(Step) if each == what), None)
        if known is None:
            abort(404)
        parts = self._parts
        with parts.database.write() as connection:
            done = step(connection, sheet_id, known, current_staff().id, parts.clock())
        flash(_DONE[known] if done else wording.CHANGED, "good" if done else "bad")
        return redirect(url_for("office.past_sheet", sheet_id=sheet_id), 303)

    def _keep(self, upload: Upload) -> ResponseReturnValue:
        parts = self._parts
        with parts.database.write() as connection:
            doing = (current_staff().id, parts.clock())
            sheet_id = sheets.keep_upload(connection, parts.vault, upload, *doing)
            known = sheets.sheet_of_file(connection, upload.sha256)
        if sheet_id is not None:
            parts.worker_hint(_JOB, sheet_id)
            flash(wording.WAITING, "quiet")
        elif known is not None:
            sheet_id = known.id
            flash(wording.KNOWN if known.state == "taken" else wording.KNOWN_WAITING, "quiet")
        return redirect(url_for("office.past_sheet", sheet_id=sheet_id), 303)


def _back(sentence: str) -> ResponseReturnValue:
    flash(sentence, "bad")
    return redirect(url_for("office.past_sheets"), 303)
