"""The lines of the letters' rules for the page: their names, their values, what a form typed."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final

from flask import request

from catalogue.letters import policy as lines
from catalogue.letters.policy import LetterPolicy, Line
from catalogue.wording import staff_rules as wording
from catalogue.wording.staff_access import ROLE_NAMES

_CHOICES: Final[Mapping[type[Line], tuple[str, Mapping[str, str]]]] = {
    lines.Roles: ("roles", {role: ROLE_NAMES[role] for role in lines.ROLES_OF_LETTERS}),
    lines.CopyRule: ("to", wording.COPIES),
}
_ELSEWHERE: Final = ("units.", "county_units.")  # the page of units


@dataclass(frozen=True, slots=True)
class RuleLine:
    """One line: its key, its name for people, the line itself."""

    key: str
    name: str
    line: Line

    @property
    def shown(self) -> str:
        """Its value in words."""
        return told(self.line)

    @property
    def choices(self) -> tuple[str, Mapping[str, str]] | None:
        """The field whose members can be ticked, with their names; None where there is none."""
        return _CHOICES.get(type(self.line))


def grouped_lines(policy: LetterPolicy) -> list[tuple[str, list[RuleLine]]]:
    """Return (heading, lines) of a policy in the order of its file, without those of units."""
    groups: dict[str, list[RuleLine]] = {}
    for key, line in policy.lines().items():
        if not key.startswith(_ELSEWHERE):
            heading, name = _names(policy, key, line)
            groups.setdefault(heading, []).append(RuleLine(key, name, line))
    return list(groups.items())


def rule_line(policy: LetterPolicy, key: str) -> RuleLine | None:
    """Return one line by its key, where this page may change it."""
    lines_here = (line for _, group in grouped_lines(policy) for line in group)
    return next((line for line in lines_here if line.key == key), None)


def told(line: Line) -> str:
    """Say a line's value in words."""
    match line:
        case lines.TermRule():
            text = wording.days(line.days, line.count)
            text += wording.POSTPONED if line.postpone else ""
            return text + ("" if line.printed else wording.NOT_PRINTED)
        case lines.Roles():
            return _joined(ROLE_NAMES, line.roles)
        case lines.CopyRule():
            return _joined(wording.COPIES, line.to)
        case lines.Recipients():
            return wording.RECIPIENTS[line.to]
        case lines.Asked():
            return wording.ASKED[line.asked]
        case lines.Words() | lines.Ground():
            return line.text
        case _:
            return ""


def typed(line: Line, note: str) -> dict[str, Any]:
    """Return the fields that the form changes, with its note as the line's source."""
    form = request.form
    changed: dict[str, Any] = {"source": note}
    for name in type(line).model_fields:
        if name in ("grade", "source"):
            continue
        now = getattr(line, name)
        value: Any = " ".join(form.get(name, "").split())[:200]
        if isinstance(now, tuple):
            value = tuple(form.getlist(name))
        elif isinstance(now, bool):
            value = form.get(name) == "yes"
        elif isinstance(now, int):
            value = int(value) if value.isascii() and value.isdecimal() else 0
        if value != now:
            changed[name] = value
    return changed


def _names(policy: LetterPolicy, key: str, line: Line) -> tuple[str, str]:
    first, _, rest = key.partition(".")
    if first == "kinds":
        code, part = rest.split(".")
        kind = policy.kind(code)
        return (kind.name if kind else code), wording.LINES[part]
    if first == "series":
        return wording.GROUPS["series"], wording.SERIES.get(rest, rest)
    if isinstance(line, lines.Ground):
        return wording.GROUPS["grounds"], line.clause or wording.GROUPS["grounds"]
    return wording.GROUPS["office"], wording.LINES[first]


def _joined(names: Mapping[str, str], codes: tuple[str, ...]) -> str:
    return "、".join(names[code] for code in codes) or wording.NOBODY
