"""Which reports match a filter, newest first, at a cost that does not grow with their number.

What leaves least gives the candidates: an index of reports, or the index of words. One request
looks at SCAN of them at most; the rest is for 继续查找. (Source: mechanics §Search and lists.)
"""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from sqlalchemy import CTE, Connection, Select, func, select

from storage.search.inbox_filter import InboxFilter
from storage.search.search_walks import (
    Span,
    Walk,
    among_hits,
    asked_columns,
    asked_of,
    by_pairs,
    by_reading,
    by_rows,
    hits_on_postgres,
    span_of,
)

SCAN = 10_000
PAGE = 30
_FIRST_STEP = 1_500  # what matches often is found in these
_STEPS = (_FIRST_STEP, SCAN - _FIRST_STEP)


@dataclass(frozen=True, slots=True)
class Matches:
    """Ids of matching reports, newest first.

    `floor` is the id below which nobody has looked, None when nothing is left to look at.
    """

    ids: tuple[int, ...]
    floor: int | None


def matching(connection: Connection, wanted: InboxFilter, below: int, most: int) -> Matches:
    """Return up to `most` matching reports whose ids are below `below`."""
    span = span_of(connection, wanted, below)
    if not wanted.terms:
        return _look(connection, by_rows(wanted), span, most, _STEPS)
    if connection.dialect.name == "sqlite":
        return _look(connection, by_pairs(wanted), span, most, _STEPS)
    return _words_on_postgres(connection, wanted, span, most)


def _look(
    connection: Connection, walk: Walk, span: Span, most: int, steps: Iterable[int]
) -> Matches:
    if walk.left == InboxFilter():
        ids = connection.execute(select(walk.down(span, most).c.id)).scalars().all()
        return _ended(list(ids), most)
    found: list[int] = []
    for step in steps:
        candidates = walk.down(span, step, asked_columns(walk.left))
        chosen = _choose(connection, candidates, walk.left).limit(most - len(found))
        found += connection.execute(chosen).scalars()
        if len(found) == most:
            return _ended(found, most)
        walked = walk.down(span, step)
        seen, lowest = connection.execute(select(func.count(), func.min(walked.c.id))).one()
        if seen < step:
            return Matches(tuple(found), None)
        span = Span(span.low, lowest)
        if len(found) > PAGE:  # the page is full: a closer count is not worth its time
            break
    return Matches(tuple(found), span.high)


def _words_on_postgres(
    connection: Connection, wanted: InboxFilter, span: Span, most: int
) -> Matches:
    """Take a rare word from the index; a common one stands in the newest reports themselves.

    The index knows no order, so all its hits are read and sorted, up to SCAN. A word with more hits
    than that, of which few are new, is looked for part by part like any filter.
    """
    reading = by_reading(wanted)
    near = _look(connection, reading, span, most, (_FIRST_STEP,))
    if len(near.ids) > PAGE or near.floor is None:
        return near
    hits = connection.execute(hits_on_postgres(wanted, span, SCAN)).scalars().all()
    if len(hits) < SCAN:
        chosen = _choose(connection, among_hits(wanted, hits), wanted).limit(most)
        return _ended(list(connection.execute(chosen).scalars()), most)
    farther, left = Span(span.low, near.floor), most - len(near.ids)
    far = _look(connection, reading, farther, left, (SCAN - _FIRST_STEP,))
    return Matches(near.ids + far.ids, far.floor)


def _choose(connection: Connection, candidates: CTE, left: InboxFilter) -> Select[Any]:
    asked = asked_of(candidates.c, left, connection.dialect.name)
    return select(candidates.c.id).where(*asked).order_by(candidates.c.id.desc())


def _ended(ids: list[int], most: int) -> Matches:
    return Matches(tuple(ids), ids[-1] if len(ids) == most else None)
