"""The plots of a year: arrivals by week, the funnel, ageing, county × project, counties.

Each is a list of counts with what to look for in the inbox to see the same reports. (Source: issue
5 item 9; 30 days without an end are a counted defect: item 8.)
"""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

from casework.letters.states import SENT
from storage.database import Connection
from storage.digests import plot_rows
from storage.digests.plot_rows import PlaceCount, Span

_DAY: Final = timedelta(days=1)
_WEEK: Final = 7 * _DAY
_AGES: Final = ((0, 7), (8, 15), (16, 30), (31, 36500))  # days since the report, both included


@dataclass(frozen=True, slots=True)
class Bar:
    """A count of the reports of some days."""

    first: date
    last: date
    count: int


@dataclass(frozen=True, slots=True)
class Places:
    """Counts by county and project; `cells` holds none that is zero."""

    counties: tuple[str, ...]
    projects: tuple[str, ...]
    cells: dict[tuple[str, str], int]

    def of_county(self, county: str) -> int:
        """Return a county's reports of all projects."""
        return sum(self.cells.get((county, project), 0) for project in self.projects)

    def of_project(self, project: str) -> int:
        """Return a project's reports in all counties."""
        return sum(self.cells.get((county, project), 0) for county in self.counties)


@dataclass(frozen=True, slots=True)
class Plots:
    """All of them; `funnel` counts received, verified, lettered, answered and closed reports."""

    weeks: tuple[Bar, ...]
    funnel: tuple[int, ...]
    ages: tuple[Bar, ...]
    places: Places


def plots_of(
    connection: Connection,
    year: int,
    today: date,
    counties: tuple[str, ...],
    projects: tuple[str, ...],
) -> Plots:
    """Count a year, up to today; `counties` and `projects` give the order of what is shown."""
    span = Span(date(year, 1, 1), min(date(year, 12, 31), today))
    days = plot_rows.days_of(connection, span)
    return Plots(
        weeks=weeks_of(((each.day, each.count) for each in days), span),
        funnel=(
            sum(each.count for each in days),
            plot_rows.verified(connection, span),
            *plot_rows.in_letters(connection, span, tuple(SENT)),
            plot_rows.closed(connection, span),
        ),
        ages=ages_of(((each.day, each.count) for each in days if each.is_open), today, span),
        places=_places(plot_rows.places_of(connection, span), counties, projects),
    )


def weeks_of(days: Iterable[tuple[date, int]], span: Span) -> tuple[Bar, ...]:
    """Return a bar for each week, Monday to Sunday, that the span touches, empty ones too."""
    counted: Counter[date] = Counter()
    for day, count in days:
        counted[_monday(day)] += count
    found, monday = [], _monday(span.first)
    while monday <= span.last:
        first, last = max(monday, span.first), min(monday + _WEEK - _DAY, span.last)
        found.append(Bar(first, last, counted[monday]))
        monday += _WEEK
    return tuple(found)


def ages_of(days: Iterable[tuple[date, int]], today: date, span: Span) -> tuple[Bar, ...]:
    """Return how many open reports are how old: up to 7, 15 and 30 days, and older ones."""
    held = list(days)
    found = []
    for least, most in _AGES:
        count = sum(count for day, count in held if least <= (today - day).days <= most)
        first = max(span.first, today - min(most, 3660) * _DAY)
        found.append(Bar(first, today - least * _DAY, count))
    return tuple(found)


def _monday(day: date) -> date:
    return day - day.weekday() * _DAY


def _places(
    counted: Iterable[PlaceCount], counties: tuple[str, ...], projects: tuple[str, ...]
) -> Places:
    cells: Counter[tuple[str, str]] = Counter()
    for cell in counted:
        county = cell.county if cell.county in counties else ""
        cells[county, cell.project if cell.project in projects else ""] += cell.count
    return Places((*counties, ""), (*projects, ""), dict(cells))
