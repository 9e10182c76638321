"""A sheet of units against what is known: what it would change."""

import secrets
from collections.abc import Iterator, Mapping

from casework.settings.changing import Wish
from casework.settings.sheets import SheetPlan
from casework.settings.units import FAMILY, KnownUnit, Unit, directory, key_for, mistakes_in
from casework.settings.units_sheet import SheetUnit, UnitSheet
from catalogue.letters.policy import LetterPolicy
from catalogue.wording import staff_units as wording
from storage.database import Connection
from storage.settings import contacts as rows
from storage.settings.contacts import Contact, Person
from storage.vault import Vault


def plan_units(
    connection: Connection, vault: Vault, policy: LetterPolicy, sheet: UnitSheet, note: str
) -> SheetPlan:
    """Compare a sheet with what is known; changes nothing. Who is missing from it stays."""
    known = directory(connection, policy)
    keys = {row.unit.name: key_for(row.unit.name, known) for row in sheet.units}
    after = dict(known)
    changes: list[tuple[str, str, str]] = []
    wishes: list[Wish] = []
    contacts = rows.contacts(connection, vault)
    for row in sheet.units:
        key = keys[row.unit.name]
        old = known.get(key)
        seen = old.version if old else 0
        if old is None or old.unit != row.unit:
            after[key] = KnownUnit(key, seen + 1, row.unit, note, sure=True)
            changes.append((row.unit.name, told(old.unit if old else None), told(row.unit)))
            wishes.append(Wish(FAMILY, key, seen, row.unit.value(), note))
        own = {each.person.name: each for each in contacts if each.unit == key}
        for wish, change_told in _people(vault, row, key, own, note):
            wishes.append(wish)
            changes.append(change_told)
    troubles = [
        wording.line(row.line, mistake)
        for row in sheet.units
        for mistake in mistakes_in(keys[row.unit.name], row.unit, after)
    ]
    return SheetPlan(tuple(changes), tuple(wishes), (*sheet.troubles, *troubles))


def told(unit: Unit | None) -> str:
    """Tell a unit on one line; empty for none."""
    if unit is None:
        return ""
    kind = wording.KINDS[unit.kind]
    return wording.change_of_unit(kind, unit.county, unit.duties, is_open=unit.open)


def _people(
    vault: Vault, row: SheetUnit, key: str, own: Mapping[str, Contact], note: str
) -> Iterator[tuple[Wish, tuple[str, str, str]]]:
    for person, receives in row.people.values():
        old = own.get(person.name)
        if old and (old.person, old.receives, old.open) == (person, receives, True):
            continue
        contact = old.key if old else secrets.token_hex(4)
        value = {"unit": key, "receives": receives, "open": True}
        sealed = rows.seal_person(vault, person)
        seen = old.version if old else 0
        before = _told(old.person, receives=old.receives, is_open=old.open) if old else ""
        after = _told(person, receives=receives, is_open=True)
        what = f"{row.unit.name}·{person.name}"
        yield Wish(rows.FAMILY, contact, seen, value, note, sealed), (what, before, after)


def _told(person: Person, *, receives: bool, is_open: bool) -> str:
    return wording.change_of_contact(person.phone, person.post, receives=receives, is_open=is_open)
