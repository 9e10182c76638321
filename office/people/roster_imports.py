"""Sheets on their way into the roster and out again: preview, import, the list of imports, undo."""

from flask import abort, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from casework.people.roster import (
    RosterConflict,
    RosterPlan,
    RowFate,
    Taking,
    apply_roster,
    plan_roster,
)
from casework.people.roster_rows import RosterSheet
from casework.people.roster_sheet import read_roster
from casework.people.roster_undo import may_be_undone, undo_import
from catalogue.geography.places import load_gazetteer
from catalogue.wording import staff as wording
from catalogue.wording import staff_people
from office.access.sessions import current_staff
from office.parts import ConsoleParts, Page
from storage.people import roster_previews as previews
from storage.people.roster_imports import newest_imports

_SHOWN = 50


class RosterImportPages:
    """How a sheet changes the roster, and how that is taken back."""

    def __init__(self, parts: ConsoleParts) -> None:
        self._parts = parts
        self._counties = load_gazetteer().counties

    def table(self) -> tuple[Page, ...]:
        """Return these pages with their addresses."""
        return (
            ("POST", "/roster/preview", "roster_preview", self.preview),
            ("POST", "/roster/preview/<int:preview_id>/apply", "roster_apply", self.apply),
            ("GET", "/roster/imports", "roster_imports", self.show),
            ("POST", "/roster/imports/<int:import_id>/undo", "roster_undo", self.undo),
        )

    def show(self) -> ResponseReturnValue:
        """List the newest imports and what undoing some of them left."""
        now = self._parts.clock()
        with self._parts.database.read() as connection:
            imports = newest_imports(connection, self._parts.vault, _SHOWN)
        return render_template(
            "office/roster_imports.html",
            imports=imports,
            undoable={
                kept.id for kept in imports if kept.counts.written and may_be_undone(kept, now)
            },
            wording=staff_people,
        )

    def preview(self) -> ResponseReturnValue:
        """Read an uploaded sheet and show what it would change, or every trouble in it."""
        upload = request.files.get("sheet")
        if not upload or not upload.filename:
            return _back(wording.ROSTER_NO_FILE)
        kept = previews.Upload(upload.read(), upload.filename, current_staff().id)
        sheet = read_roster(kept.sheet, self._counties)
        plan, preview_id = (None, None) if sheet.troubles else self._plan(sheet, kept)
        page = render_template(
            "office/roster_preview.html",
            sheet=sheet,
            plan=plan,
            fates=RowFate,
            filename=upload.filename,
            preview_id=preview_id,
            wording=wording,
        )
        return page, 200 if preview_id else 422

    def apply(self, preview_id: int) -> ResponseReturnValue:
        """Carry out a previewed sheet, whole or not at all."""
        now, staff, vault = self._parts.clock(), current_staff(), self._parts.vault
        try:
            with self._parts.database.write() as connection:
                kept = previews.waiting_preview(connection, vault, preview_id, staff.id, now)
                if kept is None or not previews.mark_applied(connection, preview_id, now):
                    return _back(wording.ROSTER_PREVIEW_GONE)
                sheet = read_roster(kept.sheet, self._counties)
                if sheet.troubles:  # the rules of the sheet changed between the two steps
                    abort(409)
                taking = Taking(kept.filename, staff.id, now)
                plan = apply_roster(connection, vault, sheet, taking)
        except RosterConflict:
            return _back(wording.ROSTER_CONFLICT)
        flash(wording.roster_imported(*(plan.count(fate) for fate in RowFate)), "good")
        return redirect(url_for("office.roster"), 303)

    def undo(self, import_id: int) -> ResponseReturnValue:
        """Take an import back as far as nothing was built upon it."""
        now, staff = self._parts.clock(), current_staff()
        with self._parts.database.write() as connection:
            undone = undo_import(connection, self._parts.vault, import_id, staff.id, now)
        if undone is None:
            flash(staff_people.UNDO_GONE, "bad")
        else:
            told = staff_people.import_undone(
                undone.restored, undone.removed, len(undone.leftovers)
            )
            flash(told, "quiet" if undone.leftovers else "good")
        return redirect(url_for("office.roster_imports"), 303)

    def _plan(self, sheet: RosterSheet, upload: previews.Upload) -> tuple[RosterPlan, int | None]:
        vault, now = self._parts.vault, self._parts.clock()
        with self._parts.database.write() as connection:
            plan = plan_roster(connection, vault, sheet)
            if plan.conflicts:
                return plan, None
            return plan, previews.keep_preview(connection, vault, upload, now)


def _back(sentence: str) -> ResponseReturnValue:
    flash(sentence, "bad")
    return redirect(url_for("office.roster"), 303)
