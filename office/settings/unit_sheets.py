"""Units and contacts by .xlsx: given out, looked at before it is taken in, taken back."""

from urllib.parse import quote

from flask import Response, flash, redirect, request, url_for
from flask.typing import ResponseReturnValue

from casework.settings.sheets import SheetConflict, SheetPlan, apply_sheet, undo_sheet
from casework.settings.units import FAMILY, directory
from casework.settings.units_import import plan_units
from casework.settings.units_sheet import read_units, write_units
from catalogue.geography.places import load_gazetteer
from catalogue.wording import staff_settings
from catalogue.wording import staff_units as wording
from office.access.sessions import current_staff
from office.parts import ConsoleParts, Page
from office.settings.confirming import Preview, confirm_page, form_number, refused
from office.settings.unit_pages import packaged_policy
from storage.database import Connection
from storage.desk.acts import record_act
from storage.settings.contacts import contacts
from storage.settings.sheets import keep_sheet, take_sheet

_XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


class UnitSheetPages:
    """The sheet of units."""

    def __init__(self, parts: ConsoleParts) -> None:
        self._parts = parts
        self._counties = load_gazetteer().counties

    def table(self) -> tuple[Page, ...]:
        """Return these pages with their addresses."""
        at = "/settings/unit-sheet"
        return (
            ("POST", f"{at}/export", "settings_units_export", self.export),
            ("POST", f"{at}/preview", "settings_units_preview", self.preview),
            ("POST", f"{at}/apply", "settings_units_apply", self.apply),
            ("POST", f"{at}/<int:sheet_id>/undo", "settings_units_undo", self.undo),
        )

    def export(self) -> ResponseReturnValue:
        """Give all units with their telephones; a POST, since it is recorded."""
        parts, staff_id = self._parts, current_staff().id
        with parts.database.write() as connection:
            known = directory(connection, packaged_policy(parts))
            people = contacts(connection, parts.vault)
            told = f"{len(people)} people"
            record_act(connection, staff_id, "units.export", "units", told, parts.clock())
        data = write_units(known.values(), people, parts.projects)
        name = f"attachment; filename=units.xlsx; filename*=UTF-8''{quote(wording.SHEET_NAME)}"
        return Response(data, mimetype=_XLSX, headers={"Content-Disposition": name})

    def preview(self) -> ResponseReturnValue:
        """Show what a sheet would change, or every trouble in it."""
        back, upload = url_for("office.settings_units"), request.files.get("sheet")
        if not upload or not upload.filename:
            return refused([wording.NO_FILE], back)
        data, doing = upload.read(), (current_staff().id, self._parts.clock())
        with self._parts.database.write() as connection:
            plan = self._plan(connection, data, upload.filename)
            if plan.troubles:
                return refused(plan.troubles, back)
            kept = (FAMILY, upload.filename, data)
            sheet_id = keep_sheet(connection, self._parts.vault, kept, doing)
        if not plan.changes:
            flash(wording.NOTHING_NEW, "quiet")
            return redirect(back, 303)
        return confirm_page(
            Preview(
                upload.filename,
                plan.changes,
                [wording.MISSING],
                {"sheet_id": str(sheet_id), "filename": upload.filename[:100]},
                url_for("office.settings_units_apply"),
                back,
            )
        )

    def apply(self) -> ResponseReturnValue:
        """Take a previewed sheet in, whole or not at all."""
        parts, doing = self._parts, (current_staff().id, self._parts.clock())
        back, sheet_id = url_for("office.settings_units"), form_number("sheet_id")
        try:
            with parts.database.write() as connection:
                data = take_sheet(connection, parts.vault, (FAMILY, sheet_id), doing)
                if data is None:
                    return _back(wording.PREVIEW_GONE, "bad")
                plan = self._plan(connection, data, request.form.get("filename", "")[:100])
                apply_sheet(connection, plan, sheet_id, *doing)
        except SheetConflict:
            return _back(staff_settings.CHANGED_ELSEWHERE, "bad")
        flash(staff_settings.SAVED, "good")
        return redirect(back, 303)

    def undo(self, sheet_id: int) -> ResponseReturnValue:
        """Take a sheet back as far as nothing was changed since."""
        with self._parts.database.write() as connection:
            by, now = current_staff().id, self._parts.clock()
            undone = undo_sheet(connection, FAMILY, sheet_id, by, now)
        if undone is None:
            return _back(wording.UNDO_GONE, "bad")
        return _back(wording.undone(*undone), "quiet" if undone[1] else "good")

    def _plan(self, connection: Connection, data: bytes, filename: str) -> SheetPlan:
        parts = self._parts
        sheet = read_units(data, parts.projects, self._counties)
        policy = packaged_policy(parts)
        return plan_units(connection, parts.vault, policy, sheet, wording.imported(filename))


def _back(sentence: str, mood: str) -> ResponseReturnValue:
    flash(sentence, mood)
    return redirect(url_for("office.settings_units"), 303)
