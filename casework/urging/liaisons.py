"""Who at a unit is told or rung about a letter: its 联络人, who signed for it, who has it now."""

from collections.abc import Collection
from dataclasses import dataclass

from casework.settings.units import FAMILY, key_of, unit_of
from catalogue.wording import staff_urging as words
from storage.database import Connection
from storage.letters.sendings import receivers_of
from storage.letters.unit_links import passed_on_to
from storage.settings.contacts import Contact, contacts_of_units
from storage.settings.versions import newest
from storage.urging.hands import hands_of
from storage.vault import Vault


@dataclass(frozen=True, slots=True)
class ToRing:
    """Somebody to ring; `part` says why them."""

    name: str
    phone: str
    part: str


def unit_keys(connection: Connection, names: Collection[str]) -> dict[str, str]:
    """Return {name: the unit's key}; a unit that was renamed keeps the key of its first name."""
    stored = newest(connection, FAMILY)
    known = {unit_of(each.value).name: key for key, each in stored.items() if each.value}
    return {name: known.get(name) or key_of(name) for name in names}


def liaisons(connection: Connection, vault: Vault, unit: str) -> list[Contact]:
    """Return the 联络人 of a unit by its name, those who receive letters first."""
    return liaisons_of(connection, vault, (unit,))[unit]


def liaisons_of(
    connection: Connection, vault: Vault, units: Collection[str]
) -> dict[str, list[Contact]]:
    """Return {unit: its 联络人} of many units at once."""
    keys = unit_keys(connection, units)
    held = contacts_of_units(connection, vault, keys.values())
    return {unit: [each for each in held.get(key, ()) if each.open] for unit, key in keys.items()}


def to_ring(
    connection: Connection, vault: Vault, letters: Collection[tuple[int, str]]
) -> dict[int, list[ToRing]]:
    """Return {letter id: whom to ring} for letters given as (id, 主送 unit), the surest first."""
    ids = [letter_id for letter_id, _ in letters]
    hands = hands_of(connection, vault, ids)
    receivers = receivers_of(connection, vault, ids)
    passed = passed_on_to(connection, vault, ids)
    people = liaisons_of(connection, vault, {unit for _, unit in letters})
    found: dict[int, list[ToRing]] = {}
    for letter_id, unit in letters:
        told = [
            ToRing(each.person, each.phone, words.IN_HAND)
            for each in hands
            if each.letter_id == letter_id
        ][:1]
        told += [ToRing(*passed[letter_id], words.IN_HAND)] if letter_id in passed else []
        told += [
            ToRing(each.person.name, each.person.phone, each.person.post or words.LIAISON)
            for each in people[unit]
        ]
        told += [ToRing(*receivers[letter_id], words.RECEIVER)] if letter_id in receivers else []
        found[letter_id] = _each_once(told)
    return found


def _each_once(people: list[ToRing]) -> list[ToRing]:
    return list({(each.name, each.phone): each for each in reversed(people)}.values())[::-1]
