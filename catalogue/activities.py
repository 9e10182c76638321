"""What the office has set for inspections, visits and assessments, read from activities.toml."""

from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Final, Self

from pydantic import Field, model_validator

from catalogue.data_files import DATA, Row, read_row
from catalogue.quota.quota_policy import Basis

QUESTIONS: Final = 3


class Near(Row):
    """Within how many metres a position counts as being there."""

    metres: int = Field(ge=50, le=20_000)
    basis: Basis


class Visits(Row):
    """How long 走访 waits for its place, and after how many months a point counts as unvisited."""

    word_lasts_minutes: int = Field(ge=1, le=1440)
    unvisited_months: int = Field(ge=1, le=12)
    source: str
    basis: Basis


class Assessing(Row):
    """Fewest answers shown as a group of their own, and most days an assessment stays open."""

    fewest_shown: int = Field(ge=1)
    longest_days: int = Field(ge=1, le=366)
    source: str
    basis: Basis


class Question(Row):
    """One question; the answer 1 is its first choice."""

    text: str = Field(min_length=2, max_length=40)
    choices: tuple[str, ...] = Field(min_length=2, max_length=6, strict=False)


class QuestionSet(Row):
    """Three questions that a clerk may put."""

    code: str
    name: str
    basis: Basis
    questions: tuple[Question, ...] = Field(
        min_length=QUESTIONS, max_length=QUESTIONS, strict=False
    )


class Activities(Row):
    """All of it."""

    near: Near
    visits: Visits
    assessment: Assessing
    question_sets: tuple[QuestionSet, ...] = Field(min_length=1, strict=False)

    @model_validator(mode="after")
    def _sets_differ(self) -> Self:
        codes = [each.code for each in self.question_sets]
        if len(codes) != len(set(codes)):
            raise ValueError("question_sets: each code once")
        return self

    @property
    def sets(self) -> Mapping[str, QuestionSet]:
        """The question sets by their codes."""
        return {each.code: each for each in self.question_sets}


@cache
def load_activities(path: Path = DATA / "activities.toml") -> Activities:
    """Return the office's settings of activities. Raises CatalogueError."""
    return read_row(path, Activities)
