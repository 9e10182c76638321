"""Signers who are away: from which day to which, and which role signs instead.

A leave is the office's word that the deputy may sign, whatever the line 代签 of the rules says.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Final

from catalogue.letters.policy import LetterPolicy
from storage.database import Connection
from storage.settings.versions import Setting, newest, newest_of

FAMILY: Final = "leave"
SIGNING_ROLES: Final = ("director", "convenor", "deputy_convenor")


@dataclass(frozen=True, slots=True)
class Leave:
    """One role's absence; both days are included."""

    role: str
    first: date
    last: date
    deputy: str

    def value(self) -> dict[str, str]:
        """Return it as it is kept."""
        days = {"first": self.first.isoformat(), "last": self.last.isoformat()}
        return days | {"deputy": self.deputy}


def leave_of(setting: Setting) -> Leave | None:
    """Return a leave as it is kept; None where it was taken back."""
    kept = setting.value
    if kept is None:
        return None
    first, last = date.fromisoformat(kept["first"]), date.fromisoformat(kept["last"])
    return Leave(setting.key, first, last, kept["deputy"])


def leaves_on(connection: Connection, day: date) -> dict[str, Leave]:
    """Return {role that is away on a day: its leave}."""
    leaves = (leave_of(each) for each in newest(connection, FAMILY).values())
    return {
        leave.role: leave
        for leave in leaves
        if leave is not None and leave.first <= day <= leave.last
    }


def away_on(connection: Connection, day: date) -> Mapping[str, str]:
    """Return {role that is away on a day: role that signs instead}, which is there itself.

    Where all who would stand in are away too, the role is not in it: nothing can be passed on.
    """
    leaves = leaves_on(connection, day)
    found = {role: _stand_in(leaves, role) for role in leaves}
    return {role: deputy for role, deputy in found.items() if deputy}


def overlapping(connection: Connection, wanted: Leave) -> Leave | None:
    """Return a leave of the wanted deputy that has a day in common."""
    kept = newest_of(connection, FAMILY, wanted.deputy)
    other = leave_of(kept) if kept else None
    meets = other is not None and other.first <= wanted.last and wanted.first <= other.last
    return other if meets else None


def _stand_in(leaves: Mapping[str, Leave], role: str) -> str:
    passed: set[str] = set()
    while role in leaves:
        if role in passed:
            return ""
        passed.add(role)
        role = leaves[role].deputy
    return role


def kinds_concerned(policy: LetterPolicy, role: str) -> list[str]:
    """Return the names of the kinds of letters that a role signs first."""
    return [kind.name for kind in policy.kinds.values() if kind.on and role in kind.sign.roles]
