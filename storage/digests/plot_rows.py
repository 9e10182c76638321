"""Counts for the plots of a span of days, each by an index and never by reading reports.

Every statement says `state = 'received'` in words, so that the partial index answers it alone.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Final

from sqlalchemy import ColumnElement, Connection, Select, distinct, func, select, text

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
class Cell:
    """Received reports of one day, county, project and state on the desk."""

    day: date
    is_open: bool  # no outcome yet
    county: str
    project: str
    count: int


def cells_of(connection: Connection, span: Span) -> list[Cell]:
    """Count in one walk through the index, in its own order."""
    columns = (reports.c.day, reports.c.desk_state, reports.c.county, reports.c.project)
    counted = select(*columns, func.count()).where(*_within(span)).group_by(*columns)
    return [
        Cell(day, state not in _ENDED, county, project or "", count)
        for day, state, county, project, count in connection.execute(counted)
    ]


def verified(connection: Connection, span: Span) -> int:
    """Count the reports with a verdict, whatever it is."""
    joined = _reports_of(verifications.c.report_id).where(verifications.c.verdict != "withdrawn")
    return _count(connection, joined.where(*_within(span)))


def lettered(connection: Connection, span: Span, sent: Sequence[str]) -> int:
    """Count the reports that are in a letter which was sent (its state is one of `sent`)."""
    return _count(connection, _in_letters(sent).where(*_within(span)))


def answered(connection: Connection, span: Span, sent: Sequence[str]) -> int:
    """Count the reports whose matter in a sent letter has the unit's answer."""
    told = letter_items.c.state.in_(_ANSWERED)
    return _count(connection, _in_letters(sent).where(*_within(span), told))


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


def _in_letters(sent: Sequence[str]) -> Select[Any]:
    held = letter_item_reports.c.report_id
    joined = (
        letter_item_reports.join(letter_items).join(letters).join(reports, reports.c.id == held)
    )
    counted = select(func.count(distinct(held))).select_from(joined)
    return counted.where(letters.c.state.in_(sent))


def _count(connection: Connection, counted: Select[Any]) -> int:
    return int(connection.execute(counted).scalar_one())
