"""What stands on a digest's sheet of paper: lines and tables of plain words, ready to be set.

The paper stays in the office, so it names letters by number and unit; observers it only counts.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from casework.digests.facts import FIGURES, Fact, Table, facts_behind, figures_of, read_facts
from casework.digests.telling import project_name
from catalogue.projects import load_projects
from catalogue.wording import staff_digests as words
from storage.digests.digest_rows import KeptDigest

_MOST_LISTED: Final = 60  # rows of one list; the console shows them all
_LISTED: Final = ("urgent", "unseen", "overdue", "soon", "answered", "closed", "ended")


@dataclass(frozen=True, slots=True)
class Grid:
    """One table with its title; the first row is its head."""

    title: str
    rows: Sequence[Sequence[str]]


@dataclass(frozen=True, slots=True)
class Sheet:
    """A digest on paper."""

    title: str
    opening: str
    grids: Sequence[Grid]
    end: Sequence[str]


def sheet_of(digest: KeptDigest) -> Sheet:
    """Return a digest as it is printed."""
    facts = read_facts(digest.facts)
    figures = figures_of(facts)
    title = words.heading(digest.kind, digest.day)
    end = (words.audit_line(digest.audit_head), words.content_line(digest.fingerprint))
    if figures.nothing:
        return Sheet(title, words.nothing(digest.kind, digest.day), (), end)
    counted = [(words.FIGURES[each], words.count(each, figures.counts[each])) for each in FIGURES]
    grids = [Grid(words.OVERVIEW, [words.OVERVIEW_HEAD, *counted])]
    if figures.by_place.rows:
        grids.append(Grid(words.PLACES, _places(figures.by_place)))
    lists = ((each, facts_behind(facts, each)) for each in _LISTED)
    grids += [_list(figure, found) for figure, found in lists if found]
    return Sheet(title, "", grids, end)


def _places(table: Table) -> list[list[str]]:
    projects = load_projects()
    head = [words.PROJECT, *(county or words.NO_COUNTY for county in table.counties), words.SUM]
    lines = [
        [project_name(code, projects), *(str(cell or "") for cell in cells), str(whole)]
        for code, cells, whole in table.rows
    ]
    return [head, *lines, [words.SUM, *map(str, table.sums), str(sum(table.sums))]]


def _list(figure: str, facts: Sequence[Fact]) -> Grid:
    shown, more = facts[:_MOST_LISTED], len(facts) - _MOST_LISTED
    if facts[0].subject == "letter":
        rows = [words.LETTER_HEAD, *((fact.label, fact.unit, fact.due) for fact in shown)]
    else:
        projects = load_projects()
        rows = [
            words.REPORT_HEAD,
            *((fact.label, project_name(fact.project, projects), fact.county) for fact in shown),
        ]
    if more > 0:
        rows.append((words.more(more), "", ""))
    return Grid(words.FIGURES[figure], rows)
