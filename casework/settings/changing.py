"""One way to change what the office sets: a new version, sealed as a deed; undo is one more."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from storage.database import Connection
from storage.desk.acts import record_act
from storage.settings.versions import Setting, add_version, history, newest_of


@dataclass(frozen=True, slots=True)
class Wish:
    """What a key is to hold. `seen`: the version that the page showed, 0 for the packaged one.

    `value` None gives the key back to the packaged data; `note` is the reason or the source.
    """

    family: str
    key: str
    seen: int
    value: Mapping[str, Any] | None
    note: str
    sealed: bytes | None = None
    sheet_id: int | None = None


def change(connection: Connection, wish: Wish, staff_id: int, now: datetime) -> bool:
    """Write the next version; False when somebody else has changed the key since."""
    known = newest_of(connection, wish.family, wish.key)
    if wish.seen != (known.version if known else 0):
        return False
    wanted = Setting(
        wish.family, wish.key, wish.seen + 1, wish.value, wish.note, wish.sealed, wish.sheet_id
    )
    if not add_version(connection, wanted, staff_id, now):
        return False
    target = f"{wish.family}:{wish.key}"[:80]
    record_act(
        connection, staff_id, f"setting.{wish.family}", target, f"version {wanted.version}", now
    )
    return True


def bring_back(
    connection: Connection, wish: Wish, version: int, doing: tuple[int, datetime]
) -> bool:
    """Let an earlier version hold again, as a new one; version 0 is the packaged value.

    `doing` is (staff id, now). False when somebody was quicker or there is no such version.
    """
    before = {
        each.setting.version: each.setting for each in history(connection, wish.family, wish.key)
    }
    if version and version not in before:
        return False
    old = before.get(version)
    again = replace(wish, value=old.value if old else None, sealed=old.sealed if old else None)
    return change(connection, again, *doing)
