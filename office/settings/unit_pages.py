"""责任单位: the table, one unit with its people, what a change does to the letters' proposals."""

from collections.abc import Mapping
from typing import Final

from flask import abort, render_template, request, url_for
from flask.typing import ResponseReturnValue

from casework.settings import units
from casework.settings.changing import Wish
from casework.settings.units import KnownUnit, Unit
from casework.settings.units_import import told as told_unit
from catalogue.geography.places import load_gazetteer
from catalogue.letters.policies import letter_policy_for
from catalogue.letters.policy import LetterPolicy
from catalogue.wording import staff_rules
from catalogue.wording import staff_units as wording
from office.parts import ConsoleParts, Page
from office.settings.confirming import (
    Preview,
    confirm_page,
    form_note,
    form_number,
    refused,
    restore,
    save,
)
from storage.database import Connection
from storage.settings.contacts import contacts, contacts_of
from storage.settings.effects import drafts_to
from storage.settings.sheets import taken_sheets
from storage.settings.versions import history

_FIELDS: Final = ("name", "kind", "county", "duties", "open", "note")
_NEW: Final = "new"


class UnitPages:
    """The units, each with its people."""

    def __init__(self, parts: ConsoleParts) -> None:
        self._parts = parts
        self._counties = load_gazetteer().counties
        self._duties = units.duty_names(parts.projects)

    def table(self) -> tuple[Page, ...]:
        """Return these pages with their addresses."""
        at = "/settings/units"
        return (
            ("GET", at, "settings_units", self.show),
            ("GET", f"{at}/<key>", "settings_unit", self.unit),
            ("POST", f"{at}/<key>/preview", "settings_unit_preview", self.preview),
            ("POST", f"{at}/<key>/save", "settings_unit_save", self.save),
            ("POST", f"{at}/<key>/restore", "settings_unit_restore", self.restore),
        )

    def show(self) -> ResponseReturnValue:
        """List every unit with its duties and people."""
        with self._parts.database.read() as connection:
            known = self._known(connection)
            people = contacts(connection, self._parts.vault)
            sheets = taken_sheets(connection, units.FAMILY)
        return render_template(
            "office/settings/units.html",
            known=sorted(known.values(), key=lambda each: (not each.unit.open, each.unit.kind)),
            people=[each for each in people if each.open],
            sheets=sheets,
            kinds=wording.KINDS,
            duties=self._duties,
        )

    def unit(self, key: str) -> ResponseReturnValue:
        """Show one unit, or the empty form."""
        with self._parts.database.read() as connection:
            found = self._known(connection).get(key)
            people = contacts_of(connection, self._parts.vault, key)
            changes = history(connection, units.FAMILY, key)
        if found is None and key != _NEW:
            abort(404)
        return render_template(
            "office/settings/unit.html",
            key=key,
            known=found,
            unit=found.unit if found else Unit("", "city", "", ()),
            people=people,
            changes=changes,
            kinds=wording.KINDS,
            counties=self._counties,
            duties=self._duties,
            tell=lambda value: told_unit(units.unit_of(value)),
        )

    def preview(self, key: str) -> ResponseReturnValue:
        """Show what would change for whom."""
        wanted, back = self._typed(), url_for("office.settings_unit", key=key)
        with self._parts.database.read() as connection:
            known = self._known(connection)
            old = known.get(key)
            names = {each.unit.name for each in (old,) if each}
            drafts = drafts_to(connection, self._parts.region, names)
        real = old.key if old else units.key_for(wanted.name, known)
        mistakes = self._mistakes(real, wanted, known)
        if mistakes:
            return refused(mistakes, back)
        fields = {name: request.form.get(name, "") for name in _FIELDS}
        fields |= {"duties": " ".join(wanted.duties), "open": "yes" if wanted.open else "no"}
        seen = known[real].version if real in known else 0
        return confirm_page(
            Preview(
                wanted.name,
                [(wanted.name, self._told(old.unit if old else None), self._told(wanted))],
                [*self._moves(known, real, wanted), wording.drafts_stay(drafts)],
                fields | {"seen": str(seen)},
                url_for("office.settings_unit_save", key=key),
                back,
            )
        )

    def save(self, key: str) -> ResponseReturnValue:
        """Keep what was confirmed."""
        wanted = self._typed()
        with self._parts.database.read() as connection:
            known = self._known(connection)
        real = key if key in known else units.key_for(wanted.name, known)
        mistakes = self._mistakes(real, wanted, known)
        if mistakes:
            return refused(mistakes, url_for("office.settings_units"))
        wish = Wish(units.FAMILY, real, form_number("seen"), wanted.value(), form_note())
        return save(self._parts, wish, url_for("office.settings_unit", key=real))

    def restore(self, key: str) -> ResponseReturnValue:
        """Let an earlier version hold again."""
        return restore(self._parts, units.FAMILY, key, url_for("office.settings_units"))

    def _known(self, connection: Connection) -> dict[str, KnownUnit]:
        return units.directory(connection, packaged_policy(self._parts))

    def _mistakes(self, key: str, wanted: Unit, known: Mapping[str, KnownUnit]) -> list[str]:
        mistakes = list(units.mistakes_in(key, wanted, known))
        return mistakes if form_note() else [*mistakes, staff_rules.NO_REASON]

    def _moves(self, known: Mapping[str, KnownUnit], key: str, wanted: Unit) -> list[str]:
        """Say which projects' letters are proposed to another unit."""
        before = {
            code: each.unit.name
            for each in known.values()
            if each.unit.open
            for code in each.unit.duties
        }
        theirs = {
            code for code, name in before.items() if key in known and name == known[key].unit.name
        }
        after = dict.fromkeys(wanted.duties, wanted.name) if wanted.open else {}
        return [
            wording.duty_moves(self._duties[code], before.get(code, ""), after.get(code, ""))
            for code in self._duties
            if code in theirs | set(after) and before.get(code) != after.get(code)
        ]

    def _told(self, unit: Unit | None) -> str:
        if unit is None:
            return ""
        duties = [self._duties.get(code, code) for code in unit.duties]
        kind = wording.KINDS[unit.kind]
        told = wording.change_of_unit(kind, unit.county, duties, is_open=unit.open)
        return wording.named(unit.name, told)

    def _typed(self) -> Unit:
        form = request.form
        kind, county = form.get("kind", ""), form.get("county", "")
        said = [code for field in form.getlist("duties") for code in field.split()]
        if kind not in wording.KINDS or (county and county not in self._counties):
            abort(400)
        if not set(said) <= set(self._duties):
            abort(400)
        name = "".join(form.get("name", "").split())
        duties = tuple(code for code in self._duties if code in said)
        return Unit(name, kind, county, duties, form.get("open", "yes") == "yes")


def packaged_policy(parts: ConsoleParts) -> LetterPolicy:
    """Return the region's packaged rules, whose units the office's outrank."""
    return letter_policy_for(parts.region, parts.clock().year) or abort(404)
