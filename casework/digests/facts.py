"""What a digest is made of: facts, and figures that are nothing but counts of them.

A fact names one row and the figure it belongs to. Whoever asks for a figure's list gets exactly the
facts it was counted from, as they were when the digest was made: no figure is printed that cannot
be opened. (Source: issue 5 item 9; domain §5.1: 专报's numbers must tie.)
"""

import json
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass
from typing import Final, Literal, get_args

Figure = Literal[
    "new",
    "urgent",
    "unseen",
    "sent",
    "answered",
    "closed",
    "ended",
    "overdue",
    "soon",
    "voices",
    "unreachable",
]
Subject = Literal["report", "letter", "voice", "person"]

FIGURES: Final[tuple[Figure, ...]] = get_args(Figure)
HAPPENED: Final[frozenset[Figure]] = frozenset(
    ("new", "urgent", "sent", "answered", "closed", "ended")
)


@dataclass(frozen=True, slots=True)
class Fact:
    """One row in one figure. `id` is the subject's; people have no label, their name stays sealed.

    `label` is a report's or a letter's number; `unit` and `due` (a day in ISO) are a letter's.
    """

    figure: Figure
    subject: Subject
    id: int
    label: str = ""
    project: str = ""
    county: str = ""
    unit: str = ""
    due: str = ""


@dataclass(frozen=True, slots=True)
class Table:
    """New reports by project and county; `rows` are (project, its cells in `counties`' order, sum).

    Whatever has no project or county stands under the empty one.
    """

    counties: tuple[str, ...]
    rows: tuple[tuple[str, tuple[int, ...], int], ...]
    sums: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Figures:
    """What a digest says in numbers."""

    counts: dict[Figure, int]
    by_place: Table

    @property
    def nothing(self) -> bool:
        """Whether there is nothing to say."""
        return not any(self.counts.values())


def figures_of(facts: Sequence[Fact]) -> Figures:
    """Count facts."""
    counted = Counter(fact.figure for fact in facts)
    return Figures({figure: counted[figure] for figure in FIGURES}, _by_place(facts))


def facts_behind(
    facts: Iterable[Fact], figure: str, project: str | None = None, county: str | None = None
) -> list[Fact]:
    """Return exactly the facts that a figure, or one cell of its table, was counted from."""
    return [
        fact
        for fact in facts
        if fact.figure == figure
        and project in {None, fact.project}
        and county in {None, fact.county}
    ]


def written(facts: Iterable[Fact]) -> str:
    """Return facts as canonical JSON: equal facts, equal text."""
    rows = [{name: value for name, value in asdict(fact).items() if value} for fact in facts]
    return json.dumps(rows, ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def read_facts(text: str) -> list[Fact]:
    """Read what `written` wrote."""
    return [Fact(**row) for row in json.loads(text)]


def _by_place(facts: Sequence[Fact]) -> Table:
    cells = Counter((fact.project, fact.county) for fact in facts if fact.figure == "new")
    projects = sorted({project for project, _ in cells}, key=lambda code: (not code, code))
    counties = sorted({county for _, county in cells}, key=lambda name: (not name, name))
    rows = []
    for project in projects:
        line = tuple(cells[project, county] for county in counties)
        rows.append((project, line, sum(line)))
    sums = tuple(sum(cells[project, county] for project in projects) for county in counties)
    return Table(tuple(counties), tuple(rows), sums)
