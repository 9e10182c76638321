"""The search index: the mark on reports whose words changed, and what the job writes.

Indexing inside the intake's transaction had a p99 of 42 ms, so a change of words only leaves a
mark, in the statement that changes the report anyway. (Source: mechanics §Search and lists.)
"""

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Final

from sqlalchemy import (
    ARRAY,
    ColumnElement,
    Connection,
    Text,
    bindparam,
    case,
    func,
    null,
    select,
    text,
    tuple_,
    update,
)

from storage.dbtime import DATABASE_MS, database_now
from storage.dialects import insert_into
from storage.search.bigrams import index_words
from storage.tables.reports import items, reports
from storage.tables.search import report_words

# Grows with every change while it stands: the index takes it off only as it was read.
CHANGED_WORDS: Final[dict[str, ColumnElement[Any]]] = {
    "unindexed_at": case(
        (reports.c.unindexed_at >= DATABASE_MS, reports.c.unindexed_at + 1), else_=DATABASE_MS
    )
}
_THESE = "FROM report_words WHERE report_id IN (SELECT value FROM json_each(:ids))"
_TAKE_OUT_PAIRS = text(
    "INSERT INTO report_pairs(report_pairs, rowid, pairs) "
    f"SELECT 'delete', report_id, pairs {_THESE}"  # a constant
)
_PUT_IN_PAIRS = text(
    f"INSERT INTO report_pairs(rowid, pairs) SELECT report_id, pairs {_THESE}"  # a constant
)


@dataclass(frozen=True, slots=True)
class MarkedReport:
    """A report whose words changed; `mark` is the mark as read, `indexed` the index's old text."""

    id: int
    mark: int
    indexed: str | None
    day: date
    project: str | None
    county: str
    township: str
    place_label: str
    said: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ReportWords:
    """The normalised words of one report."""

    report_id: int
    text: str


def touch(connection: Connection, report_id: int) -> None:
    """Have a report's words indexed again: whoever adds, corrects or removes some calls this."""
    connection.execute(update(reports).where(reports.c.id == report_id).values(CHANGED_WORDS))


def touch_all(connection: Connection) -> int:
    """Have every report indexed again, and return how many there are."""
    return connection.execute(update(reports).values(CHANGED_WORDS)).rowcount


def seconds_behind(connection: Connection) -> int:
    """Return for how long the oldest change has waited for the index; 0 when none waits."""
    oldest = connection.execute(
        select(func.min(reports.c.unindexed_at)).where(reports.c.unindexed_at > 0)
    ).scalar_one()
    return 0 if oldest is None else max(0, (database_now(connection) - oldest) // 1000)


def marked_reports(connection: Connection, most: int) -> list[MarkedReport]:
    """Return reports to index, those that have waited longest first."""
    subject = (reports.c.day, reports.c.project)
    where = (reports.c.county, reports.c.township, reports.c.place_label)
    rows = connection.execute(
        select(reports.c.id, reports.c.unindexed_at, report_words.c.text, *subject, *where)
        .join_from(reports, report_words, isouter=True)
        .where(reports.c.unindexed_at.is_not(None))
        .order_by(reports.c.unindexed_at)
        .limit(most)
    ).all()
    said = words_said(connection, [row.id for row in rows])
    return [MarkedReport(*row, said=tuple(said.get(row.id, ()))) for row in rows]


def words_said(connection: Connection, report_ids: Sequence[int]) -> dict[int, list[str]]:
    """Return {report: its messages' words in the order they came}, for those that have some."""
    found: dict[int, list[str]] = {}
    rows = connection.execute(
        select(items.c.report_id, items.c.text)
        .where(items.c.report_id.in_(report_ids), items.c.text != "")
        .order_by(items.c.id)
    )
    for report_id, words in rows:
        found.setdefault(report_id, []).append(words)
    return found


def write_words(connection: Connection, written: Sequence[ReportWords]) -> None:
    """Put words into the index, over what it had of these reports."""
    if not written:
        return
    rows = [
        {"report_id": words.report_id, "text": words.text, "pairs": index_words(words.text)}
        for words in written
    ]
    if connection.dialect.name == "sqlite":
        _write_on_sqlite(connection, rows)
    else:
        _write_on_postgres(connection, rows)


def take_off_marks(connection: Connection, marked: Iterable[MarkedReport]) -> None:
    """Take the marks off, but from reports that changed since they were read.

    A report that the intake holds is left for the next round: waiting for several rows that the
    intake takes in another order would be a deadlock.
    """
    as_read = [(report.id, report.mark) for report in marked]
    free = (
        select(reports.c.id)
        .where(reports.c.id.in_([report_id for report_id, _ in as_read]))  # SQLite's way to them
        .where(tuple_(reports.c.id, reports.c.unindexed_at).in_(as_read))
        .with_for_update(skip_locked=True)
    )
    connection.execute(update(reports).where(reports.c.id.in_(free)).values(unindexed_at=null()))


def _write_on_sqlite(connection: Connection, rows: list[dict[str, Any]]) -> None:
    ids = {"ids": json.dumps([row["report_id"] for row in rows])}
    connection.execute(_TAKE_OUT_PAIRS, ids)  # needs the old pairs, which still stand here
    cut = [row | {"pairs": " ".join(row["pairs"])} for row in rows]
    _replace(connection, bindparam("pairs"), cut)
    connection.execute(_PUT_IN_PAIRS, ids)


def _write_on_postgres(connection: Connection, rows: list[dict[str, Any]]) -> None:
    _replace(connection, func.array_to_tsvector(bindparam("pairs", type_=ARRAY(Text))), rows)


def _replace(connection: Connection, pairs: ColumnElement[Any], rows: list[dict[str, Any]]) -> None:
    put = insert_into(connection, report_words).values(
        report_id=bindparam("report_id"), text=bindparam("text"), pairs=pairs
    )
    over = {"text": put.excluded.text, "pairs": put.excluded.pairs}
    connection.execute(put.on_conflict_do_update(index_elements=["report_id"], set_=over), rows)
