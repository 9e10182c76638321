"""Counts for the plots of a span of days, each by an index and never by reading reports.

Every statement says `state = 'received'` in words, so that the partial index answers it alone.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Final

from sqlalchemy import ColumnElement, Connection, Select, case, distinct, func, select, text

from storage.tables.letters import letter_item_reports, letter_items, letters
from storage.tables.reports import reports
from storage.tables.triage import report_outcomes, verifications

_RECEIVED: Final = text("reports.state = 'received'")
_ENDED: Final = ("closed", "merged")
_ANSWERED: Final = ("answered", "closed")


@dataclass(frozen=True, slots=True)
class Span:
    """Days from first to last, both included."""

    first: date
    last: date


@dataclass(frozen=True, slots=True)
class DayCount:
    """Received reports of one day and state on the desk; open: without an outcome yet."""

    day: date
    is_open: bool
    count: int


@dataclass(frozen=True, slots=True)
class PlaceCount:
    """Received reports of one county and project."""

    county: str
    project: str
    count: int


def days_of(connection: Connection, span: Span) -> list[DayCount]:
    """Count by day in one walk through the index, in its own order."""
    columns = (reports.c.day, reports.c.desk_state)
    counted = select(*columns, func.count()).where(*_within(span)).group_by(*columns)
    return [
        DayCount(day, state not in _ENDED, count)
        for day, state, count in connection.execute(counted)
    ]


def places_of(connection: Connection, span: Span) -> list[PlaceCount]:
    """Count by county and project in one walk through the same index."""
    columns = (reports.c.county, reports.c.project)
    counted = select(*columns, func.count()).where(*_within(span)).group_by(*columns)
    return [
        PlaceCount(county, project or "", count)
        for county, project, count in connection.execute(counted)
    ]


def verified(connection: Connection, span: Span) -> int:
    """Count the reports with a verdict, whatever it is."""
    joined = _reports_of(verifications.c.report_id).where(verifications.c.verdict != "withdrawn")
    return _count(connection, joined.where(*_within(span)))


def in_letters(connection: Connection, span: Span, sent: Sequence[str]) -> tuple[int, int]:
    """Count the reports in letters that were sent (whose state is one of `sent`).

    The second count is of those whose matter in one of them has the unit's answer.
    """
    held = letter_item_reports.c.report_id
    told = case((letter_items.c.state.in_(_ANSWERED), held))
    joined = (
        letter_item_reports.join(letter_items).join(letters).join(reports, reports.c.id == held)
    )
    counted = select(func.count(distinct(held)), func.count(distinct(told))).select_from(joined)
    row = connection.execute(counted.where(letters.c.state.in_(sent), *_within(span))).one()
    return int(row[0]), int(row[1])


def closed(connection: Connection, span: Span) -> int:
    """Count the reports with a written outcome that stands."""
    joined = _reports_of(report_outcomes.c.report_id)
    standing = report_outcomes.c.reopened_at.is_(None)
    return _count(connection, joined.where(*_within(span), standing))


def _within(span: Span) -> tuple[ColumnElement[bool] | Any, ...]:
    return _RECEIVED, reports.c.day >= span.first, reports.c.day <= span.last


def _reports_of(column: ColumnElement[int]) -> Select[Any]:
    return select(func.count(distinct(column))).select_from(
        column.table.join(reports, reports.c.id == column)
    )


def _count(connection: Connection, counted: Select[Any]) -> int:
    return int(connection.execute(counted).scalar_one())
