"""Signers who are away: from which day to which, and which role signs instead.

A leave is the office's word that the deputy may sign, whatever the line 代签 of the rules says.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Final

from catalogue.letters.policy import LetterPolicy
from storage.database import Connection
from storage.settings.versions import Setting, newest

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


def away_on(connection: Connection, day: date) -> Mapping[str, str]:
    """Return {role that is away on a day: role that signs instead}."""
    leaves = [leave_of(each) for each in newest(connection, FAMILY).values()]
    return {
        leave.role: leave.deputy
        for leave in leaves
        if leave is not None and leave.first <= day <= leave.last
    }


def kinds_concerned(policy: LetterPolicy, role: str) -> list[str]:
    """Return the names of the kinds of letters that a role signs first."""
    return [kind.name for kind in policy.kinds.values() if kind.on and role in kind.sign.roles]
