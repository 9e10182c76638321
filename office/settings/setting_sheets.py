"""Project words and single working days by .xlsx: given out, looked at, taken in, taken back."""

from collections.abc import Callable
from dataclasses import dataclass
from urllib.parse import quote

from flask import Response, flash, redirect, request, url_for
from flask.typing import ResponseReturnValue

from casework.settings import calendar, words
from casework.settings.calendar_sheet import plan_days, write_days
from casework.settings.sheets import SheetConflict, SheetPlan, apply_sheet, undo_sheet
from casework.settings.word_sheet import plan_words, write_words
from catalogue.wording import staff_setting_sheets as wording
from catalogue.wording import staff_settings, staff_units
from office.access.sessions import current_staff
from office.parts import ConsoleParts, Page
from office.settings.confirming import Preview, confirm_page, form_number, refused
from storage.database import Connection
from storage.settings.sheets import keep_sheet, take_sheet

_XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
_LONGEST_NAME = 100


@dataclass(frozen=True, slots=True)
class SettingSheet:
    """One kind of sheet: `page` shows the family, `plan(connection, data, note)` reads a sheet."""

    family: str
    page: str
    title: str
    stays: str
    write: Callable[[Connection], bytes]
    plan: Callable[[Connection, bytes, str], SheetPlan]


def word_sheet_pages(parts: ConsoleParts) -> "SettingSheetPages":
    """Return the pages of the sheet of project words."""
    names = {project.code: project.short for project in parts.projects}
    sheet = SettingSheet(
        words.FAMILY,
        "settings_words",
        wording.WORD_SHEET,
        wording.WORDS_STAY,
        lambda connection: write_words(connection, names),
        lambda connection, data, note: plan_words(connection, names, data, note),
    )
    return SettingSheetPages(parts, sheet)


def calendar_sheet_pages(parts: ConsoleParts) -> "SettingSheetPages":
    """Return the pages of the sheet of single days; each line names its own source."""
    sheet = SettingSheet(
        calendar.FAMILY,
        "settings_calendar",
        wording.DAY_SHEET,
        wording.DAYS_STAY,
        write_days,
        lambda connection, data, _note: plan_days(connection, data),
    )
    return SettingSheetPages(parts, sheet)


class SettingSheetPages:
    """What is done with one kind of sheet."""

    def __init__(self, parts: ConsoleParts, sheet: SettingSheet) -> None:
        self._parts, self._sheet = parts, sheet

    def table(self) -> tuple[Page, ...]:
        """Return these pages with their addresses."""
        at, name = f"/settings/{self._sheet.family}-sheet", f"{self._sheet.page}_sheet"
        return (
            ("GET", at, name, self.export),
            ("POST", f"{at}/preview", f"{name}_preview", self.preview),
            ("POST", f"{at}/apply", f"{name}_apply", self.apply),
            ("POST", f"{at}/<int:sheet_id>/undo", f"{name}_undo", self.undo),
        )

    def export(self) -> ResponseReturnValue:
        """Give what the office has set."""
        with self._parts.database.read() as connection:
            data = self._sheet.write(connection)
        name = quote(f"{self._sheet.title}.xlsx")
        disposition = f"attachment; filename=sheet.xlsx; filename*=UTF-8''{name}"
        return Response(data, mimetype=_XLSX, headers={"Content-Disposition": disposition})

    def preview(self) -> ResponseReturnValue:
        """Show what a sheet would change, or every trouble in it."""
        sheet, upload = self._sheet, request.files.get("sheet")
        if not upload or not upload.filename:
            return refused([staff_units.NO_FILE], self._page)
        data, filename = upload.read(), upload.filename[:_LONGEST_NAME]
        doing = (current_staff().id, self._parts.clock())
        with self._parts.database.write() as connection:
            plan = sheet.plan(connection, data, staff_units.imported(filename))
            if plan.troubles:
                return refused(plan.troubles, self._page)
            if not plan.changes:
                return self._back(staff_units.NOTHING_NEW, "quiet")
            kept = (sheet.family, filename, data)
            sheet_id = keep_sheet(connection, self._parts.vault, kept, doing)
        fields = {"sheet_id": str(sheet_id), "filename": filename}
        action = url_for(f"office.{sheet.page}_sheet_apply")
        return confirm_page(
            Preview(filename, plan.changes, [sheet.stays], fields, action, self._page)
        )

    def apply(self) -> ResponseReturnValue:
        """Take a previewed sheet in, whole or not at all."""
        parts, which = self._parts, (self._sheet.family, form_number("sheet_id"))
        doing, filename = (current_staff().id, parts.clock()), request.form.get("filename", "")
        try:
            with parts.database.write() as connection:
                data = take_sheet(connection, parts.vault, which, doing)
                if data is None:
                    return self._back(staff_units.PREVIEW_GONE, "bad")
                note = staff_units.imported(filename[:_LONGEST_NAME])
                apply_sheet(connection, self._sheet.plan(connection, data, note), which[1], *doing)
        except SheetConflict:
            return self._back(staff_settings.CHANGED_ELSEWHERE, "bad")
        return self._back(staff_settings.SAVED, "good")

    def undo(self, sheet_id: int) -> ResponseReturnValue:
        """Take a sheet back as far as nothing was changed since."""
        by, now = current_staff().id, self._parts.clock()
        with self._parts.database.write() as connection:
            undone = undo_sheet(connection, self._sheet.family, sheet_id, by, now)
        if undone is None:
            return self._back(staff_units.UNDO_GONE, "bad")
        return self._back(staff_units.undone(*undone), "quiet" if undone[1] else "good")

    @property
    def _page(self) -> str:
        return url_for(f"office.{self._sheet.page}")

    def _back(self, sentence: str, mood: str) -> ResponseReturnValue:
        flash(sentence, mood)
        return redirect(self._page, 303)
