"""联络人 of units: name, telephone and post sealed; every version stays."""

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any, Final

from sqlalchemy import Connection

from storage.settings.versions import Setting, newest, newest_of
from storage.vault import Vault

FAMILY: Final = "contact"
CHANNEL: Final = "unit"  # of messages to a 联络人; their recipient is the contact's key
_PURPOSE: Final = "setting.contact"


@dataclass(frozen=True, slots=True)
class Person:
    """Who answers for a unit."""

    name: str
    phone: str
    post: str


@dataclass(frozen=True, slots=True)
class Contact:
    """A person of a unit; `receives`: whether letters may be handed or sent to them."""

    key: str
    version: int
    unit: str
    person: Person
    receives: bool
    open: bool


def seal_person(vault: Vault, person: Person) -> bytes:
    """Return a person as it is kept."""
    told = {"name": person.name, "phone": person.phone, "post": person.post}
    return vault.seal_text(json.dumps(told, ensure_ascii=False), _PURPOSE)


def contact_of(vault: Vault, setting: Setting) -> Contact | None:
    """Open one version; None where it says nothing."""
    value: Mapping[str, Any] | None = setting.value
    if value is None or setting.sealed is None:
        return None
    person = Person(**json.loads(vault.unseal_text(setting.sealed, _PURPOSE)))
    return Contact(
        setting.key, setting.version, value["unit"], person, value["receives"], value["open"]
    )


def reachable_contact(connection: Connection, vault: Vault, key: str) -> Contact | None:
    """Return a contact who still receives letters, None for any other key."""
    setting = newest_of(connection, FAMILY, key)
    found = contact_of(vault, setting) if setting else None
    return found if found is not None and found.open and found.receives else None


def contacts(connection: Connection, vault: Vault) -> list[Contact]:
    """Return every contact, closed ones too."""
    return _opened(vault, newest(connection, FAMILY).values())


def contacts_of(connection: Connection, vault: Vault, unit: str) -> list[Contact]:
    """Return the contacts of a unit by its key; those who receive letters first."""
    return contacts_of_units(connection, vault, (unit,)).get(unit, [])


def contacts_of_units(
    connection: Connection, vault: Vault, units: Iterable[str]
) -> dict[str, list[Contact]]:
    """Return {key: its contacts} of these units; those who receive letters first."""
    wanted, held = set(units), newest(connection, FAMILY).values()
    own = (each for each in held if each.value and each.value["unit"] in wanted)
    found: dict[str, list[Contact]] = {}
    for each in sorted(
        _opened(vault, own), key=lambda one: (not one.open, not one.receives, one.key)
    ):
        found.setdefault(each.unit, []).append(each)
    return found


def _opened(vault: Vault, settings: Iterable[Setting]) -> list[Contact]:
    found = (contact_of(vault, each) for each in settings)
    return [each for each in found if each is not None]
