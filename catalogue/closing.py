"""The days of closing: how long to wait for an observer's look, when to look back, what is late.

The seeds name no such days. (Source: issue 5 items 7 and 8; peers R8, R10,
R12; domain §5.6 item 63.)
"""

from functools import cache
from pathlib import Path

from pydantic import Field

from catalogue.data_files import DATA, Row, read_row
from catalogue.quota.quota_policy import Basis


class Looking(Row):
    """How long an observer is waited for, in days, and corrected by a bare digit, in minutes."""

    days: int = Field(ge=1)
    urgent_days: int = Field(ge=1)
    correct_minutes: int = Field(ge=0)
    basis: Basis


class After(Row):
    """A number of days after something."""

    days: int = Field(ge=1)
    basis: Basis


class Calendar(Row):
    """From which month on the next year's holidays are missed."""

    from_month: int = Field(ge=1, le=12)
    basis: Basis


class Season(Row):
    """From which month to which, both whole, something is done each year."""

    from_month: int = Field(ge=1, le=12)
    to_month: int = Field(ge=1, le=12)
    basis: Basis


class ClosingPolicy(Row):
    """Everything of catalogue/data/closing.toml."""

    look: Looking
    look_back: After
    last_year: Season
    unanswered: After
    calendar: Calendar


@cache
def load_closing(path: Path = DATA / "closing.toml") -> ClosingPolicy:
    """Return the policy. Raises CatalogueError."""
    return read_row(path, ClosingPolicy)
