"""What the pages of tasks and letters show of urging: whom to ring, what was sent, said, passed."""

from collections.abc import Sequence
from dataclasses import dataclass

from flask import g

from casework.letters.clock import RUNNING
from casework.rules import local_day
from casework.settings.calendar import calendar_now
from casework.urging.liaisons import ToRing, to_ring
from catalogue.letters.terms import stage
from catalogue.wording import staff_urging as wording
from office.parts import ConsoleParts
from office.rights import may
from storage.closing.tasks import Task
from storage.letters.rows import LetterRow
from storage.urging.calls import UnitCall, calls_about
from storage.urging.hands import InHand, hands_of
from storage.urging.urgings import Urging, urgings_of


@dataclass(frozen=True, slots=True)
class AboutUnit:
    """Whom to ring about a letter (nobody for who may not see people), and its last urging."""

    people: Sequence[ToRing]
    last: Urging | None
    urged_today: bool


@dataclass(frozen=True, slots=True)
class AboutLetter:
    """All that was done to make a unit answer. `may_urge`: the term is near and nobody answered."""

    unit: AboutUnit
    urgings: Sequence[Urging]
    calls: Sequence[UnitCall]
    hands: Sequence[InHand]
    may_urge: bool


def urging_words(parts: ConsoleParts) -> dict[str, object]:
    """Return what the templates may call, wherever they are included."""
    return {
        "urging_words": wording,
        "urging_about": lambda tasks: about_tasks(parts, tasks),
        "urging_of": lambda letter: about_letter(parts, letter),
    }


def about_tasks(parts: ConsoleParts, tasks: Sequence[Task]) -> dict[int, AboutUnit]:
    """Return {letter id: what is known} for the open tasks about letters' terms."""
    letters = {
        task.letter_id: task.letter.unit
        for task in tasks
        if task.letter_id and task.letter and not task.ended_at and task.kind in _OF_TERMS
    }
    with parts.database.read() as connection:
        people = _people(parts, list(letters.items()))
        urged: dict[int, Urging] = {}
        for urging in urgings_of(connection, letters):
            urged.setdefault(urging.letter_id, urging)
    return {each: _about_unit(parts, people.get(each, ()), urged.get(each)) for each in letters}


def about_letter(parts: ConsoleParts, letter: LetterRow) -> AboutLetter:
    """Return what the page of a letter shows."""
    today = local_day(parts.clock())
    people = _people(parts, [(letter.id, letter.unit)]).get(letter.id, ())
    with parts.database.read() as connection:
        urgings = urgings_of(connection, (letter.id,))
        near = letter.due and stage(today, letter.due, calendar_now(connection))
        vault, sees = parts.vault, _sees_people()
        return AboutLetter(
            _about_unit(parts, people, urgings[0] if urgings else None),
            urgings,
            calls_about(connection, vault, letter.id) if sees else (),
            hands_of(connection, vault, (letter.id,)) if sees else (),
            may_urge=letter.state in RUNNING and near is not None,
        )


_OF_TERMS = frozenset({"soon", "today", "ring", "call"})


def _about_unit(parts: ConsoleParts, people: Sequence[ToRing], last: Urging | None) -> AboutUnit:
    today = local_day(parts.clock())
    return AboutUnit(people, last, urged_today=last is not None and last.day == today)


def _people(parts: ConsoleParts, letters: Sequence[tuple[int, str]]) -> dict[int, list[ToRing]]:
    if not _sees_people() or not letters:
        return {}
    with parts.database.read() as connection:
        return to_ring(connection, parts.vault, letters)


def _sees_people() -> bool:
    return may(g.staff.role, "people")
