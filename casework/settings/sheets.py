"""A sheet of settings: what it would change, then all of it or nothing, then perhaps undone."""

from dataclasses import dataclass, replace
from datetime import datetime

from casework.settings.changing import Wish, bring_back, change
from catalogue.wording import staff_units as wording
from storage.database import Connection
from storage.settings.sheets import changed_by, mark_undone


class SheetConflict(Exception):
    """Somebody changed one of the keys since the preview; nothing was taken in."""


@dataclass(frozen=True, slots=True)
class SheetPlan:
    """What a sheet would do: (what, before, after) for people, wishes for the rows, troubles."""

    changes: tuple[tuple[str, str, str], ...]
    wishes: tuple[Wish, ...]
    troubles: tuple[str, ...]


def apply_sheet(
    connection: Connection, plan: SheetPlan, sheet_id: int, staff_id: int, now: datetime
) -> None:
    """Carry a plan out in the caller's transaction. Raises SheetConflict."""
    if plan.troubles:
        raise SheetConflict
    for wish in plan.wishes:
        if not change(connection, replace(wish, sheet_id=sheet_id), staff_id, now):
            raise SheetConflict


def undo_sheet(
    connection: Connection, family: str, sheet_id: int, staff_id: int, now: datetime
) -> tuple[int, int] | None:
    """Take a sheet back; return how many changes went, and how many were changed since.

    None where it is undone already, or is of another family.
    """
    if not mark_undone(connection, family, sheet_id, now):
        return None
    gone = left = 0
    for each in changed_by(connection, sheet_id):
        wish = Wish(each.family, each.key, each.version, None, wording.taken_back(sheet_id))
        if bring_back(connection, wish, each.version - 1, (staff_id, now)):
            gone += 1
        else:
            left += 1
    return gone, left
