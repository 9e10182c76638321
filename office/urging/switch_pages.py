"""自动催办: looked at before it is switched, with history and undo; the director's alone."""

from flask import abort, render_template, request, url_for
from flask.typing import ResponseReturnValue

from casework.letters.clock import waiting_letters
from casework.rules import local_day
from casework.settings.changing import Wish
from casework.urging.switch import FAMILY, KEY, Switch, switch_now, switch_of, switch_value
from catalogue.wording import staff_rules, staff_settings
from catalogue.wording import staff_urging as wording
from office.access.sessions import current_staff
from office.parts import ConsoleParts, Page
from office.settings.confirming import (
    Preview,
    confirm_page,
    form_note,
    form_number,
    refused,
    save,
    version_of,
)
from storage.settings.versions import history, newest_of

_DIRECTOR = "director"


class SwitchPages:
    """The switch of 自动催办."""

    def __init__(self, parts: ConsoleParts) -> None:
        self._parts = parts

    def table(self) -> tuple[Page, ...]:
        """Return these pages with their addresses."""
        at = "/settings/urging"
        return (
            ("GET", at, "urging", self.show),
            ("POST", f"{at}/preview", "urging_preview", self.preview),
            ("POST", f"{at}/save", "urging_save", self.save),
            ("POST", f"{at}/restore", "urging_restore", self.restore),
        )

    def show(self) -> ResponseReturnValue:
        """Show how the switch stands and who switched it."""
        with self._parts.database.read() as connection:
            switch = switch_now(connection)
            changes = history(connection, FAMILY, KEY)
        return render_template(
            "office/urging/switch.html",
            switch=switch,
            changes=changes,
            wording=wording,
            texts=self._parts.texts_to_units,
            is_director=current_staff().role == _DIRECTOR,
        )

    def preview(self) -> ResponseReturnValue:
        """Show what the switch would do."""
        on = _wished()
        if not form_note():
            return refused([staff_rules.NO_REASON], url_for("office.urging"))
        with self._parts.database.read() as connection:
            known = newest_of(connection, FAMILY, KEY)
            switch, running = switch_now(connection), len(waiting_letters(connection))
        return confirm_page(
            Preview(
                wording.SWITCH,
                [(wording.SWITCH, _told(switch), wording.ON if on else wording.OFF)],
                [wording.SWITCH_EFFECTS[on], wording.running(running)],
                {name: request.form.get(name, "") for name in ("on", "note")}
                | {"seen": str(version_of(known))},
                url_for("office.urging_save"),
                url_for("office.urging"),
            )
        )

    def save(self) -> ResponseReturnValue:
        """Switch."""
        on = _wished()
        if not form_note():
            return refused([staff_rules.NO_REASON], url_for("office.urging"))
        value = switch_value(on=on, today=local_day(self._parts.clock()))
        wish = Wish(FAMILY, KEY, form_number("seen"), value, form_note())
        return save(self._parts, wish, url_for("office.urging"))

    def restore(self) -> ResponseReturnValue:
        """Switch as an earlier version did, from today on; version 0 is off."""
        _require_director()
        version = form_number("version")
        with self._parts.database.read() as connection:
            kept = {each.setting.version: each for each in history(connection, FAMILY, KEY)}
        old = kept.get(version)
        on = old is not None and switch_of(old.setting).on
        value = switch_value(on=on, today=local_day(self._parts.clock()))
        note = staff_settings.brought_back(version)
        wish = Wish(FAMILY, KEY, form_number("seen"), value, note)
        return save(self._parts, wish, url_for("office.urging"))


def _wished() -> bool:
    _require_director()
    on = request.form.get("on", "")
    if on not in ("yes", "no"):
        abort(400)
    return on == "yes"


def _require_director() -> None:
    if current_staff().role != _DIRECTOR:
        abort(403)


def _told(switch: Switch) -> str:
    return f"{wording.ON}（{wording.since(switch.since)}）" if switch.since else wording.OFF
