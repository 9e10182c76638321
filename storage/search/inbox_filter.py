"""What a clerk wants to see in the inbox, and what that asks of a report's row."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, String, TextClause, and_, bindparam, true
from sqlalchemy.sql.base import ReadOnlyColumnCollection

from storage.tables.search import UNUSUAL_STATE

NO_PROJECT = "none"
_HOLDS = {"photo": "photos", "voice": "voices", "video": "videos"}
HOLDINGS = tuple(_HOLDS)
ASKED_COLUMNS = (
    *("day", "observer_id", "state", "project", "kind", "county", "urgent", "source"),
    *_HOLDS.values(),
)

Columns = ReadOnlyColumnCollection[str, Any]
Clause = ColumnElement[bool] | TextClause


@dataclass(frozen=True, slots=True)
class Number:
    """A report's number as people say it: 36 of any day, or of one month and day as mmdd."""

    seq: int
    month_day: int | None = None


@dataclass(frozen=True, slots=True)
class InboxFilter:
    """What a clerk wants to see; an empty field asks for nothing.

    `project` may be NO_PROJECT; `holds` is one of HOLDINGS; `observers` are ids, none of them
    matches nobody; every one of the normalised `terms` must stand in the report's words.
    """

    project: str = ""
    kind: str = ""
    county: str = ""
    state: str = ""
    urgent: bool = False
    holds: str = ""
    source: str = ""
    first_day: date | None = None
    last_day: date | None = None
    observers: tuple[int, ...] | None = None
    number: Number | None = None
    terms: tuple[str, ...] = ()


def clauses(wanted: InboxFilter, row: Columns) -> dict[str, Clause]:
    """Return {field: what it asks of a report's row}, all but the number and the terms."""
    asked: dict[str, Clause | None] = {
        "observers": _among(row["observer_id"], wanted.observers),
        "urgent": row["urgent"] == true() if wanted.urgent else None,
        "project": _project(row["project"], wanted.project),
        "county": _same(row["county"], wanted.county),
        "state": _state(row["state"], wanted.state),
        "kind": _same(row["kind"], wanted.kind),
        "source": _same(row["source"], wanted.source),
        "holds": row[_HOLDS[wanted.holds]] > 0 if wanted.holds else None,
        "first_day": row["day"] >= wanted.first_day if wanted.first_day else None,
        "last_day": row["day"] <= wanted.last_day if wanted.last_day else None,
    }
    return {field: clause for field, clause in asked.items() if clause is not None}


def _among(column: ColumnElement[int], observers: tuple[int, ...] | None) -> Clause | None:
    return None if observers is None else column.in_(observers)


def _project(column: ColumnElement[str], code: str) -> Clause | None:
    return column.is_(None) if code == NO_PROJECT else _same(column, code)


def _state(column: ColumnElement[str], state: str) -> Clause | None:
    asked = _same(column, state)
    return asked if asked is None or state == "received" else and_(asked, UNUSUAL_STATE)


def _same(column: ColumnElement[str], value: str) -> ColumnElement[bool] | None:
    # Written into the statement: a partial index is not seen through a parameter.
    written = bindparam(None, value, String, literal_execute=True)
    return column == written if value else None
