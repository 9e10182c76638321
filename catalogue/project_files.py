"""The shape of a project's data file: what the office may edit without a release."""

import re
from pathlib import Path
from typing import Literal

from pydantic import Field

from catalogue.data_files import DATA, CatalogueError, Row, read_folder

PROJECT_FOLDER = DATA / "projects"

Level = Literal["province", "city", "local"]
ExampleGroup = Literal["info", "problem", "urgent", "suggestion", "praise", "question", "chat"]


class WordsRow(Row):
    """Words that speak for a label.

    A … inside a word stands for up to eight characters. A pattern is a regular expression over
    the normalised text and weighs as much as a strong word.
    """

    strong: list[str] = Field(default_factory=list)
    plain: list[str] = Field(default_factory=list)
    weak: list[str] = Field(default_factory=list)
    patterns: list[re.Pattern[str]] = Field(default_factory=list, strict=False)


class TogetherRow(Row):
    """A word of `any` together with a word of `with`: that adds `weight` (negative: against)."""

    any: list[str] = Field(min_length=1)
    with_: list[str] = Field(min_length=1, alias="with")
    weight: float


class ProjectRow(Row):
    """One file of data/projects. `examples` are invented sentences, by kind, to learn from."""

    code: str = Field(pattern=r"^[a-z][a-z0-9-]+$")
    name: str = Field(min_length=1)
    short: str = Field(min_length=1, max_length=12)
    tier: str
    tier_confirmed: bool
    level: Level
    lead_unit: str = Field(min_length=1)
    source: str
    subs: dict[str, str] = Field(default_factory=dict)
    sub_lead_units: dict[str, str] = Field(default_factory=dict)
    words: WordsRow
    together: list[TogetherRow] = Field(default_factory=list)
    examples: dict[ExampleGroup, list[str]] = Field(default_factory=dict)


def read_project_files(folder: Path = PROJECT_FOLDER) -> tuple[ProjectRow, ...]:
    """Return the projects' rows by file name; raise CatalogueError with every mistake."""
    rows = read_folder(folder, ProjectRow)
    mistakes = [
        f"{stem}.toml: code: must be the file's name, not {row.code}"
        for stem, row in rows.items()
        if row.code != stem
    ]
    mistakes += [
        f"{stem}.toml: sub_lead_units.{sub}: is not among subs"
        for stem, row in rows.items()
        for sub in row.sub_lead_units
        if sub not in row.subs
    ]
    if not rows:
        mistakes.append(f"{folder.name}: holds no project file")
    if mistakes:
        raise CatalogueError(mistakes)
    return tuple(rows.values())
