"""What the doctor finds, and how checks are run so that none of them can hang or break it."""

import threading
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from enum import Enum
from typing import Final

from bot import doctor_wording as words

_LONGEST: Final = 45.0  # seconds; longer than any call inside a check may take by its own limits


class Level(Enum):
    """How bad it is; the value is the mark in front of the line."""

    GOOD = "✓"
    LOOK = "！"
    BAD = "✗"


@dataclass(frozen=True, slots=True)
class Finding:
    """One line: what was looked at, what it is like, and what to do about it ("" for nothing)."""

    level: Level
    subject: str
    sentence: str
    fix: str = ""


@dataclass(frozen=True, slots=True)
class Check:
    """Looks at one thing; may raise, may even hang."""

    subject: str
    look: Callable[[], Iterable[Finding]]


def good(subject: str, sentence: str) -> Finding:
    """Return the finding that all is well."""
    return Finding(Level.GOOD, subject, sentence)


def look_at(subject: str, sentence: str, fix: str) -> Finding:
    """Return a finding that deserves a look."""
    return Finding(Level.LOOK, subject, sentence, fix)


def bad(subject: str, sentence: str, fix: str) -> Finding:
    """Return a finding that keeps the service from working."""
    return Finding(Level.BAD, subject, sentence, fix)


def examine(checks: Sequence[Check], longest: float = _LONGEST) -> list[Finding]:
    """Run every check side by side and return what they found, in the order of the checks.

    A check that raises or does not end in time is itself a finding.
    """
    runs = [_Run(check) for check in checks]
    for run in runs:
        run.thread.start()
    for run in runs:
        run.thread.join(longest)
    return [finding for run in runs for finding in run.findings()]


class _Run:
    """One check in a thread of its own, which the process does not wait for at its end."""

    def __init__(self, check: Check) -> None:
        self._check = check
        self._found: list[Finding] = []
        self._ended = False
        self.thread = threading.Thread(target=self._look, daemon=True)

    def findings(self) -> list[Finding]:
        if self._ended:
            return self._found
        return [*self._found, bad(self._check.subject, words.HANGS, words.HANGS_FIX)]

    def _look(self) -> None:
        try:
            for finding in self._check.look():
                self._found.append(finding)
        except Exception as error:  # noqa: BLE001 - the doctor never falls ill itself
            broken = words.broke(type(error).__name__)
            self._found.append(bad(self._check.subject, broken, words.BROKE_FIX))
        self._ended = True


def exit_code(findings: Iterable[Finding]) -> int:
    """Return 0 when all is well, 1 when something deserves a look, 2 when something is wrong."""
    order = [Level.GOOD, Level.LOOK, Level.BAD]
    return max((order.index(finding.level) for finding in findings), default=0)
