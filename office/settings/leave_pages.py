"""Signers who are away: entered, looked at before it holds, taken back."""

from datetime import date

from flask import abort, request, url_for
from flask.typing import ResponseReturnValue

from casework.letters.gate import policy_in_force
from casework.settings.changing import Wish
from casework.settings.leave import (
    FAMILY,
    SIGNING_ROLES,
    Leave,
    kinds_concerned,
    leave_of,
    overlapping,
)
from catalogue.wording import staff_rules as wording
from catalogue.wording.staff_access import ROLE_NAMES
from office.parts import ConsoleParts, Page
from office.settings.confirming import (
    Preview,
    confirm_page,
    form_note,
    form_number,
    refused,
    restore,
    save,
    version_of,
)
from storage.settings.effects import waiting_for
from storage.settings.versions import newest_of


class LeavePages:
    """Who signs while somebody is away; shown on the page of the rules."""

    def __init__(self, parts: ConsoleParts) -> None:
        self._parts = parts

    def table(self) -> tuple[Page, ...]:
        """Return these pages with their addresses."""
        at = "/settings/leave"
        return (
            ("POST", f"{at}/preview", "settings_leave_preview", self.preview),
            ("POST", f"{at}/save", "settings_leave_save", self.save),
            ("POST", f"{at}/<role>/restore", "settings_leave_restore", self.restore),
        )

    def preview(self) -> ResponseReturnValue:
        """Show which letters a deputy would sign."""
        wanted, back = _typed(), url_for("office.settings_rules")
        if wanted is None or not form_note():
            return refused([wording.BAD_LEAVE if wanted is None else wording.NO_REASON], back)
        region, now = self._parts.region, self._parts.clock()
        with self._parts.database.read() as connection:
            known = newest_of(connection, FAMILY, wanted.role)
            kinds = kinds_concerned(policy_in_force(connection, region, now), wanted.role)
            waiting = waiting_for(connection, region, wanted.role)
            also_away = overlapping(connection, wanted)
        if also_away is not None:
            return refused([wording.deputy_away(_who(also_away.role), *_days(also_away))], back)
        role, deputy = _who(wanted.role), _who(wanted.deputy)
        effects = [wording.kinds_touched(kinds, role, deputy)] if kinds else []
        names = ("role", "first", "last", "deputy", "note")
        fields = {name: request.form.get(name, "") for name in names}
        return confirm_page(
            Preview(
                wording.leave_title(role),
                [(role, _told(leave_of(known) if known else None), _told(wanted))],
                [
                    *(effects or [wording.NOTHING_CONCERNED]),
                    wording.waiting_touched(waiting, role),
                ],
                fields | {"seen": str(version_of(known))},
                url_for("office.settings_leave_save"),
                back,
            )
        )

    def save(self) -> ResponseReturnValue:
        """Keep a leave."""
        wanted = _typed()
        if wanted is None or not form_note():
            abort(400)
        wish = Wish(FAMILY, wanted.role, form_number("seen"), wanted.value(), form_note())
        return save(self._parts, wish, url_for("office.settings_rules"))

    def restore(self, role: str) -> ResponseReturnValue:
        """Take a leave back, or let an earlier one hold."""
        return restore(self._parts, FAMILY, role, url_for("office.settings_rules"))


def _typed() -> Leave | None:
    form = request.form
    try:
        first, last = (date.fromisoformat(form.get(name, "")) for name in ("first", "last"))
    except ValueError:
        return None
    role, deputy = form.get("role", ""), form.get("deputy", "")
    if role not in SIGNING_ROLES or deputy not in SIGNING_ROLES:
        abort(400)
    return Leave(role, first, last, deputy) if first <= last and role != deputy else None


def _told(kept: Leave | None) -> str:
    if kept is None:
        return ""
    return wording.span(*_days(kept), _who(kept.deputy))


def _days(leave: Leave) -> tuple[str, str]:
    return leave.first.isoformat(), leave.last.isoformat()


def _who(role: str) -> str:
    return ROLE_NAMES[role]
