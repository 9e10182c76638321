"""One change of many reports at once, each as if a clerk had made it on that report's page.

Every report has a transaction of its own: none waits for the others, the intake least of all, and
what is done stays done. A report that somebody changed since the clerk saw it stays as it is.
"""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Literal

from casework.reports.corrections import Correction, correct_tags
from casework.urgency import take_note_of_urgent
from storage.database import Connection, Database
from storage.report_pages import Tags, number_of

MOST = 200

Field = Literal["project", "kind", "county"]


@dataclass(frozen=True, slots=True)
class Ticked:
    """A report a clerk chose, and its tags as the clerk's page showed them."""

    report_id: int
    seen: Tags


def set_tag(
    database: Database,
    chosen: Iterable[Ticked],
    tag: tuple[Field, str],
    staff_id: int,
    now: datetime,
) -> Counter[Correction]:
    """Set one tag (field, value) of every chosen report; returns what came of how many."""
    outcomes: Counter[Correction] = Counter()
    for ticked in chosen:
        wanted = _with(ticked.seen, *tag)
        with database.write() as connection:
            outcomes[
                correct_tags(connection, ticked.report_id, ticked.seen, wanted, staff_id, now)
            ] += 1
    return outcomes


def take_note_of_all(
    database: Database, chosen: Iterable[Ticked], staff_id: int, now: datetime
) -> Counter[Correction]:
    """Record that the office acts on every chosen urgent report, and tell their observers."""
    outcomes: Counter[Correction] = Counter()
    for ticked in chosen:
        with database.write() as connection:
            outcomes[_take_note(connection, ticked.report_id, staff_id, now)] += 1
    return outcomes


def _take_note(connection: Connection, report_id: int, staff_id: int, now: datetime) -> Correction:
    number = number_of(connection, report_id)
    if number is None:
        return Correction.UNKNOWN_REPORT
    taken = take_note_of_urgent(connection, (report_id, number), staff_id, now)
    return Correction.DONE if taken else Correction.NOTHING_CHANGED


def _with(seen: Tags, field: Field, value: str) -> Tags:
    if field == "project":
        also = tuple(code for code in seen.also if code != value)
        return replace(seen, project=value or None, also=also)
    if field == "kind":
        return replace(seen, kind=value)
    return replace(seen, county=value, township=seen.township if value == seen.county else "")
