"""联络人 of a unit: added, changed, closed; telephones are sealed."""

import re
import secrets
from typing import Final

from flask import abort, request, url_for
from flask.typing import ResponseReturnValue

from casework.settings.changing import Wish
from casework.settings.units import directory
from casework.settings.units_sheet import mistakes_in_person
from catalogue.wording import staff_rules
from office.parts import ConsoleParts, Page
from office.settings.confirming import form_note, form_number, refused, restore, save
from office.settings.unit_pages import packaged_policy
from storage.settings.contacts import FAMILY, Person, seal_person
from storage.settings.versions import newest_of

_KEY: Final = re.compile(r"[0-9a-f]{8}")
_NEW: Final = "new"


class ContactPages:
    """The people of the units."""

    def __init__(self, parts: ConsoleParts) -> None:
        self._parts = parts

    def table(self) -> tuple[Page, ...]:
        """Return these pages with their addresses."""
        one = "/settings/units/<unit>/contacts/<key>"
        return (
            ("POST", one, "settings_contact_save", self.save),
            ("POST", f"{one}/restore", "settings_contact_restore", self.restore),
        )

    def save(self, unit: str, key: str) -> ResponseReturnValue:
        """Keep a contact as typed."""
        form, back = request.form, url_for("office.settings_unit", key=unit)
        typed = ("".join(form.get(name, "").split()) for name in ("name", "phone", "post"))
        person = Person(*typed)
        mistakes = mistakes_in_person(person)
        if not form_note():
            mistakes.append(staff_rules.NO_REASON)
        if mistakes:
            return refused(mistakes, back)
        contact = secrets.token_hex(4) if key == _NEW else self._own(unit, key)
        value = {"unit": unit, "receives": form.get("receives") == "yes"}
        value |= {"open": form.get("open") != "no"}
        sealed = seal_person(self._parts.vault, person)
        self._require_unit(unit)
        wish = Wish(FAMILY, contact, form_number("seen"), value, form_note(), sealed)
        return save(self._parts, wish, back)

    def restore(self, unit: str, key: str) -> ResponseReturnValue:
        """Let an earlier version hold again."""
        back = url_for("office.settings_unit", key=unit)
        return restore(self._parts, FAMILY, self._own(unit, key), back)

    def _own(self, unit: str, key: str) -> str:
        with self._parts.database.read() as connection:
            known = newest_of(connection, FAMILY, key) if _KEY.fullmatch(key) else None
        if known is None or known.value is None or known.value["unit"] != unit:
            abort(404)
        return key

    def _require_unit(self, unit: str) -> None:
        with self._parts.database.read() as connection:
            if unit not in directory(connection, packaged_policy(self._parts)):
                abort(404)
