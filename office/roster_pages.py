"""The roster: the list, the import in two steps, the empty sheet."""

from urllib.parse import quote

from flask import Response, abort, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from casework.roster import RosterConflict, RosterPlan, RowFate, apply_roster, plan_roster
from casework.roster_blank import blank_sheet
from casework.roster_rows import RosterSheet
from casework.roster_sheet import read_roster
from catalogue.places import load_gazetteer
from catalogue.wording import staff as wording
from office.parts import ConsoleParts, Page
from office.sessions import current_staff
from storage import people
from storage import roster_previews as previews

_XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


class RosterPages:
    """Who the observers are and how a sheet changes that."""

    def __init__(self, parts: ConsoleParts) -> None:
        self._parts = parts
        self._counties = load_gazetteer().counties

    def table(self) -> tuple[Page, ...]:
        """Return these pages with their addresses."""
        return (
            ("GET", "/roster", "roster", self.show),
            ("GET", "/roster/blank.xlsx", "roster_blank", self.blank),
            ("POST", "/roster/preview", "roster_preview", self.preview),
            ("POST", "/roster/preview/<int:preview_id>/apply", "roster_apply", self.apply),
        )

    def show(self) -> ResponseReturnValue:
        """Show everybody by group, with the accounts bound to them."""
        with self._parts.database.read() as connection:
            cards = people.list_observers(connection, self._parts.vault)
            accounts: dict[int, list[people.Sender]] = {card.id: [] for card in cards}
            for sender in people.senders_of(connection, accounts):
                if sender.observer_id is not None:
                    accounts[sender.observer_id].append(sender)
        unbound = sum(not bound for bound in accounts.values())
        return render_template(
            "office/roster.html", cards=cards, accounts=accounts, unbound=unbound
        )

    def preview(self) -> ResponseReturnValue:
        """Read an uploaded sheet and show what it would change, or every trouble in it."""
        upload = request.files.get("sheet")
        if not upload or not upload.filename:
            return self._back(wording.ROSTER_NO_FILE)
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
                    return self._back(wording.ROSTER_PREVIEW_GONE)
                sheet = read_roster(kept, self._counties)
                if sheet.troubles:  # the rules of the sheet changed between the two steps
                    abort(409)
                plan = apply_roster(connection, vault, sheet, now, staff.id)
        except RosterConflict:
            return self._back(wording.ROSTER_CONFLICT)
        flash(_done(plan), "good")
        return redirect(url_for("office.roster"), 303)

    def blank(self) -> ResponseReturnValue:
        """Give the empty sheet to fill in."""
        name = quote(wording.ROSTER_BLANK_NAME)
        disposition = f"attachment; filename=roster.xlsx; filename*=UTF-8''{name}"
        return Response(
            blank_sheet(self._counties),
            mimetype=_XLSX,
            headers={"Content-Disposition": disposition},
        )

    def _plan(self, sheet: RosterSheet, upload: previews.Upload) -> tuple[RosterPlan, int | None]:
        vault, now = self._parts.vault, self._parts.clock()
        with self._parts.database.write() as connection:
            plan = plan_roster(connection, vault, sheet)
            if plan.conflicts:
                return plan, None
            return plan, previews.keep_preview(connection, vault, upload, now)

    @staticmethod
    def _back(sentence: str) -> ResponseReturnValue:
        flash(sentence, "bad")
        return redirect(url_for("office.roster"), 303)


def _done(plan: RosterPlan) -> str:
    return wording.roster_imported(*(plan.count(fate) for fate in RowFate))
