"""A digest in words, as it goes into the office's group and by e-mail.

It leaves the office, so it names no person, no unit and no 文号: figures, projects, counties and
reports' numbers only (issue 5 item 3). Whoever wants more opens the list behind a figure.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

from casework.digests.facts import FIGURES, Fact, Figures, facts_behind, figures_of
from catalogue.projects import Projects
from catalogue.wording import staff_digests as words

_NAMED: Final = 8  # urgent reports named one by one


@dataclass(frozen=True, slots=True)
class Told:
    """Which digest it is, where the chain of deeds ended, where its lists are to be seen."""

    kind: str
    day: date
    audit_head: str
    address: str


def text_of(facts: Sequence[Fact], told: Told, projects: Projects) -> str:
    """Return the whole text; one line where there is nothing to say."""
    figures, end = figures_of(facts), words.audit_line(told.audit_head)
    if figures.nothing:
        return words.nothing(told.kind, told.day, end)
    paragraphs = [
        words.heading(told.kind, told.day),
        _counts(figures),
        _unseen(facts),
        _by_project(figures, projects),
        _by_county(figures),
        words.where_to_look(told.address) if told.address else "",
        end,
    ]
    return "\n\n".join(filter(None, paragraphs))


def project_name(code: str, projects: Projects) -> str:
    """Return a project's short name, or that there is none."""
    return projects.by_code(code).short if code in projects else words.NO_PROJECT


def _counts(figures: Figures) -> str:
    counted = ((figure, figures.counts[figure]) for figure in FIGURES)
    return "\n".join(words.figure_line(figure, number) for figure, number in counted if number)


def _unseen(facts: Sequence[Fact]) -> str:
    numbers = [fact.label for fact in facts_behind(facts, "unseen")]
    if not numbers:
        return ""
    return words.urgent_numbers(numbers[:_NAMED], max(len(numbers) - _NAMED, 0))


def _by_project(figures: Figures, projects: Projects) -> str:
    lines = [
        words.part_line(project_name(code, projects), number)
        for code, _, number in sorted(figures.by_place.rows, key=lambda row: -row[2])
    ]
    return words.places(words.BY_PROJECT, lines) if lines else ""


def _by_county(figures: Figures) -> str:
    table = figures.by_place
    counted = sorted(zip(table.counties, table.sums, strict=True), key=lambda pair: -pair[1])
    lines = [words.part_line(county or words.NO_COUNTY, number) for county, number in counted]
    return words.places(words.BY_COUNTY, lines) if lines else ""
