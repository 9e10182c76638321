"""The livelihood projects that observers watch (重点民生实事项目)."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from catalogue.project_files import PROJECT_FOLDER, Level, ProjectRow, read_project_files


@dataclass(frozen=True, slots=True)
class Project:
    """One project. `short` is what an observer is shown.

    `tier` must not be told as a fact while `tier_confirmed` is false. Projects of every
    `level` (province 省定, city 市级, local 市本级) count for an observer's month.
    `subs` maps a part's code to its name; `sub_lead_units` names parts led by another unit.
    """

    code: str
    name: str
    short: str
    tier: str
    tier_confirmed: bool
    level: Level
    lead_unit: str
    source: str
    subs: tuple[tuple[str, str], ...]
    sub_lead_units: tuple[tuple[str, str], ...]


class Projects:
    """All projects of the catalogue, in the order of their codes."""

    def __init__(self, projects: tuple[Project, ...]) -> None:
        self._by_code = {project.code: project for project in projects}

    def __iter__(self) -> Iterator[Project]:
        return iter(self._by_code.values())

    def __len__(self) -> int:
        return len(self._by_code)

    def __contains__(self, code: object) -> bool:
        return code in self._by_code

    def by_code(self, code: str) -> Project:
        """Return the project; raise KeyError for a code that is not in the catalogue."""
        return self._by_code[code]


@cache
def load_projects(folder: Path = PROJECT_FOLDER) -> Projects:
    """Read the projects once; raise CatalogueError with every mistake in the files."""
    return Projects(tuple(_project(row) for row in read_project_files(folder)))


def _project(row: ProjectRow) -> Project:
    return Project(
        code=row.code,
        name=row.name,
        short=row.short,
        tier=row.tier,
        tier_confirmed=row.tier_confirmed,
        level=row.level,
        lead_unit=row.lead_unit,
        source=row.source,
        subs=tuple(row.subs.items()),
        sub_lead_units=tuple(row.sub_lead_units.items()),
    )
