"""Ways through the reports in order of their ids, newest first, each by one index."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Any

from sqlalchemy import (
    ARRAY,
    CTE,
    BigInteger,
    ColumnElement,
    Connection,
    FromClause,
    Integer,
    Label,
    Select,
    cast,
    column,
    func,
    select,
    table,
)
from sqlalchemy.dialects.postgresql import TSQUERY

from storage.search.bigrams import query_words, runs
from storage.search.inbox_filter import ASKED_COLUMNS, Clause, Columns, InboxFilter, Number, clauses
from storage.tables.reports import reports
from storage.tables.search import report_words

_NOTHING = InboxFilter()
# The fields with an index of their own, those that usually leave least first.
_INDEXED = ("observers", "urgent", "project", "county", "state")
_FEW = 10  # of more observers' reports, the newest would have to be sorted out first
_A_PAIR = 2
_pairs = table("report_pairs", column("rowid", Integer), column("report_pairs"))
_earlier = reports.alias("earlier")
_with_words = reports.join(report_words, report_words.c.report_id == reports.c.id)


@dataclass(frozen=True, slots=True)
class Span:
    """The ids to look at: from `low` up to but without `high`."""

    low: int
    high: int

    def holds(self, ids: ColumnElement[int]) -> tuple[ColumnElement[bool], ...]:
        """Return what the span asks of an id."""
        return ids >= self.low, ids < self.high


@dataclass(frozen=True, slots=True)
class Walk:
    """Candidates: the rows of `source` that `where` lets through, in order of `id`.

    `left` is what must still be asked of each of them.
    """

    source: FromClause
    id: ColumnElement[int]
    where: list[Clause]
    left: InboxFilter

    def down(self, span: Span, most: int, columns: Iterable[ColumnElement[Any]] = ()) -> CTE:
        """Return the newest candidates, their id and these columns.

        Their limit keeps what is asked later from leading the database another way.
        """
        rows = select(self.id.label("id"), *columns).select_from(self.source)
        walked = rows.where(*self.where, *span.holds(self.id)).order_by(self.id.desc())
        return walked.limit(most).cte("candidates")


def asked_columns(left: InboxFilter) -> list[Label[Any]]:
    """Return the columns that `asked_of` looks at, beside the id."""
    words = [report_words.c.text.label("words")] if left.terms else []
    return [*(reports.c[name].label(name) for name in ASKED_COLUMNS), *words]


def asked_of(candidate: Columns, left: InboxFilter, dialect: str) -> list[Clause]:
    """Return what is still asked of a candidate with its `asked_columns`."""
    position = func.instr if dialect == "sqlite" else func.strpos
    words = [position(candidate["words"], term) > 0 for term in left.terms]
    return [*clauses(left, candidate).values(), *words]


def by_rows(wanted: InboxFilter) -> Walk:
    """Return the way through reports by the index that fits what is asked."""
    if wanted.number is not None:
        return _by_number(wanted, wanted.number)
    few = wanted.observers is not None and len(wanted.observers) <= _FEW
    for field in _INDEXED if few else _INDEXED[1:]:
        asked = replace(_NOTHING, **{field: getattr(wanted, field)})
        if asked not in (_NOTHING, InboxFilter(state="received")):
            left = replace(wanted, **{field: getattr(_NOTHING, field)})
            return Walk(reports, reports.c.id, list(clauses(asked, reports.c).values()), left)
    return Walk(reports, reports.c.id, [], wanted)


def by_reading(wanted: InboxFilter) -> Walk:
    """Return the way that reads each report's words, by the index that fits what else is asked."""
    walk = by_rows(wanted)
    # An outer join is walked from the reports, whose newest ones are asked for.
    read = walk.source.outerjoin(report_words, report_words.c.report_id == reports.c.id)
    return replace(walk, source=read)


def by_pairs(wanted: InboxFilter) -> Walk:
    """Return SQLite's way through its full-text table, which goes by id."""
    words = " ".join(f'"{word}"' for word in query_words(wanted.terms))
    found = _pairs.join(_with_words, reports.c.id == _pairs.c.rowid)
    left = replace(wanted, terms=_to_read(wanted.terms))
    return Walk(found, _pairs.c.rowid, [_pairs.c.report_pairs.op("MATCH")(words)], left)


def hits_on_postgres(wanted: InboxFilter, span: Span, most: int) -> Select[int]:
    """Return up to `most` ids of reports with the asked pairs, in no order."""
    words = " & ".join(f"'{word}'" for word in query_words(wanted.terms))
    return (
        select(report_words.c.report_id)
        .where(
            report_words.c.pairs.op("@@")(cast(words, TSQUERY)),
            *span.holds(report_words.c.report_id + 0),  # + 0: never by the primary key
        )
        .limit(most)
    )


def among_hits(wanted: InboxFilter, hits: Sequence[int]) -> CTE:
    """Return these reports as candidates for what is still asked."""
    these = reports.c.id == func.any(cast(hits, ARRAY(BigInteger)))
    found = select(reports.c.id, *asked_columns(wanted)).select_from(_with_words)
    return found.where(these).cte("candidates")


def span_of(connection: Connection, wanted: InboxFilter, below: int) -> Span:
    """Return the ids of the asked days: reports of a day have neighbouring ids, but for late ones.

    Without this, the reports of a day last year would only be reached through all since then.
    """
    if wanted.first_day is None and wanted.last_day is None:
        return Span(0, below)
    days = _days(wanted)
    of_the_day = reports.c.day == days.c.day
    lowest = select(func.min(reports.c.id)).where(of_the_day).scalar_subquery()
    highest = select(func.max(reports.c.id)).where(of_the_day).scalar_subquery()
    ends = select(func.min(lowest), func.max(highest)).select_from(days)
    low, high = connection.execute(ends).one()
    return Span(0, 0) if low is None else Span(low, min(below, high + 1))


def _to_read(terms: Iterable[str]) -> tuple[str, ...]:
    # Two characters stand together wherever their pair stands; longer words need reading.
    return tuple(term for term in terms if len(term) > _A_PAIR or runs(term) != [term])


def _by_number(wanted: InboxFilter, number: Number) -> Walk:
    days = _days(_NOTHING)
    numbered = reports.join(days, reports.c.day == days.c.day)
    where: list[Clause] = [reports.c.seq == number.seq]
    if number.month_day is not None:
        where.append(cast(days.c.day, Integer) % 10_000 == number.month_day)
    return Walk(numbered, reports.c.id, where, replace(wanted, number=None))


def _days(wanted: InboxFilter) -> CTE:
    """Return the asked days that have reports, found by leaps through the index of days."""
    first, last = wanted.first_day, wanted.last_day
    start = select(func.max(reports.c.day).label("day"))
    days = (start.where(reports.c.day <= last) if last else start).cte("days", recursive=True)
    leap = select(func.max(_earlier.c.day)).where(_earlier.c.day < days.c.day)
    if first:
        leap = leap.where(_earlier.c.day >= first)
    return days.union_all(select(leap.scalar_subquery()).where(days.c.day.is_not(None)))
